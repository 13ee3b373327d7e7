//! Autoscaling whose least number of workers is above its most.

use crate::rules::prelude::*;

rule!("BRC4001", "autoscale-min-above-max", Correctness, Check::Clusters(check));

fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let (least, most) = (cluster.get("autoscale.min_workers"), cluster.get("autoscale.max_workers"));
    let (Some(min), Some(max)) = (least.int(), most.int()) else { return };
    if min > max {
        findings.push(
            least
                .wrong(format!("{} has at least {min} workers and at most {max}", cluster.name()))
                .help("write a `min_workers` that is not above `max_workers`")
                .related(most.span(), "the most"),
        );
    }
}

//! A cluster of a pipeline whose least number of workers is above its most.

use crate::rules::prelude::*;

rule!("BRC4130", "pipeline-autoscale-min-above-max", Correctness, Check::Resources(&["pipelines"], check));

fn check(_: &Cx<'_>, pipeline: &Resource<'_>, findings: &mut Findings<'_>) {
    for cluster in pipeline.get("clusters").list() {
        let (least, most) = (cluster.get("autoscale.min_workers"), cluster.get("autoscale.max_workers"));
        let (Some(min), Some(max)) = (least.int(), most.int()) else { continue };
        if min > max {
            findings.push(
                least
                    .wrong(format!(
                        "a cluster of {} has at least {min} workers and at most {max}",
                        pipeline.name()
                    ))
                    .help("write a `min_workers` that is not above `max_workers`")
                    .related(most.span(), "the most"),
            );
        }
    }
}

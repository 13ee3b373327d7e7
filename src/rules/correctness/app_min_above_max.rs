//! An app whose least number of instances is above its most.

use crate::rules::prelude::*;

rule!("BRC4146", "app-min-above-max", Correctness, Check::Resources(&["apps"], check));

fn check(_: &Cx<'_>, app: &Resource<'_>, findings: &mut Findings<'_>) {
    let (least, most) = (app.get("compute_min_instances"), app.get("compute_max_instances"));
    let (Some(min), Some(max)) = (least.int(), most.int()) else { return };
    if min > max {
        findings.push(
            least
                .wrong(format!("{} has at least {min} instances and at most {max}", app.name()))
                .help("write a `compute_min_instances` that is not above `compute_max_instances`")
                .related(most.span(), "the most"),
        );
    }
}

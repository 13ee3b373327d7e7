//! A served entity whose least capacity is above its most.

use crate::rules::prelude::*;

rule!(
    "BRC4137",
    "provisioned-min-above-max",
    Correctness,
    Check::Resources(&["model_serving_endpoints"], check)
);

/// What is provisioned within bounds.
const BOUNDS: [(&str, &str); 2] = [
    ("min_provisioned_concurrency", "max_provisioned_concurrency"),
    ("min_provisioned_throughput", "max_provisioned_throughput"),
];

fn check(_: &Cx<'_>, endpoint: &Resource<'_>, findings: &mut Findings<'_>) {
    let lists = ["config.served_entities", "config.served_models"];
    for entity in lists.into_iter().flat_map(|list| endpoint.get(list).list()) {
        for (least, most) in BOUNDS {
            let (lower, upper) = (entity.get(least), entity.get(most));
            let (Some(min), Some(max)) = (lower.int(), upper.int()) else { continue };
            if min > max {
                findings.push(
                    lower
                        .wrong(format!("`{least}` is {min} and above `{most}`, which is {max}"))
                        .help(format!("write a `{least}` that is not above `{most}`"))
                        .related(upper.span(), "the most"),
                );
            }
        }
    }
}

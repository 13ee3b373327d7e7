//! A VM size that Azure Databricks does not offer.

use crate::diagnostic::did_you_mean;
use crate::rules::facts::node_types::{ids, is_covered, node_type};
use crate::rules::prelude::*;

rule!(
    "BRC4007",
    "unknown-node-type",
    Correctness = Warning,
    Check::Resources(&["clusters", "instance_pools", "jobs"], check)
);

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let mut one = |value: Value<'_>| {
        let Some(id) = value.text().filter(|id| node_type(id).is_none() && is_covered(id)) else { return };
        let found = value.wrong(format!("Azure Databricks offers no VM size `{id}`"));
        let mut known: Vec<&str> = ids().collect();
        known.sort_unstable();
        findings.push(match did_you_mean(&id, known) {
            Some(known) => found.help(format!("did you mean `{known}`?")),
            None => found.help("write a size as Azure does, such as `Standard_D4ds_v5`"),
        });
    };
    if resource.kind() == "jobs" {
        let clusters = Job(*resource).clusters();
        clusters.for_each(|cluster| NODE_TYPES.iter().for_each(|field| one(cluster.get(field))));
    } else {
        NODE_TYPES.iter().for_each(|field| one(resource.get(field)));
    }
}

const NODE_TYPES: [&str; 2] = ["node_type_id", "driver_node_type_id"];

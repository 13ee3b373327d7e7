//! A VM size that Azure Databricks does not offer.

use crate::diagnostic::did_you_mean;
use crate::rules::prelude::*;

rule!(
    "BRC4007",
    "unknown-node-type",
    Correctness = Warning,
    Check::Resources(&["clusters", "instance_pools", "jobs"], check)
);

fn check(cx: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let facts = cx.facts();
    let mut one = |value: Value<'_>| {
        let Some(id) = value.text() else { return };
        if let Some(known) = facts.node_type(&id) {
            if let Some(reason) = &known.unavailable {
                findings.push(
                    value
                        .wrong(format!("the workspace cannot have the VM size `{id}`: {reason}"))
                        .help("take another size, or have it enabled and run `bricep catalogue pull`"),
                );
            }
            return;
        }
        if !facts.covers(&id) {
            return;
        }
        let who = if facts.is_of_workspace() {
            "the catalogue of the workspace has"
        } else {
            "Azure Databricks offers"
        };
        let found = value.wrong(format!("{who} no VM size `{id}`"));
        findings.push(match did_you_mean(&id, facts.node_types()) {
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

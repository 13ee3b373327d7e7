//! A tag with a name that Databricks gives to its own.

use crate::rules::prelude::*;

rule!(
    "BRC4044",
    "reserved-tag",
    Correctness = Warning,
    Check::Resources(&["clusters", "instance_pools", "jobs", "pipelines"], check)
);

/// Tags of every cluster.
const OF_CLUSTERS: &[&str] = &["ClusterId", "ClusterName", "Creator", "Vendor"];

/// Tags of the clusters of jobs.
const OF_JOBS: &[&str] = &["ClusterId", "ClusterName", "Creator", "JobId", "RunName", "Vendor"];

/// Tags of pools.
const OF_POOLS: &[&str] = &["DatabricksInstancePoolCreatorId", "DatabricksInstancePoolId", "Vendor"];

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let reserved = match resource.kind() {
        "jobs" => OF_JOBS,
        "instance_pools" => OF_POOLS,
        _ => OF_CLUSTERS,
    };
    for machines in resource.machines() {
        for (key, tag) in machines.get("custom_tags").entries() {
            // Azure takes names that differ in case alone for one.
            if reserved.iter().any(|reserved| key.eq_ignore_ascii_case(reserved)) {
                findings.push(
                    tag.wrong_key(format!(
                        "{} has a tag `{key}`, which Databricks sets itself",
                        machines.name()
                    ))
                    .help(format!("give the tag another name; in Azure it would be `x_{key}`")),
                );
            }
        }
    }
}

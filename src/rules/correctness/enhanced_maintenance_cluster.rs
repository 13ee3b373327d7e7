//! Enhanced autoscaling on the cluster that maintains tables.

use crate::rules::prelude::*;

// "Enhanced Autoscaling is available for updates clusters only", says the reference of the API:
// <https://learn.microsoft.com/azure/databricks/ldp/auto-scaling>.
rule!(
    "BRC4129",
    "enhanced-maintenance-cluster",
    Correctness = Warning,
    Check::Resources(&["pipelines"], check)
);

fn check(_: &Cx<'_>, pipeline: &Resource<'_>, findings: &mut Findings<'_>) {
    for cluster in pipeline.get("clusters").list() {
        let mode = cluster.get("autoscale.mode");
        if cluster.get("label").is("maintenance") && mode.is("ENHANCED") {
            findings.push(
                mode.wrong(format!(
                    "the maintenance cluster of {} cannot scale by `ENHANCED`",
                    pipeline.name()
                ))
                .help("write `mode: LEGACY`")
                .fix(mode.replace("LEGACY")),
            );
        }
    }
}

//! A cluster whose users are not kept apart.

use crate::rules::prelude::*;

rule!("BRC6004", "no-isolation", Security, Check::Clusters(check));

// https://learn.microsoft.com/azure/databricks/compute/configure#access-modes
fn check(cx: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let mode = cluster.get("data_security_mode");
    // What a cluster without a mode comes to be depends on the workspace, and its policy; people share all-purpose ones.
    let is_open = cx.is_production()
        && mode.is_absent()
        && cluster.role == Role::AllPurpose
        && !cluster.has_policy()
        && cluster.get("kind").is_absent();
    let found = if mode.is("NONE") {
        mode.wrong(format!(
            "{} does not keep its users apart, and does not reach Unity Catalog",
            cluster.name()
        ))
    } else if is_open {
        mode.wrong_key(format!(
            "{} has no `data_security_mode`, so nothing keeps its users apart",
            cluster.name()
        ))
    } else {
        return;
    };
    findings.push(
        found.help("write `data_security_mode: USER_ISOLATION`, or `SINGLE_USER` for one person or group"),
    );
}

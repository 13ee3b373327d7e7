//! A production all-purpose cluster that the workspace forgets when it is not used.

use crate::rules::prelude::*;

// A cluster that was terminated 30 days ago and is not pinned is deleted:
// <https://learn.microsoft.com/azure/databricks/compute/clusters-manage>.
rule!("BRC7014", "unpinned-cluster", Operations, Check::Resources(&["clusters"], check));

fn check(cx: &Cx<'_>, cluster: &Resource<'_>, findings: &mut Findings<'_>) {
    let pin = cluster.get("lifecycle.pin");
    if cx.is_production() && (pin.is_absent() || pin.bool() == Some(false)) {
        findings.push(
            cluster
                .body
                .wrong_key(format!("{} is deleted when nobody has used it for 30 days", cluster.name()))
                .help("add `lifecycle: { pin: true }`"),
        );
    }
}

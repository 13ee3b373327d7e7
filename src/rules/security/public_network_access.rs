//! A production workspace in a network of its own that the internet reaches all the same.
//!
//! Source: <https://learn.microsoft.com/azure/databricks/security/network/concepts/private-link>

use crate::rules::prelude::*;

rule!("BRC6021", "public-network-access", Security, Check::Environment(check));

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    let Some(azure) = cx.azure().filter(|_| cx.is_production()) else { return };
    let access = azure.get("workspace.public_network_access");
    let network = azure.get("network");
    let place = match access.bool() {
        Some(true) => access,
        // Without a network there is nothing to close it with.
        None if access.is_absent() && network.is_set() => network,
        _ => return,
    };
    findings.push(
        place.wrong_key("the workspace, its vault and its lake can be reached from the internet").help(
            "set `workspace: { public_network_access: false }`, which takes private endpoints in `network`",
        ),
    );
}

//! An external location of production past which clusters may reach the storage.

use crate::rules::prelude::*;

rule!("BRC6014", "credential-fallback", Security, Check::Resources(&["external_locations"], check));

// https://learn.microsoft.com/azure/databricks/connect/unity-catalog/cloud-storage/external-locations
fn check(cx: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let value = resource.get("fallback");
    if cx.is_production() && value.bool() == Some(true) {
        findings.push(
            value
                .wrong(format!(
                    "where Unity Catalog refuses {}, a cluster's own credentials are tried",
                    resource.name()
                ))
                .help("leave it out once everything goes through Unity Catalog"),
        );
    }
}

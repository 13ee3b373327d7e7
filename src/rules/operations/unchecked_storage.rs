//! Storage of production that Databricks takes without trying to reach it.

use crate::rules::prelude::*;

rule!(
    "BRC7041",
    "unchecked-storage",
    Operations,
    Check::Resources(&["external_locations", "storage_credentials"], check)
);

fn check(cx: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let value = resource.get("skip_validation");
    if cx.is_production() && value.bool() == Some(true) {
        findings.push(
            value
                .wrong(format!(
                    "nobody tries whether {} can be reached, until the first job fails",
                    resource.name()
                ))
                .help("leave it out, so that a deployment fails instead"),
        );
    }
}

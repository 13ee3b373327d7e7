//! A principal that may change rows and not read them, which Unity Catalog asks for too.

use crate::rules::grants::{catalog_of, grants, may_have};
use crate::rules::prelude::*;

rule!(
    "BRC4107",
    "modify-without-select",
    Correctness = Warning,
    Check::Resources(&["catalogs", "schemas"], check)
);

/// What lets one read rows.
const READS: [&str; 2] = ["ALL_PRIVILEGES", "SELECT"];

// https://learn.microsoft.com/azure/databricks/data-governance/unity-catalog/manage-privileges/privileges
fn check(cx: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let above = (resource.kind() == "schemas").then(|| catalog_of(cx, resource)).flatten();
    for grant in grants(resource) {
        let Some((principal, modify)) = grant.principal.text().zip(grant.one_of(&["MODIFY"])) else {
            continue;
        };
        let reads = |resource: &Resource<'_>| may_have(resource, &principal, &READS);
        if !reads(resource) && !above.as_ref().is_some_and(reads) {
            findings.push(
                modify
                    .wrong(format!(
                        "`{principal}` is granted `MODIFY` and not `SELECT`, without which it changes nothing"
                    ))
                    .help("grant `SELECT` too"),
            );
        }
    }
}

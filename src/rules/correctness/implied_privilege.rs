//! A privilege beside `ALL_PRIVILEGES`, which holds it.

use crate::rules::grants::{SECURABLES, grants};
use crate::rules::prelude::*;

rule!("BRC4109", "implied-privilege", Correctness = Warning, Check::Resources(SECURABLES, check));

/// What `ALL_PRIVILEGES` does not hold.
const BESIDE: [&str; 4] = ["ALL_PRIVILEGES", "EXTERNAL_USE_LOCATION", "EXTERNAL_USE_SCHEMA", "MANAGE"];

// https://learn.microsoft.com/azure/databricks/data-governance/unity-catalog/manage-privileges/privileges#all-privileges
fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    for grant in grants(resource) {
        let Some(all) = grant.one_of(&["ALL_PRIVILEGES"]) else { continue };
        for (name, value) in grant.privileges().filter(|(name, _)| !BESIDE.contains(&&**name)) {
            findings.push(
                value
                    .wrong(format!("`ALL_PRIVILEGES` holds `{name}`"))
                    .help("leave one of them out")
                    .related(all.span(), "holds it"),
            );
        }
    }
}

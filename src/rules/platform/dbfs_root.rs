//! A path in the root of DBFS or in a mount, which new workspaces do not have.
//!
//! Source: <https://learn.microsoft.com/azure/databricks/dbfs/>, and
//! <https://learn.microsoft.com/azure/databricks/dbfs/disable-dbfs-root-mounts>

use crate::rules::prelude::*;

rule!("BRC9011", "dbfs-root", Platform, Check::Resources(&[], check));

/// What is behind DBFS and stays: volumes, and the data sets and parts that Databricks brings along.
const STAYING: [&str; 3] = ["Volumes/", "databricks-datasets/", "databricks/"];

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    look(resource.body, resource, findings);
}

fn look(value: Value<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    if let Some(text) = value.text().filter(|text| is_in_root(text)) {
        findings.push(value.wrong(format!("{} uses `{text}`, which is in DBFS", resource.name())).help(
            "take a volume of Unity Catalog, `/Volumes/<catalog>/<schema>/<volume>/…`, or a workspace file",
        ));
    }
    for (key, inner) in value.entries() {
        // Of init scripts and old storage locations other codes tell.
        if !["init_scripts", "script", "definition", "comment", "description"].contains(&key) {
            look(inner, resource, findings);
        }
    }
    value.list().for_each(|inner| look(inner, resource, findings));
}

/// Whether a text is a path in DBFS itself.
fn is_in_root(text: &str) -> bool {
    let path = text.strip_prefix("dbfs:/").or_else(|| text.strip_prefix("/dbfs/"));
    path.map(|path| path.trim_start_matches('/')).is_some_and(|path| {
        !text.contains(char::is_whitespace) && !STAYING.iter().any(|stays| path.starts_with(stays))
    })
}

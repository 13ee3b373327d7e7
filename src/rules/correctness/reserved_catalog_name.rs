//! A catalog or schema with a name that Databricks keeps for its own.

use crate::rules::prelude::*;

rule!("BRC4096", "reserved-catalog-name", Correctness, Check::Resources(&["catalogs", "schemas"], check));

/// Catalogs that are there in every metastore or workspace.
pub(super) const CATALOGS: [&str; 4] = ["__databricks_internal", "hive_metastore", "samples", "system"];

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let value = resource.get("name");
    let Some(name) = value.text() else { return };
    let taken: &[&str] = if resource.kind() == "catalogs" { &CATALOGS } else { &["information_schema"] };
    if taken.iter().any(|own| name.eq_ignore_ascii_case(own)) {
        findings.push(
            value
                .wrong(format!(
                    "Databricks keeps the name `{name}` for a {} of its own",
                    resource.model.kind.singular
                ))
                .help("take another name"),
        );
    }
}

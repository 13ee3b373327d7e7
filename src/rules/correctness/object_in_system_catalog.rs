//! Something that is made in a catalog in which nobody makes anything.

use super::reserved_catalog_name::CATALOGS;
use crate::rules::prelude::*;

rule!(
    "BRC4097",
    "object-in-system-catalog",
    Correctness = Warning,
    Check::Resources(&["registered_models", "schemas", "volumes"], check)
);

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let value = resource.get("catalog_name");
    let Some(name) = value.text().filter(|name| CATALOGS.contains(&&**name)) else { return };
    let reason =
        if name == "hive_metastore" { "is outside of Unity Catalog" } else { "belongs to Databricks" };
    findings.push(
        value
            .wrong(format!("{} cannot be made in the catalog `{name}`, which {reason}", resource.name()))
            .help("name a catalog of your own"),
    );
}

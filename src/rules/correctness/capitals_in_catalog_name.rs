//! A name of Unity Catalog with capital letters, which the service stores in lower case.

use crate::rules::prelude::*;

rule!("BRC4095", "capitals-in-catalog-name", Correctness = Warning, Check::Resources(KINDS, check));

const KINDS: &[&str] = &["catalogs", "registered_models", "schemas", "volumes"];

// https://learn.microsoft.com/azure/databricks/sql/language-manual/sql-ref-names
fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let value = resource.get("name");
    let Some(name) = value.text().filter(|name| name.chars().any(char::is_uppercase)) else { return };
    let lower = name.to_lowercase();
    findings.push(
        value
            .wrong(format!("Unity Catalog stores `{name}` as `{lower}`"))
            .help(format!("write `{lower}`"))
            .fix(value.replace(lower)),
    );
}

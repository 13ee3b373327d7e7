//! A principal that is granted something inside of a catalog or schema that it may not enter.

use crate::rules::grants::{catalog_of, grants, is_everyone, may_have, schema_of};
use crate::rules::prelude::*;

rule!(
    "BRC4108",
    "privilege-without-use",
    Correctness = Warning,
    Check::Resources(&["registered_models", "schemas", "volumes"], check)
);

// https://learn.microsoft.com/azure/databricks/data-governance/unity-catalog/manage-privileges/privileges
fn check(cx: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let schema = schema_of(cx, resource);
    let catalog = schema.as_ref().map_or_else(|| catalog_of(cx, resource), |schema| catalog_of(cx, schema));
    for grant in grants(resource) {
        let Some(principal) = grant.principal.text().filter(|text| !is_everyone(text)) else { continue };
        // Who may tag or grant need not enter.
        let needs = grant.privileges().any(|(name, _)| !["APPLY_TAG", "MANAGE"].contains(&&*name));
        let lacks = |holder: &Option<Resource<'_>>, uses: &str| match holder {
            // Where the holder grants nothing at all, its grants are made elsewhere.
            Some(holder) => {
                holder.get("grants").list().len() > 0
                    && !may_have(holder, &principal, &["ALL_PRIVILEGES", uses])
            }
            None => false,
        };
        let in_schema = lacks(&schema, "USE_SCHEMA")
            && !catalog
                .as_ref()
                .is_some_and(|catalog| may_have(catalog, &principal, &["ALL_PRIVILEGES", "USE_SCHEMA"]));
        let missing = if lacks(&catalog, "USE_CATALOG") {
            catalog.as_ref().map(|catalog| (catalog, "USE_CATALOG"))
        } else {
            schema.as_ref().filter(|_| in_schema).map(|schema| (schema, "USE_SCHEMA"))
        };
        if let Some((holder, privilege)) = missing.filter(|_| needs) {
            findings.push(
                grant
                    .principal
                    .wrong(format!(
                        "`{principal}` is not granted `{privilege}` on {}, which {} is in",
                        holder.name(),
                        resource.name()
                    ))
                    .help(format!("grant it `{privilege}` there, unless another group does"))
                    .related(holder.get("grants").head(), "the grants there"),
            );
        }
    }
}

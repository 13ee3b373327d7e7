//! Something of the metastore that several environments call by one name.

use crate::model::{Values, interpolation};
use crate::rules::prelude::*;
use crate::source::Node;

rule!("BRC7040", "shared-name-of-environments", Operations, Check::Environment(check));

/// What a metastore holds, and its schemas; other things lie in a schema.
const KINDS: [&str; 5] = ["catalogs", "connections", "external_locations", "schemas", "storage_credentials"];

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    let model = cx.filled.model;
    let values: Vec<Values<'_>> = (0..model.environments.len()).map(|at| model.values(at)).collect();
    let others: Vec<Cx<'_>> = cx.others().filter(|other| region(cx) == region(other)).collect();
    for resource in KINDS.into_iter().flat_map(|kind| cx.resources(kind)) {
        // Resources of several environments are looked at as the first of them has them, so the texts are filled anew.
        let name = |cx: &Cx<'_>| {
            let tree = resource.model.trees.get(cx.environment)?.as_deref()?;
            full_name(values.get(cx.environment)?, tree)
        };
        // What lies in a catalog that the spec declares goes with that.
        let is_inside = resource.get("catalog_name").raw().is_some_and(interpolation::is_interpolated);
        let Some(own) = name(cx).filter(|_| !is_inside) else { continue };
        if others.iter().any(|other| name(other).is_some_and(|other| other == own)) {
            findings.push(
                resource
                    .get("name")
                    .wrong(format!(
                        "{} is `{own}` in several environments, which share a metastore",
                        resource.name()
                    ))
                    .help("let the name hold `${environment}`"),
            );
        }
    }
}

/// The name with that of the catalog, if all of it is known.
fn full_name(values: &Values<'_>, tree: &Node) -> Option<String> {
    let parts = ["catalog_name", "name"].into_iter().filter_map(|field| tree.get(field));
    let parts: Option<Vec<String>> = parts
        .map(|part| {
            let filled = values.fill(part);
            filled.as_str().filter(|text| !interpolation::is_interpolated(text)).map(str::to_owned)
        })
        .collect();
    Some(parts?.join("."))
}

/// Where the environment's workspace is made: a metastore serves one region.
fn region(cx: &Cx<'_>) -> Option<String> {
    Some(cx.azure()?.get("location").text()?.into_owned())
}

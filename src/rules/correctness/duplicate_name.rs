//! Two resources of one kind with one name, where the service takes it once.

use crate::rules::prelude::*;

rule!("BRC4014", "duplicate-name", Correctness, Check::Environment(check));

/// The kinds whose names are taken once in a workspace or metastore.
const UNIQUE: [&str; 8] = [
    "apps",
    "catalogs",
    "cluster_policies",
    "instance_pools",
    "model_serving_endpoints",
    "secret_scopes",
    "sql_warehouses",
    "vector_search_endpoints",
];

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    for kind in UNIQUE {
        for (name, value, first) in cx.repeated_names(kind) {
            findings.push(
                value
                    .wrong(format!("two resources of `{kind}` have the name `{name}`"))
                    .help("give each its own name")
                    .related(first.span(), "the first one"),
            );
        }
    }
}

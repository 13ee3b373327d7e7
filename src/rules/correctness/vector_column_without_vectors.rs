//! A column of vectors that has another type.

use serde_json::Value as Json;

use crate::rules::prelude::*;
use crate::rules::views::index_columns;

// "schema_json must declare it as array<float> or array<double>":
// <https://docs.databricks.com/api/workspace/vectorsearchindexes/queryindex>.
rule!(
    "BRC4145",
    "vector-column-without-vectors",
    Correctness,
    Check::Resources(&["vector_search_indexes"], check)
);

fn check(_: &Cx<'_>, index: &Resource<'_>, findings: &mut Findings<'_>) {
    let spec = index.get("direct_access_index_spec");
    let Some((columns, schema)) = index_columns(index) else { return };
    for value in spec.get("embedding_vector_columns").list().map(|column| column.get("name")) {
        let Some(name) = value.text() else { continue };
        let Some(kind) = columns.get(&*name).and_then(Json::as_str) else { continue };
        if !["array<float>", "array<double>"].contains(&kind) {
            findings.push(
                value
                    .wrong(format!(
                        "the column `{name}` of {} has the type `{kind}`, which holds no vectors",
                        index.name()
                    ))
                    .help("write `array<float>` or `array<double>` in `schema_json`")
                    .related(schema.span(), "the types"),
            );
        }
    }
}

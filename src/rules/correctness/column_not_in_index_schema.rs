//! A column of an index that its own list of columns lacks.

use crate::rules::prelude::*;
use crate::rules::views::index_columns;

rule!(
    "BRC4144",
    "column-not-in-index-schema",
    Correctness = Warning,
    Check::Resources(&["vector_search_indexes"], check)
);

fn check(_: &Cx<'_>, index: &Resource<'_>, findings: &mut Findings<'_>) {
    let spec = index.get("direct_access_index_spec");
    let Some((columns, schema)) = index_columns(index) else { return };
    let embedded = ["embedding_source_columns", "embedding_vector_columns"]
        .into_iter()
        .flat_map(|list| spec.get(list).list());
    let named = std::iter::once(index.get("primary_key")).chain(embedded.map(|column| column.get("name")));
    for value in named {
        let Some(name) = value.text() else { continue };
        if !columns.contains_key(&*name) {
            findings.push(
                value
                    .wrong(format!("`schema_json` of {} has no column `{name}`", index.name()))
                    .help(format!("add `{name}` with its type to `schema_json`, or name one that it has"))
                    .related(schema.span(), "the columns"),
            );
        }
    }
}

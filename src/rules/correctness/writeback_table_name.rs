//! A table for computed vectors that is not called after its index.

use crate::rules::prelude::*;

// "The only supported naming convention is <index_name>_writeback_table":
// <https://databrickslabs.github.io/brickster/reference/delta_sync_index_spec.html>.
rule!("BRC4143", "writeback-table-name", Correctness, Check::Resources(&["vector_search_indexes"], check));

fn check(_: &Cx<'_>, index: &Resource<'_>, findings: &mut Findings<'_>) {
    let (name, table) = (index.get("name"), index.get("delta_sync_index_spec.embedding_writeback_table"));
    let (Some(full), Some(text)) = (name.text(), table.text()) else { return };
    let expected = format!("{full}_writeback_table");
    if text != expected {
        findings.push(
            table
                .wrong(format!("the writeback table of {} is not called after the index", index.name()))
                .help(format!("write `{expected}`"))
                .related(name.span(), "the index")
                .fix(table.replace(expected)),
        );
    }
}

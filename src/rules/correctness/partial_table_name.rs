//! A table to watch, without its catalog or schema.

use crate::rules::prelude::*;

// "The table name must be in the format catalog_name.schema_name.table_name", says the reference of the API.
rule!("BRC4083", "partial-table-name", Correctness, Check::Jobs(check));

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    let one = job.get("trigger.table_update.table_names");
    let several = job.get("triggers").list().map(|trigger| trigger.get("table_update.table_names"));
    for name in std::iter::once(one).chain(several).flat_map(Value::list) {
        // Between backticks a name may hold dots.
        let Some(text) = name.text().filter(|text| !text.contains('`')) else { continue };
        let parts: Vec<&str> = text.split('.').collect();
        if parts.len() != 3 || parts.iter().any(|part| part.is_empty()) {
            findings.push(
                name.wrong(format!("`{text}` is not the full name of a table"))
                    .help("write it as `catalog.schema.table`"),
            );
        }
    }
}

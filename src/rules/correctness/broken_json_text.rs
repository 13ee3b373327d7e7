//! Text that has to be JSON and is not.

use serde::de::IgnoredAny;

use crate::rules::prelude::*;

rule!(
    "BRC4120",
    "broken-json-text",
    Correctness,
    Check::Resources(&["dashboards", "vector_search_indexes"], check)
);

/// Where kinds have such texts.
const PLACES: [&str; 2] = ["serialized_dashboard", "direct_access_index_spec.schema_json"];

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    for value in PLACES.map(|place| resource.get(place)) {
        let Some(text) = value.text() else { continue };
        if let Err(error) = serde_json::from_str::<IgnoredAny>(&text) {
            let field = value.key_text();
            findings.push(
                value
                    .wrong(format!("`{field}` of {} is not JSON: {error}", resource.name()))
                    .help("mend the text at the line and column of it that the message names"),
            );
        }
    }
}

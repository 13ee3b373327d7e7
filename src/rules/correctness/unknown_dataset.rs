//! A widget of a dashboard that asks a dataset which the dashboard lacks.

use rustc_hash::FxHashSet;
use serde_json::Value as Json;

use crate::rules::prelude::*;

rule!("BRC4121", "unknown-dataset", Correctness = Warning, Check::Resources(&["dashboards"], check));

fn check(_: &Cx<'_>, dashboard: &Resource<'_>, findings: &mut Findings<'_>) {
    let content = dashboard.get("serialized_dashboard");
    let Some(text) = content.text() else { return };
    let Ok(json) = serde_json::from_str::<Json>(&text) else { return };
    let has: FxHashSet<&str> =
        all(&json, "datasets").filter_map(|dataset| dataset["name"].as_str()).collect();
    let mut told = FxHashSet::default();
    for widget in all(&json, "pages").flat_map(|page| all(page, "layout")).map(|place| &place["widget"]) {
        for query in all(widget, "queries") {
            let Some(name) = query["query"]["datasetName"].as_str() else { continue };
            if !has.contains(name) && told.insert(name) {
                findings.push(
                    content
                        .wrong(format!(
                            "{} has a widget of the dataset `{name}`, which it lacks",
                            dashboard.name()
                        ))
                        .help("add the dataset to `datasets`, or name one of those in `datasetName`"),
                );
            }
        }
    }
}

/// The elements of a list, if it is one.
fn all<'a>(json: &'a Json, key: &str) -> impl Iterator<Item = &'a Json> {
    json[key].as_array().into_iter().flatten()
}

//! Two datasets or pages of a dashboard with one name.

use rustc_hash::FxHashSet;
use serde_json::Value as Json;

use crate::rules::prelude::*;

rule!("BRC4152", "duplicate-dashboard-part", Correctness = Warning, Check::Resources(&["dashboards"], check));

fn check(_: &Cx<'_>, dashboard: &Resource<'_>, findings: &mut Findings<'_>) {
    let content = dashboard.get("serialized_dashboard");
    let Some(json) = content.text().and_then(|text| serde_json::from_str::<Json>(&text).ok()) else { return };
    for parts in ["datasets", "pages"] {
        let mut seen = FxHashSet::default();
        let names = json[parts].as_array().into_iter().flatten().filter_map(|part| part["name"].as_str());
        for name in names.filter(|name| !seen.insert(*name)) {
            findings.push(
                content
                    .wrong(format!("two of the {parts} of {} have the name `{name}`", dashboard.name()))
                    .help("give each its own `name`; people see `displayName`"),
            );
        }
    }
}

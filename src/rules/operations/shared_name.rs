//! Two jobs, clusters or dashboards that people cannot tell apart.

use rustc_hash::FxHashMap;

use crate::rules::prelude::*;

rule!("BRC7021", "shared-name", Operations, Check::Environment(check));

/// The kinds of which the service takes one name several times, unlike those of duplicate-name.
const KINDS: [&str; 3] = ["clusters", "dashboards", "jobs"];

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    for kind in KINDS {
        let mut seen: FxHashMap<String, Value<'_>> = FxHashMap::default();
        for resource in cx.resources(kind) {
            let Some(field) = resource.model.kind.name_field else { continue };
            let value = resource.get(field);
            let Some(name) = value.text() else { continue };
            let Some(first) = seen.get(&*name) else {
                seen.insert(name.into_owned(), value);
                continue;
            };
            findings.push(
                value
                    .wrong(format!(
                        "two resources of `{kind}` have the name `{name}`, and people see the name alone"
                    ))
                    .help("give each its own name")
                    .related(first.span(), "the first one"),
            );
        }
    }
}

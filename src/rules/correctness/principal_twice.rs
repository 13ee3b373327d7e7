//! Somebody who stands in a list of permissions or members twice.

use rustc_hash::FxHashMap;

use crate::rules::prelude::*;

rule!("BRC4110", "principal-twice", Correctness = Warning, Check::Resources(&[], check));

/// The lists, with the fields that name somebody in each.
const LISTS: [(&str, &[&str]); 2] =
    [("permissions", &["user_name", "group_name", "service_principal_name"]), ("members", &["value"])];

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    for (list, fields) in LISTS {
        let mut seen: FxHashMap<(&str, &str), Value<'_>> = FxHashMap::default();
        for entry in resource.get(list).list() {
            for field in fields {
                let value = entry.get(field);
                // References to one thing are one thing too.
                let Some(text) = value.raw().filter(|text| !text.contains("${var.")) else { continue };
                let Some(first) = seen.get(&(*field, text)) else {
                    seen.insert((*field, text), value);
                    continue;
                };
                findings.push(
                    value
                        .wrong(format!("`{list}` of {} names `{text}` twice", resource.name()))
                        .help("leave one of them out; of two levels the higher one holds")
                        .related(first.span(), "the first one"),
                );
            }
        }
    }
}

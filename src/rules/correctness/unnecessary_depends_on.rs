//! An entry of `dependsOn` beside a reference that says the same.
//!
//! The linter of Bicep has the same rule: `no-unnecessary-dependson`.

use std::sync::Arc;

use crate::rules::templates::{each_path, is_bicep, prelude::*};
use crate::source::Span;

rule!("BRC4220", "unnecessary-depends-on", Correctness = Warning, Check::Templates(check));

fn check(set: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    if !is_bicep(template) {
        return;
    }
    let resources = template.resources.iter().map(|one| (&one.symbol, &one.body));
    let modules = template.modules.iter().map(|one| (&one.symbol, &one.body));
    for (name, body) in resources.chain(modules) {
        let Some(list) = body.get("dependsOn") else { continue };
        for entry in list.list() {
            let Some([symbol]) = entry.path() else { continue };
            let Some(reference) = reference(template, body, symbol) else { continue };
            let message = format!("`{name}` refers to `{symbol}`, so it depends on it anyway");
            let found = told.found(entry.span, message).help(format!("remove `{symbol}` from `dependsOn`"));
            let found = found.related(reference, "the reference");
            told.push_unless(Some("no-unnecessary-dependson"), set.map(), found);
        }
    }
}

/// Where the rest of a body refers to a symbol that something is deployed under.
fn reference(template: &Template, body: &Value, symbol: &Arc<str>) -> Option<Span> {
    let deployed = template.resource(symbol).is_some_and(|one| !one.existing) || template.is_module(symbol);
    let mut found = None;
    for entry in body.entries().iter().filter(|entry| deployed && &*entry.key != "dependsOn") {
        each_path(&entry.value, &mut |path, value| {
            if path.first() == Some(symbol) && found.is_none() {
                found = Some(value.span);
            }
        });
    }
    found
}

//! A custom provider that names a type or an action twice.

use rustc_hash::FxHashMap;

use crate::rules::endpoints::each_route;
use crate::rules::templates::prelude::*;
use crate::source::Span;

rule!("BRC4205", "duplicate-route", Correctness = Warning, Check::Templates(check));

fn check(_: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    let mut seen: FxHashMap<(u32, String), Span> = FxHashMap::default();
    each_route(template, &mut |provider, route| {
        let Some(name) = route.get("name") else { return };
        let Some(text) = template.resolve(name).text() else { return };
        let key = (provider.span.start, text.to_ascii_lowercase());
        let Some(first) = seen.get(&key) else {
            seen.insert(key, name.span);
            return;
        };
        let found = told.found(name.span, format!("the custom provider has two routes of the name `{text}`"));
        told.push(found.help("give each type and each action its own name").related(*first, "the first one"));
    });
}

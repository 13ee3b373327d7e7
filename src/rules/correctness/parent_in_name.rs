//! A child resource that repeats the name of its parent, where `parent` would say it.
//!
//! The linter of Bicep has the same rule: `use-parent-property`.

use crate::rules::templates::{is_bicep, named, prelude::*};

rule!("BRC4219", "parent-in-name", Correctness = Warning, Check::Templates(check));

fn check(set: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    // A template has 800 resources at most; more are no template, and take too long to hold against each other.
    if !is_bicep(template) || template.resources.len() > 800 {
        return;
    }
    for child in
        template.resources.iter().filter(|one| one.holder.is_none() && one.body.entry("parent").is_none())
    {
        let (Some((kind, _)), Some(name)) = (child.kind.rsplit_once('/'), child.body.get("name")) else {
            continue;
        };
        let parent =
            template.resources.iter().find(|one| one.is(kind) && !one.looped && names(template, one, name));
        let Some(parent) = parent else { continue };
        let message = format!("the name of {} repeats that of its parent {}", named(child), named(parent));
        let help = format!("write `parent: {}`, and the rest of the name alone", parent.symbol);
        let found = told.found(name.span, message).help(help).related(parent.span, "the parent");
        told.push_unless(Some("use-parent-property"), set.map(), found);
    }
}

/// Whether a name begins with that of a resource and `/`.
fn names(template: &Template, parent: &Resource, name: &Value) -> bool {
    let own = parent.body.get("name").map(|own| template.resolve(own));
    match &template.resolve(name).data {
        Data::Text(name) => {
            let own = own.and_then(Value::text).filter(|own| !own.is_empty());
            own.and_then(|own| name.strip_prefix(own)).is_some_and(|rest| rest.starts_with('/'))
        }
        Data::Mixed(parts) => {
            let [first, rest, ..] = &**parts else { return false };
            let same = match first.path() {
                Some([symbol, field]) => **symbol == *parent.symbol && &**field == "name",
                Some(path) => own.and_then(Value::path) == Some(path),
                None => false,
            };
            same && rest.text().is_some_and(|rest| rest.starts_with('/'))
        }
        _ => false,
    }
}

//! A resource whose type the custom provider, which is defined in the same run, does not have.

use crate::diagnostic::did_you_mean;
use crate::rules::templates::{custom, named, prelude::*, similar_type};
use crate::template::PROVIDER;

rule!("BRC4202", "undefined-custom-type", Correctness, Check::Templates(check));

fn check(set: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    let Some(routes) = set.routes() else { return };
    for (resource, name, kind) in custom(template).filter(|(_, name, _)| !name.contains('/')) {
        // What looks like the name of another type is told as that alone.
        if routes.has_type(name) || kind.is_none() && similar_type(name).is_some() {
            continue;
        }
        let message =
            format!("{} has the type `{name}`, which the custom provider does not define", named(resource));
        let found = told.found(resource.kind_span, message);
        let found = match did_you_mean(name, routes.types.iter().copied()) {
            Some(meant) => found.help(format!("did you mean `{meant}`?")),
            None => found.help(format!("add `{name}` to the `resourceTypes` of the custom provider")),
        };
        let definition = set.resources(PROVIDER).find(|(_, one)| !one.existing);
        told.push(match definition {
            Some((_, definition)) => found.related(definition.span, "the custom provider"),
            None => found,
        });
    }
}

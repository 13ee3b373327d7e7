//! The routes of custom providers and their endpoints.

use crate::template::PROVIDER;
use crate::template::tree::{Data, Resource, Template, Value};

/// Visits every type and action that a template defines, as far as it shows them.
pub(super) fn each_route<'t>(template: &'t Template, visit: &mut dyn FnMut(&'t Resource, &'t Value)) {
    for provider in template.resources.iter().filter(|one| one.is(PROVIDER) && !one.existing) {
        let properties = provider.body.get("properties").map(|properties| template.resolve(properties));
        for section in ["actions", "resourceTypes"] {
            let Some(list) = properties.and_then(|one| one.get(section)) else { continue };
            template.resolve(list).list().iter().for_each(|route| visit(provider, template.resolve(route)));
        }
    }
}

/// Visits the endpoint of every type and action that shows one, with their names.
pub(super) fn each_endpoint<'t>(template: &'t Template, visit: &mut dyn FnMut(&str, &'t Value)) {
    each_route(template, &mut |_, route| {
        let name = route.get("name").and_then(|name| template.resolve(name).text());
        if let (Some(name), Some(endpoint)) = (name, route.get("endpoint")) {
            visit(name, endpoint);
        }
    });
}

/// The literal parts of a text in order, nothing for each expression between them. Variables are read.
pub(super) fn parts<'t>(template: &'t Template, value: &'t Value) -> Vec<Option<&'t str>> {
    let mut all = Vec::new();
    collect(template, value, 0, &mut all);
    all
}

fn collect<'t>(template: &'t Template, value: &'t Value, depth: usize, all: &mut Vec<Option<&'t str>>) {
    const DEPTH: usize = 8;
    match &template.resolve(value).data {
        Data::Text(text) => all.push(Some(text)),
        Data::Mixed(parts) if !parts.is_empty() && depth < DEPTH => {
            parts.iter().for_each(|part| collect(template, part, depth + 1, all));
        }
        _ => all.push(None),
    }
}

//! A name that is taken once in all of Azure, and is the same wherever the template is deployed.

use crate::rules::templates::{named, prelude::*};
use crate::source::Span;

rule!("BRC4222", "fixed-global-name", Correctness = Warning, Check::Templates(check));

/// Types whose names are hosts, with what one of them is.
const GLOBAL: [(&str, &str); 3] = [
    ("Microsoft.KeyVault/vaults", "key vault"),
    ("Microsoft.Storage/storageAccounts", "storage account"),
    ("Microsoft.Web/sites", "app"),
];

fn check(set: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    for resource in template.resources.iter().filter(|one| !one.existing) {
        let Some((_, noun)) = GLOBAL.iter().find(|(kind, _)| resource.is(kind)) else { continue };
        let Some(name) = resource.body.get("name") else { continue };
        let Some((text, span)) = fixed(set, template, name) else { continue };
        let message = format!(
            "the {noun} {} is called `{text}` wherever it is deployed, and only one in Azure can be",
            named(resource)
        );
        let help =
            "make the name of `uniqueString(resourceGroup().id)`, or leave it to a parameter without default";
        let found = told.found(name.span, message).help(help);
        told.push(if span == name.span { found } else { found.related(span, "the name") });
    }
}

/// The name, where it is always the same: written out, or the default of a parameter that nobody sets.
fn fixed<'t>(set: &Set<'_>, template: &'t Template, name: &'t Value) -> Option<(&'t str, Span)> {
    let name = template.resolve(name);
    if let Some([parameter]) = name.path() {
        let default = template.parameters.get(parameter)?.default.as_ref()?;
        let given = set.callers(template).any(|(_, module)| {
            let params = module.body.get("params").or_else(|| module.body.get("properties.parameters"));
            params.is_some_and(|params| params.entry(parameter).is_some() || !params.is_closed_map())
        });
        return if given { None } else { Some((default.text()?, default.span)) };
    }
    Some((name.text()?, name.span))
}

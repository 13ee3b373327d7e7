//! An action of a custom provider that a template cannot call.
//!
//! Templates call only functions that begin with `list`:
//! <https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#list>.

use crate::kinds::KINDS;
use crate::rules::templates::prelude::*;
use crate::template::PROVIDER;
use crate::template::custom_type;

rule!("BRC4206", "uncallable-action", Correctness, Check::Templates(check));

fn check(set: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    let routes = set.routes();
    let mut found = Vec::new();
    template.each_value(&mut |value| {
        let Data::Call { name, name_span, on, args } = &value.data else { return };
        let of_provider = match on {
            Some(on) => on
                .path()
                .and_then(<[_]>::first)
                .and_then(|root| template.resource(root))
                .is_some_and(is_custom),
            None => args.iter().any(names_provider),
        };
        let action = KINDS.iter().flat_map(|kind| kind.actions).find(|action| *action.name == **name);
        if !of_provider || (on.is_none() && action.is_none() && !name.starts_with("list")) {
            return;
        }
        if !name.starts_with("list") {
            let message =
                format!("a template cannot call the action `{name}`: only those that begin with `list`");
            let help = match action.and_then(|action| action.list_twin) {
                Some(twin) => format!("call `{twin}`, which tells the same"),
                None => format!(
                    "run it with `az resource invoke-action --action {name}`, or from a deployment script"
                ),
            };
            found.push((*name_span, message, help));
        } else if let Some(routes) = routes.as_ref().filter(|routes| !routes.has_action(name)) {
            let known = crate::diagnostic::did_you_mean(name, routes.actions.iter().copied());
            let help = known.map_or_else(
                || format!("add `{name}` to the `actions` of the custom provider"),
                |known| format!("did you mean `{known}`?"),
            );
            found.push((*name_span, format!("the custom provider has no action `{name}`"), help));
        }
    });
    for (span, message, help) in found {
        told.push(told.found(span, message).help(help));
    }
}

fn is_custom(resource: &Resource) -> bool {
    resource.is(PROVIDER) || custom_type(resource).is_some()
}

/// Whether a value leads to a custom provider: `resourceId('Microsoft.CustomProviders/resourceProviders', …)`.
fn names_provider(value: &Value) -> bool {
    let mut found = false;
    value.each(&mut |value| {
        found |= value.text().is_some_and(|text| {
            text.get(..PROVIDER.len()).is_some_and(|start| start.eq_ignore_ascii_case(PROVIDER))
        });
    });
    found
}

//! A deployment script with an identity of a kind that deployment scripts do not take.
//!
//! Only `UserAssigned`: <https://learn.microsoft.com/azure/templates/microsoft.resources/deploymentscripts>.

use crate::rules::templates::{named, prelude::*};

rule!("BRC4207", "script-identity-type", Correctness, Check::Templates(check));

fn check(_: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    for script in template.resources.iter().filter(|one| one.is("Microsoft.Resources/deploymentScripts")) {
        let Some(value) = script.body.get("identity.type") else { continue };
        let Some(text) = template.resolve(value).text() else { continue };
        if ["UserAssigned", "None"].iter().any(|known| known.eq_ignore_ascii_case(text)) {
            continue;
        }
        let message = format!("the deployment script {} has an identity of the type `{text}`", named(script));
        let help = "write `UserAssigned` and name the identity in `userAssignedIdentities`; deployment scripts take no other";
        told.push(told.found(value.span, message).help(help));
    }
}

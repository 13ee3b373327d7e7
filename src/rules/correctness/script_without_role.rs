//! A deployment script that signs in as an identity to which nothing gives a role.

use crate::rules::templates::{named, prelude::*};

rule!("BRC4208", "script-without-role", Correctness = Warning, Check::Templates(check));

fn check(set: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    let given = ["Microsoft.Authorization/roleAssignments", "Microsoft.KeyVault/vaults/accessPolicies"];
    let anything = |kind: &&str| set.resources(kind).next().is_some();
    if !set.is_complete() || given.iter().any(anything) {
        return;
    }
    // An identity that was there before may have its roles.
    let is_new =
        set.resources("Microsoft.ManagedIdentity/userAssignedIdentities").any(|(_, one)| !one.existing);
    for script in template.resources.iter().filter(|one| one.is("Microsoft.Resources/deploymentScripts")) {
        let Some(identity) = script.body.entry("identity") else { continue };
        let kind =
            template.resolve(&identity.value).get("type").and_then(|kind| template.resolve(kind).text());
        let system = kind.is_some_and(|kind| kind.eq_ignore_ascii_case("SystemAssigned"));
        let user = kind.is_some_and(|kind| kind.eq_ignore_ascii_case("UserAssigned"));
        if !(system || user && is_new)
            || !set.script(template, script).is_none_or(|script| script.text.contains("az "))
        {
            continue;
        }
        let message =
            format!("nothing gives a role to the identity of the deployment script {}", named(script));
        let help = "add a `Microsoft.Authorization/roleAssignments` for what the script asks of Azure";
        told.push(told.found(identity.key_span, message).help(help));
    }
}

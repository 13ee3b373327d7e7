//! A deployment script that asks Azure for something without having signed in.
//!
//! The script signs in only where an identity is given:
//! <https://learn.microsoft.com/azure/azure-resource-manager/bicep/deployment-script-develop>.

use crate::rules::templates::{named, prelude::*};

rule!("BRC4209", "script-without-identity", Correctness = Warning, Check::Templates(check));

/// Commands that need somebody to be signed in.
const COMMANDS: [&str; 8] = [
    "az rest",
    "az resource",
    "az account get-access-token",
    "az keyvault",
    "az storage",
    "az deployment",
    "az functionapp",
    "az databricks",
];

fn check(set: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    for resource in template.resources.iter().filter(|one| one.is("Microsoft.Resources/deploymentScripts")) {
        if resource.existing || !resource.body.is_closed_map() || resource.body.entry("identity").is_some() {
            continue;
        }
        let Some(script) = set.script(template, resource) else { continue };
        if script.text.contains("az login") {
            continue;
        }
        let Some(command) = COMMANDS.iter().find(|command| script.text.contains(**command)) else { continue };
        let message = format!(
            "the deployment script {} runs `{command}` and has no `identity` to sign in as",
            named(resource)
        );
        let help = "give it an `identity` of the type `UserAssigned`";
        told.push(told.found(script.place(set.map(), command), message).help(help));
    }
}

//! What `main.bicep` hands on: to pipelines, to whoever applies, and what the spec names as outputs.

use super::Modules;
use crate::arm::{Expr, Output, TypeExpr, call, interpolate, sym};
use crate::emit::half::{Half, VAULT};
use crate::emit::infrastructure;
use crate::model::azure_symbol;
use crate::model::{AZURE_VALUES, Route, output_name};

const URL: (&str, &str) = ("databricksWorkspaceUrl", "URL of the Databricks workspace.");

fn text(name: &str, description: &str, value: Expr) -> Output {
    Output::new(name, TypeExpr::String, value).describe(description)
}

/// The outputs.
pub(super) fn all(half: &Half<'_>, modules: &Modules, custom: bool) -> Vec<Output> {
    let mut outputs = if modules.workspace.is_some() { of_workspace(half) } else { beside_url(half) };
    if modules.provider.is_some() {
        outputs.extend(of_provider(half, custom));
    }
    if modules.infrastructure.is_some() {
        for output in &half.model().outputs {
            let name = output_name(&output.name);
            // One of that name says the same.
            if outputs.iter().any(|known| known.name.eq_ignore_ascii_case(&name)) {
                continue;
            }
            let value = sym("infrastructure").safe_prop("outputs").prop(&*name);
            outputs.push(
                Output::new(&*name, TypeExpr::String.nullable(), value)
                    .describe(infrastructure::describe(output)),
            );
        }
    }
    outputs
}

/// Whoever applies on the route `direct` reads the vault.
fn hands_on_vault(half: &Half<'_>) -> bool {
    half.route() == Route::Direct && half.reads_secrets()
}

fn of_workspace(half: &Half<'_>) -> Vec<Output> {
    let from = |name: &str| sym("workspace").prop("outputs").prop(name);
    let mut outputs = vec![text(URL.0, URL.1, from("workspaceUrl"))];
    for value in AZURE_VALUES.iter().filter(|value| value.name != "workspace_url") {
        let used = half.used().iter().any(|used| used.name == value.name);
        if used || (hands_on_vault(half) && value.name == "key_vault_uri") {
            let name = azure_symbol(value.name);
            outputs.push(text(&name, value.description, from(&name)));
        }
    }
    outputs
}

fn beside_url(half: &Half<'_>) -> Vec<Output> {
    let mut outputs = Vec::new();
    let used = half.used().iter().any(|value| value.name == "workspace_url");
    if used || half.route() == Route::Direct {
        outputs.push(text(URL.0, URL.1, sym("databricksWorkspaceUrl")));
    }
    if hands_on_vault(half) && half.adopts(&VAULT).all() {
        let suffix = call("environment", Vec::<Expr>::new()).prop("suffixes").prop("keyvaultDns");
        let name = call("last", [sym("keyVaultIdParts")]);
        let uri = interpolate(["https://".into(), name.into(), suffix.into(), "/".into()]);
        outputs.push(text("keyVaultUri", "URI of the vault.", uri));
    }
    outputs
}

fn of_provider(half: &Half<'_>, custom: bool) -> Vec<Output> {
    let from = |name: &str| sym("provider").prop("outputs").prop(name);
    let mut outputs = vec![
        text(
            "functionAppName",
            "Name of the Functions app that serves the provider.",
            from("functionAppName"),
        ),
        text(
            "packageStorageAccountName",
            "Name of the storage account that takes the package of the provider.",
            from("packageStorageAccountName"),
        ),
    ];
    if !half.makes_workspace() {
        let (name, of) = if custom {
            ("providerClientId", "identityClientId")
        } else {
            ("deployerClientId", "deployerClientId")
        };
        let principal = "Client id of the identity that the workspace has to know as an administrator.";
        outputs.push(text(name, principal, from(of)));
    }
    outputs
}

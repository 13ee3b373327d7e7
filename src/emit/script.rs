//! Deployment scripts: what those of this project have in common, and the texts that they run.

use super::half::{Half, assigned, setting_of, settings};
use super::provider::function_key;
use crate::arm::{Decl, Expr, Param, Resource, TypeExpr, call, interpolate, load_text, object, sym};

/// Resource type of a deployment script.
pub(super) const TYPE: &str = "Microsoft.Resources/deploymentScripts";

/// A script that templates load.
#[derive(Debug)]
pub(super) struct File {
    /// Its path beside the templates.
    pub(super) path: &'static str,
    /// Its text.
    pub(super) text: &'static str,
}

/// Has the provider apply the manifest.
pub(super) static APPLY: File =
    File { path: "scripts/apply.sh", text: include_str!("../../templates/scripts/apply.sh") };
/// Calls an action of the custom provider.
pub(super) static OPERATE: File =
    File { path: "scripts/operate.sh", text: include_str!("../../templates/scripts/operate.sh") };
/// Calls an action of the provider's app.
pub(super) static OPERATE_APP: File =
    File { path: "scripts/operate.sh", text: include_str!("../../templates/scripts/operate-app.sh") };

/// What tells one script from another.
pub(super) struct Script<'s> {
    /// Symbol of the identity that it runs as.
    pub(super) identity: &'s str,
    /// Its environment variables.
    pub(super) settings: Vec<Expr>,
    /// What it runs.
    pub(super) file: &'static File,
    /// How long it may take, as ISO 8601 says it.
    pub(super) timeout: &'static str,
}

/// Makes a script of a resource that has its name and place.
pub(super) fn complete(resource: Resource, script: Script<'_>) -> Resource {
    resource.with("kind", "AzureCLI").with("identity", assigned(script.identity)).with(
        "properties",
        object([
            ("azCliVersion", Expr::from("2.77.0")),
            ("cleanupPreference", "OnSuccess".into()),
            ("environmentVariables", settings(script.settings)),
            ("forceUpdateTag", sym("requestedAt")),
            ("retentionInterval", "P1D".into()),
            ("scriptContent", load_text(script.file.path, script.file.text)),
            ("timeout", script.timeout.into()),
        ]),
    )
}

/// A parameter that changes with every deployment, so that the script runs again.
pub(super) fn requested_at(description: &str) -> Decl {
    Param::new("requestedAt", TypeExpr::String)
        .describe(description)
        .default(call("utcNow", Vec::<Expr>::new()))
        .into()
}

/// The app that serves the provider.
pub(super) fn function_app(half: &Half<'_>) -> Resource {
    Resource::new("functionApp", &half.versions().of("Microsoft.Web/sites"), sym("functionAppName"))
        .existing()
}

/// The app's address and the key of its function for scripts.
pub(super) fn door() -> Vec<Expr> {
    let host = sym("functionApp").prop("properties").prop("defaultHostName");
    vec![
        setting_of("BRICEP_PROVIDER_URL", interpolate(["https://".into(), host.into()])),
        object([("name", Expr::from("BRICEP_PROVIDER_KEY")), ("secureValue", function_key("api"))]),
    ]
}

/// The workspace: its resource id where it is made here, else its url.
pub(super) fn workspace(half: &Half<'_>, decls: &mut Vec<Decl>) -> Expr {
    if !half.makes_workspace() {
        return setting_of("BRICEP_WORKSPACE_URL", sym("databricksWorkspaceUrl"));
    }
    let name = interpolate(["dbw-".into(), sym("name").into()]);
    let workspace = Resource::new("workspace", &half.versions().of("Microsoft.Databricks/workspaces"), name);
    decls.push(workspace.existing().into());
    setting_of("BRICEP_WORKSPACE_ID", sym("workspace").prop("id"))
}

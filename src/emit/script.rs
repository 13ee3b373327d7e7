//! Deployment scripts: what those of this project have in common, and the texts that they run.

use super::half::{
    Assignee, Half, On, STORAGE_FILE_CONTRIBUTOR, WORKSPACE, assigned, group_of, id_in_group_of,
    role_variable, setting_of, settings,
};
use super::provider::function_key;
use crate::arm::{
    Decl, Expr, Module, Object, Param, Resource, TypeExpr, array, call, interpolate, load_text, object, sym,
};

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

/// A script that speaks to the provider: what all such scripts share, and what this one does. A deployment script is one
/// file.
macro_rules! provider_script {
    ($path:literal) => {
        concat!(
            include_str!("../../templates/scripts/provider/client.sh"),
            include_str!(concat!("../../templates/scripts/provider/", $path))
        )
    };
}

/// Has the provider apply the manifest.
pub(super) static APPLY: File = File { path: "scripts/apply.sh", text: provider_script!("apply.sh") };
/// Calls an action of the custom provider.
pub(super) static OPERATE: File =
    File { path: "scripts/operate.sh", text: include_str!("../../templates/scripts/operate.sh") };
/// Calls an action of the provider's app.
pub(super) static OPERATE_APP: File =
    File { path: "scripts/operate.sh", text: provider_script!("operate.sh") };

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
pub(super) fn complete(half: &Half<'_>, resource: Resource, script: Script<'_>) -> Resource {
    let mut properties = Object::new().with("azCliVersion", "2.77.0").with("cleanupPreference", "OnSuccess");
    let within = half.script_in_network();
    let place = |settings: Expr| {
        half.lowering().by_environment(|at| if within.contains(at) { settings.clone() } else { Expr::Null })
    };
    if !within.none() {
        let part = |at: i64| sym("scriptSubnetIdParts").index(at);
        let subnet = id_in_group_of(
            "scriptSubnetIdParts",
            "Microsoft.Network/virtualNetworks/subnets",
            vec![part(8), part(10)],
        );
        let subnets = array([object([("id", subnet)])]);
        properties = properties.with("containerSettings", place(object([("subnetIds", subnets)])));
    }
    properties = properties
        .with("environmentVariables", settings(script.settings))
        .with("forceUpdateTag", sym("requestedAt"))
        .with("retentionInterval", "P1D")
        .with("scriptContent", load_text(script.file.path, script.file.text));
    if !within.none() {
        let account = object([("storageAccountName", call("last", [sym("scriptStorageAccountIdParts")]))]);
        properties = properties.with("storageAccountSettings", place(account));
    }
    resource
        .with("kind", "AzureCLI")
        .with("identity", assigned(script.identity))
        .with("properties", properties.with("timeout", script.timeout))
}

/// The role by which an identity mounts the files of its scripts, in environments whose scripts have an account of
/// their own.
pub(super) fn storage_role(half: &Half<'_>, identity: &str) -> Option<Module> {
    const PARTS: &str = "scriptStorageAccountIdParts";
    let name = call("last", [sym(PARTS)]);
    let assignee = Assignee::identity(identity);
    let role = half
        .role_module(On::StorageAccount, "scriptRole", "storageFileContributor", assignee, name)
        .scope(group_of(PARTS));
    half.only(&half.script_in_network(), role)
}

/// The role that it names.
pub(super) fn storage_role_variable() -> Decl {
    role_variable(
        "storageFileContributor",
        "Storage File Data Privileged Contributor",
        STORAGE_FILE_CONTRIBUTOR,
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
    if half.by_id(&WORKSPACE) {
        return setting_of("BRICEP_WORKSPACE_ID", sym("workspaceId"));
    }
    decls.push(half.there(&WORKSPACE).into());
    setting_of("BRICEP_WORKSPACE_ID", sym(WORKSPACE.symbol).prop("id"))
}

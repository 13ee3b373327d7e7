//! `databricks-workspace.bicep`: the workspace with its network, storage, vault and logs.

pub(super) mod access;
mod keys;
mod lake;
mod network;
mod outputs;
mod private;
mod rules;

use std::sync::Arc;

pub(super) use self::private::{app_zone, blob_zone};
use super::configuration::Configuration;
use super::half::{
    CONTRIBUTOR, Half, KEY_VAULT_SECRETS_OFFICER, KEY_VAULT_SECRETS_USER, LOGS, NETWORK,
    STORAGE_BLOB_DATA_CONTRIBUTOR, Thing, VAULT, Vault, WORKSPACE, role_variable, row,
};
use super::header;
use super::uses::complete;
use crate::arm::{
    Decl, Directive, Expr, Object, Resource, Template, Variable, array, call, interpolate, object, sym,
};
use crate::model::Route;

/// Name of the file.
pub(super) const FILE: &str = "databricks-workspace.bicep";

/// The template.
pub(super) fn template(half: &Half<'_>, environments: &Arc<Template>) -> Arc<Template> {
    let name = &half.model().name;
    let template = Template::new(FILE).header(header(half.model())).description(format!(
        "The Databricks workspace of {name} with its network, storage, vault and logs."
    ));
    let mut offered = vec![half.environment_param(), half.location_param("every resource")];
    offered.push(half.name_param(true).into());
    offered.extend(half.variable_params());
    offered.push(half.vault_param(true));
    offered.push(half.tags_param(true));
    offered.push(half.configuration());
    offered.extend(half.id_variables());
    offered.extend(variables(half));
    complete(template, offered, body(half), environments)
}

/// What the templates of the workspace read from the configuration set.
pub(super) fn configure(half: &Half<'_>, configuration: &mut Configuration) {
    let everywhere = half.lowering().everywhere();
    let mut add = |key: &str, value: &dyn Fn(usize) -> Option<Expr>| {
        let values: Vec<Option<Expr>> = everywhere.iter().map(|at| value(*at)).collect();
        if values.iter().any(Option::is_some) {
            configuration.add(key, values);
        }
    };
    if half.makes_workspace() {
        let made = half.makes_network();
        add("network", &|at| {
            made.contains(at).then(|| row(half, at, &["network"], &network::FIELDS)).flatten().map(Expr::from)
        });
        add("customerManagedKey", &|at| {
            row(half, at, &["workspace", "customer_managed_key"], &keys::FIELDS).map(Expr::from)
        });
    }
    for (list, key) in access::LISTS {
        if access::is_read(half, list) {
            add(key, &|at| Some(access::principals(half, at, list)));
        }
    }
    half.configure_ids(configuration);
}

fn variables(half: &Half<'_>) -> Vec<Decl> {
    let environment = || sym("environments").index(sym("environment"));
    let mut variables: Vec<Decl> = Vec::new();
    let optional = |key: &str, all: bool, description: &str, otherwise: &str| {
        let (value, otherwise) =
            if all { (environment().prop(key), "") } else { (environment().safe_prop(key), otherwise) };
        Decl::from(Variable::new(key, value).describe(format!("{description}{otherwise}.")))
    };
    variables.push(optional(
        "network",
        half.makes_network().all(),
        "Network that the clusters run in",
        if half.adopts(&NETWORK).none() {
            "; none for one that Databricks manages"
        } else {
            "; none where none is made"
        },
    ));
    variables.push(optional(
        "customerManagedKey",
        half.having(&["workspace", "customer_managed_key"]).all(),
        "Key that encrypts notebooks, secrets and managed disks",
        "; none for those of Microsoft",
    ));
    variables.extend([
        role_variable("contributor", "Contributor", CONTRIBUTOR),
        role_variable(
            "storageBlobDataContributor",
            "Storage Blob Data Contributor",
            STORAGE_BLOB_DATA_CONTRIBUTOR,
        ),
        role_variable("keyVaultSecretsUser", "Key Vault Secrets User", KEY_VAULT_SECRETS_USER),
        role_variable("keyVaultSecretsOfficer", "Key Vault Secrets Officer", KEY_VAULT_SECRETS_OFFICER),
        keys::variable(half),
        role_variable("keyVaultCryptoUser", "Key Vault Crypto Service Encryption User", keys::ROLE),
    ]);
    variables.push(network::delegation(
        "databricksDelegation",
        "databricks",
        "Microsoft.Databricks/workspaces",
        "Databricks",
    ));
    variables.push(network::delegation(
        "functionsDelegation",
        "functions",
        "Microsoft.App/environments",
        "the Functions app",
    ));
    variables.extend(rules::variables());
    variables.push(private::zones_variable(half));
    variables
}

pub(super) fn named(prefix: &str) -> Expr {
    interpolate([format!("{prefix}-").into(), sym("name").into()])
}

fn body(half: &Half<'_>) -> Vec<Decl> {
    let mut decls: Vec<Decl> = Vec::new();
    network::push(half, &mut decls);
    decls.extend(half.made_or_adopted(&LOGS, half.log_analytics(named("log"))));
    let containers = lake::push(half, &mut decls);
    if half.vault() == Vault::WithWorkspace {
        decls.extend(half.made_or_adopted(&VAULT, half.vault_resource()));
        diagnostics(half, &VAULT, "vaultDiagnostics", &mut decls);
    }
    decls.extend(half.made_or_adopted(&WORKSPACE, workspace(half)));
    diagnostics(half, &WORKSPACE, "diagnostics", &mut decls);
    keys::push(half, &mut decls);
    private::push(half, &mut decls);
    access::push(half, &mut decls);
    decls.extend(outputs::all(half, containers).into_iter().map(Decl::from));
    decls
}

fn workspace(half: &Half<'_>) -> Resource {
    let group = call(
        "subscriptionResourceId",
        [
            Expr::from("Microsoft.Resources/resourceGroups"),
            interpolate(["rg-".into(), sym("name").into(), "-managed".into()]),
        ],
    );
    let made = half.makes(&WORKSPACE);
    let word = |open: &str, shut: &str| half.closed_or(&made, shut.into(), open.into());
    let mut properties = Object::new()
        .with("computeMode", "Hybrid")
        .with("managedResourceGroupId", group)
        .with("publicNetworkAccess", word("Enabled", "Disabled"));
    if !half.closed().and(&made).none() {
        properties = properties.with("requiredNsgRules", word("AllRules", "NoAzureDatabricksRules"));
    }
    if let Some(encryption) = keys::encryption(half) {
        properties = properties.with("encryption", encryption);
    }
    let mut workspace = half.resource("workspace", "Microsoft.Databricks/workspaces", named("dbw")).skip(
        "CKV2_AZURE_48",
        "Keys of Microsoft encrypt it: the identity that reads another key comes with the workspace, so that would take a \
         second deployment.",
    );
    if !half.shuts(&made) {
        workspace = workspace.skip("CKV_AZURE_158", OPEN);
    }
    workspace
        .with("sku", object([("name", Expr::from("premium"))]))
        .with("properties", properties.with("parameters", network::parameters(half)))
}

/// Why a workspace can be reached from the internet.
const OPEN: &str =
    "People reach it from anywhere, with a token of Entra ID, unless `public_network_access` is false.";

/// Sends the logs of something that is made to Log Analytics.
pub(super) fn diagnostics(half: &Half<'_>, thing: &Thing, symbol: &str, decls: &mut Vec<Decl>) {
    let resource_type = half.versions().of("Microsoft.Insights/diagnosticSettings");
    let logs = object([("categoryGroup", Expr::from("allLogs")), ("enabled", true.into())]);
    let settings = Resource::new(symbol, &resource_type, "bricep")
        .directive(Directive::new(
            "use-recent-api-versions",
            "The only newer version than 2016 is a preview, and every category group needs it.",
        ))
        .scope(sym(thing.symbol))
        .with(
            "properties",
            object([("workspaceId", half.id_among(&LOGS, &half.makes(thing))), ("logs", array([logs]))]),
        );
    decls.extend(half.only(&half.makes(thing), settings).map(Decl::from));
}

/// Whether templates of the route have a Functions app.
fn has_app(half: &Half<'_>) -> bool {
    half.route() != Route::Direct
}

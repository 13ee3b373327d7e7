//! `databricks-provider.bicep`: the Functions app that serves the provider, and on the route of that name the custom
//! provider.

mod app;
mod registration;

use std::sync::Arc;

use self::app::{function_app, package};
use self::registration::registration;
use super::half::{
    Account, Assignee, CONTRIBUTOR, Half, KEY_VAULT_SECRETS_OFFICER, KEY_VAULT_SECRETS_USER, LOGS, NETWORK,
    Role, STORAGE_BLOB_DATA_CONTRIBUTOR, VAULT, Vault, WORKSPACE, role_variable, unique_string,
};
use super::header;
use super::modules::Endpoint;
use super::uses::complete;
use super::workspace::{access, app_zone, blob_zone, diagnostics};
use crate::arm::{
    Decl, Decorator, Expr, Output, Param, Resource, Template, TypeExpr, Variable, call, interpolate, object,
    sym,
};
use crate::model::Route;

/// Name of the file.
pub(super) const FILE: &str = "databricks-provider.bicep";

/// The template.
pub(super) fn template(half: &Half<'_>, environments: &Arc<Template>) -> Arc<Template> {
    let custom = half.route() == Route::CustomProvider;
    let name = &half.model().name;
    let description = if custom {
        format!(
            "The custom provider of {name}: its Functions app, identity, storage, logs and type definitions."
        )
    } else {
        format!("The provider of {name}: its Functions app, identity, storage and logs.")
    };
    let template = Template::new(FILE).header(header(half.model())).description(description);
    complete(template, offered(half, custom), body(half, custom), environments)
}

/// The name that names of resources are made from.
fn base(custom: bool) -> &'static str {
    if custom { "databricksProviderName" } else { "name" }
}

fn offered(half: &Half<'_>, custom: bool) -> Vec<Decl> {
    let mut offered = vec![half.environment_param()];
    if custom {
        offered.push(half.provider_name_param(true));
        offered.push(half.name_param(true).into());
    } else {
        let name =
            half.name_param(false).decorate(Decorator::MinLength(3)).decorate(Decorator::MaxLength(40));
        offered.push(name.into());
    }
    offered.push(half.url_param());
    offered.push(half.location_param("every resource"));
    offered.extend(half.variable_params());
    let app = Param::new("functionAppName", TypeExpr::String)
        .describe("Name of the Functions app, unique in Azure.");
    offered.push(if custom {
        app.default(interpolate(["func-bricep-".into(), unique_string(base(custom)).into()])).into()
    } else {
        app.into()
    });
    offered.push(half.vault_param(half.vault() == Vault::WithProvider || custom));
    offered.push(half.package_param());
    if custom {
        offered.push(half.apply_param(
            "Whether to register the custom provider; false for the run that brings the app up.",
        ));
    }
    offered.push(half.tags_param(custom));
    offered.push(half.configuration());
    offered.extend(half.id_variables());
    let storage = interpolate(["stbricep".into(), unique_string(base(custom)).into()]);
    offered.extend([
        Variable::new("storageAccountName", storage).describe("Storage account of the Functions app.").into(),
        Variable::new("packageContainerName", "packages").describe("Container of the provider package.").into(),
        role_variable("storageBlobDataOwner", "Storage Blob Data Owner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"),
        role_variable(
            "storageBlobDataContributor",
            "Storage Blob Data Contributor",
            STORAGE_BLOB_DATA_CONTRIBUTOR,
        ),
        role_variable("keyVaultSecretsUser", "Key Vault Secrets User", KEY_VAULT_SECRETS_USER),
        role_variable("keyVaultSecretsOfficer", "Key Vault Secrets Officer", KEY_VAULT_SECRETS_OFFICER),
        role_variable(
            "monitoringMetricsPublisher",
            "Monitoring Metrics Publisher",
            "3913510d-42f4-4e42-8a64-420c390055eb",
        ),
        role_variable("contributor", "Contributor", CONTRIBUTOR),
        Variable::new("endpoint", endpoint())
            .describe(
                "Where Azure Resource Manager sends requests, with the key of the function that takes them. Whoever \
                 may read the custom provider may read this key.",
            )
            .into(),
    ]);
    offered
}

fn endpoint() -> Expr {
    interpolate([
        "https://".into(),
        sym("functionApp").prop("properties").prop("defaultHostName").into(),
        "/{requestPath}?code=".into(),
        function_key("arm").into(),
    ])
}

/// The key of one function of the app. Keys of the host would open every function.
pub(super) fn function_key(function: &str) -> Expr {
    let id = interpolate([sym("functionApp").prop("id").into(), format!("/functions/{function}").into()]);
    call("listKeys", [id, sym("functionApp").prop("apiVersion")]).prop("default")
}

fn body(half: &Half<'_>, custom: bool) -> Vec<Decl> {
    let named = |prefix: &str| interpolate([format!("{prefix}-").into(), sym(base(custom)).into()]);
    let mut decls: Vec<Decl> = vec![
        half.resource("identity", "Microsoft.ManagedIdentity/userAssignedIdentities", named("id")).into(),
    ];
    let by_hand = !half.makes_workspace();
    if by_hand && !custom {
        decls.push(deployer(half).into());
    }
    decls.push(storage_account(half).into());
    let log_analytics = if by_hand {
        decls.extend(half.made_or_adopted(&LOGS, half.log_analytics(named("log"))));
        half.id(&LOGS)
    } else {
        decls.push(half.there(&LOGS).into());
        sym(LOGS.symbol).prop("id")
    };
    decls.extend([
        half.resource("applicationInsights", "Microsoft.Insights/components", named("appi"))
            .with("kind", "web")
            .with(
                "properties",
                object([
                    ("Application_Type", Expr::from("web")),
                    ("DisableLocalAuth", true.into()),
                    ("WorkspaceResourceId", log_analytics),
                ]),
            )
            .into(),
        half.resource("plan", "Microsoft.Web/serverfarms", named("asp"))
            .skip(
                "CKV_AZURE_225",
                "Not every region has zones, and an apply that breaks off goes on where it stopped.",
            )
            .with("kind", "functionapp")
            .with("sku", object([("name", Expr::from("FC1")), ("tier", "FlexConsumption".into())]))
            .with("properties", object([("reserved", Expr::from(true))]))
            .into(),
        function_app(half, custom).into(),
        package(half).into(),
    ]);
    network(half, base(custom), &mut decls);
    roles(half, custom, &mut decls);
    if custom {
        decls.push(registration(half).into());
    }
    decls.extend(outputs(half, custom).into_iter().map(Decl::from));
    decls
}

/// The account that holds the package and the state of the Functions host.
fn storage_account(half: &Half<'_>) -> Resource {
    half.storage_account(Account {
        name: sym("storageAccountName"),
        sku: &["provider", "storage_sku"],
        lake: false,
        rule: None,
        among: half.among(|_| true),
        one_region: "It holds the package alone, which a deployment puts there again.",
        open: "The app and those who bring packages come from changing addresses, unless `public_network_access` is \
               false; roles alone let them in.",
    })
    .child(Resource::new("blobService", "blobServices", "default").child(Resource::new(
        "packageContainer",
        "containers",
        sym("packageContainerName"),
    )))
}

/// The network that the app joins, and the endpoints by which it is reached from there.
fn network(half: &Half<'_>, base: &'static str, decls: &mut Vec<Decl>) {
    if !half.app_in_network() {
        return;
    }
    decls.push(half.there(&NETWORK).into());
    let endpoint = |symbol, word, group, target: &str, zone| Endpoint {
        symbol,
        word,
        group,
        target: sym(target).prop("id"),
        zone,
        subnet: half.subnet_id(|_| sym(NETWORK.symbol).prop("id"), "endpoint_subnet", "endpoints"),
        base,
    };
    let closed = half.closed();
    let endpoints = [
        (closed.clone(), endpoint("packageEndpoint", "package", "blob", "storageAccount", blob_zone())),
        (half.hides_app(), endpoint("appEndpoint", "app", "sites", "functionApp", app_zone())),
    ];
    for (among, endpoint) in endpoints {
        let module = endpoint.module(half, &half.library().endpoint);
        decls.extend(half.only(&among, module).map(Decl::from));
    }
}

/// The roles of the app's identity, and of those who bring packages and secrets.
fn roles(half: &Half<'_>, custom: bool, decls: &mut Vec<Decl>) {
    let app = || Assignee::identity("identity");
    let by_hand = !half.makes_workspace();
    decls.push(half.role("storageRole", "storageAccount", "storageBlobDataOwner", app()).into());
    let uploads =
        half.role("packageRoles", "storageAccount", "storageBlobDataContributor", access::assignee());
    decls.extend(access::each(half, "deployers", "deployers", Role::Here(uploads)));
    match half.vault() {
        Vault::None => {}
        Vault::WithWorkspace => decls.push(half.there(&VAULT).into()),
        Vault::WithProvider => {
            decls.extend(half.made_or_adopted(&VAULT, half.vault_resource()));
            diagnostics(half, &VAULT, "vaultDiagnostics", decls);
            let officers =
                half.role_on(&VAULT, "secretOfficerRoles", "keyVaultSecretsOfficer", access::assignee());
            decls.extend(access::each(half, "secret_officers", "secretOfficers", officers));
        }
    }
    if half.vault() != Vault::None {
        decls.push(half.role_on(&VAULT, "vaultRole", "keyVaultSecretsUser", app()).into());
    }
    decls.push(half.role("metricsRole", "applicationInsights", "monitoringMetricsPublisher", app()).into());
    if !by_hand {
        decls.push(half.there(&WORKSPACE).into());
    }
    if custom && !by_hand {
        decls.push(half.role_on(&WORKSPACE, "workspaceRole", "contributor", app()).into());
    }
}

fn outputs(half: &Half<'_>, custom: bool) -> Vec<Output> {
    let text = |name: &str, description: &str, value: Expr| {
        Output::new(name, TypeExpr::String, value).describe(description)
    };
    let mut outputs = Vec::new();
    if custom {
        outputs.push(text("providerName", "Name of the custom provider.", sym("databricksProviderName")));
    }
    let host = sym("functionApp").prop("properties").prop("defaultHostName");
    outputs.extend([
        text(
            "functionAppName",
            "Name of the Functions app, the target of the package.",
            sym("functionApp").prop("name"),
        ),
        text("functionAppUrl", "URL of the Functions app.", interpolate(["https://".into(), host.into()])),
        text(
            "packageStorageAccountName",
            "Name of the storage account that takes the package, in its container `packages`.",
            sym("storageAccount").prop("name"),
        ),
    ]);
    if custom {
        outputs.push(client_id("identityClientId", sym("identity")));
    } else if !half.makes_workspace() {
        outputs.push(client_id("deployerClientId", sym("deployer")));
    }
    outputs
}

/// The identity that the script runs as; never the app's.
pub(super) fn deployer(half: &Half<'_>) -> Resource {
    half.resource(
        "deployer",
        "Microsoft.ManagedIdentity/userAssignedIdentities",
        interpolate(["id-".into(), sym("name").into(), "-deployer".into()]),
    )
}

fn client_id(name: &str, identity: Expr) -> Output {
    Output::new(name, TypeExpr::String, identity.prop("properties").prop("clientId"))
        .describe("Client id of the identity that the workspace has to know as an administrator.")
}

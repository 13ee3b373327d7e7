//! The Functions app that serves the provider, and its package.

use crate::arm::{Directive, Expr, Object, Property, Resource, call, interpolate, null, object, sym};
use crate::emit::half::{Half, VAULT, Vault, assigned};
use crate::emit::versions::CUSTOM_PROVIDER;

/// Checks that no Functions app of this kind passes.
const SKIPS: [(&str, &str); 4] = [
    (
        "CKV_AZURE_17",
        "Its callers, Azure Resource Manager and a deployment script, have no certificate to show.",
    ),
    ("CKV_AZURE_78", "Flex Consumption has no FTP."),
    ("CKV_AZURE_212", "Flex Consumption adds instances as requests come."),
    ("CKV_AZURE_213", "Flex Consumption has no health check; scripts wait for `/readyz`."),
];

/// The app.
pub(super) fn function_app(half: &Half<'_>, custom: bool) -> Resource {
    let identity = || sym("identity").prop("id");
    let container = interpolate([
        sym("storageAccount").prop("properties").prop("primaryEndpoints").prop("blob").into(),
        sym("packageContainerName").into(),
    ]);
    let storage = object([
        ("type", Expr::from("blobContainer")),
        ("value", container),
        (
            "authentication",
            object([
                ("type", Expr::from("UserAssignedIdentity")),
                ("userAssignedIdentityResourceId", identity()),
            ]),
        ),
    ]);
    let config = object([
        ("deployment", object([("storage", storage)])),
        ("runtime", object([("name", Expr::from("custom")), ("version", "1.0".into())])),
        (
            "scaleAndConcurrency",
            object([("instanceMemoryMB", Expr::from(512)), ("maximumInstanceCount", 40.into())]),
        ),
    ]);
    let mut properties = Object::new().with("httpsOnly", true).with("keyVaultReferenceIdentity", identity());
    let hidden = half.hides_app();
    if !hidden.none() {
        let access = half
            .lowering()
            .by_environment(|at| if hidden.contains(at) { "Disabled" } else { "Enabled" }.into());
        properties = properties.with("publicNetworkAccess", access);
    }
    properties = properties
        .with("serverFarmId", sym("plan").prop("id"))
        .with("siteConfig", object([("http20Enabled", Expr::from(true)), ("minTlsVersion", "1.2".into())]));
    if half.app_in_network() {
        let subnet = half.subnet_id(|_| sym("virtualNetwork").prop("id"), "functions_subnet", "functions");
        let everywhere = half.among(|_| true);
        properties =
            properties.with("virtualNetworkSubnetId", half.closed_or(&everywhere, subnet, Expr::Null));
    }
    let mut app = half.resource("functionApp", "Microsoft.Web/sites", sym("functionAppName"));
    for (checks, reason) in SKIPS {
        app = app.skip(checks, reason);
    }
    if !hidden.all() {
        let reason = "Its callers come from changing addresses, unless public network access is off and `script` has a \
                      subnet; each function asks for its key.";
        app = app.skip("CKV_AZURE_222", reason);
    }
    app.with("kind", "functionapp,linux")
        .with("identity", assigned("identity"))
        .with("properties", properties.with("functionAppConfig", config))
        .child(app_settings(half, custom))
}

/// Its settings; a resource of their own, so that they come after the roles that they need.
fn app_settings(half: &Half<'_>, custom: bool) -> Resource {
    let client = || sym("identity").prop("properties").prop("clientId");
    let insights = || sym("applicationInsights").prop("properties");
    let authentication = interpolate(["ClientId=".into(), client().into(), ";Authorization=AAD".into()]);
    let mut settings = Object::new()
        .with("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", authentication)
        .with("APPLICATIONINSIGHTS_CONNECTION_STRING", insights().prop("ConnectionString"))
        .with("AZURE_CLIENT_ID", client())
        .with("AzureWebJobsStorage__accountName", sym("storageAccount").prop("name"))
        .with("AzureWebJobsStorage__clientId", client())
        .with("AzureWebJobsStorage__credential", "managedidentity");
    if half.vault() != Vault::None {
        settings = settings.with("BRICEP_KEY_VAULT_URI", vault_uri(half));
    }
    if custom {
        let id = call("resourceId", [Expr::from(CUSTOM_PROVIDER), sym("databricksProviderName")]);
        settings = settings.with("BRICEP_PROVIDER_ID", id);
    }
    if half.makes_workspace() {
        settings = settings.with("BRICEP_WORKSPACE_ID", sym("workspace").prop("id"));
    }
    settings = settings.with("DATABRICKS_HOST", sym("databricksWorkspaceUrl"));
    Resource::new("appSettings", "config", "appsettings")
        .skip("CKV_AZURE_13", "The provider itself asks who calls; a login in front of it would stop its callers.")
        .skip(
            "CKV_AZURE_63,CKV_AZURE_65,CKV_AZURE_66,CKV_AZURE_80,CKV_AZURE_88,CKV_AZURE_222",
            "These are the variables of the app's environment: none of the settings that the checks look for.",
        )
        .with("properties", settings)
        .depends_on(sym("metricsRole"))
        .depends_on(sym("storageRole"))
}

fn vault_uri(half: &Half<'_>) -> Expr {
    let read = |vault: Expr| vault.prop("properties").prop("vaultUri");
    match half.vault() {
        Vault::WithProvider => half.property(&VAULT, read),
        Vault::None | Vault::WithWorkspace => read(sym(VAULT.symbol)),
    }
}

/// Puts the package on the app: after its settings and the way to its storage, before anything that needs the provider.
pub(super) fn package(half: &Half<'_>) -> Resource {
    let properties = object([("packageUri", sym("packageUri")), ("remoteBuild", false.into())]);
    let package =
        Resource::new("package", &half.versions().of("Microsoft.Web/sites/extensions"), "onedeploy")
            .condition(sym("packageUri").not_equals(null()))
            .parent(sym("functionApp"))
            .with_property(Property::new("properties", properties).directive(Directive::new(
                "BCP187",
                "The published type lacks the properties of a package deployment.",
            )))
            .depends_on(sym("functionApp").nested("appSettings"));
    if half.app_in_network() { package.depends_on(sym("packageEndpoint")) } else { package }
}

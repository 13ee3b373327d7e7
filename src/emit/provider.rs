//! `databricks-provider.bicep`: the Functions app that serves the provider, and on the route of that name the custom
//! provider.

use std::sync::Arc;

use super::half::{CONTRIBUTOR, Half, Vault, assigned, role_variable, unique_string};
use super::header;
use super::uses::complete;
use crate::arm::{
    Decl, Decorator, Directive, Expr, Object, Output, Param, Property, Repeat, Resource, Template, TypeExpr,
    Variable, array, call, interpolate, object, sym,
};
use crate::kinds::KINDS;
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
    let storage = interpolate(["stbricep".into(), unique_string(base(custom)).into()]);
    offered.extend([
        Variable::new("storageAccountName", storage).describe("Storage account of the Functions app.").into(),
        Variable::new("packageContainerName", "packages").describe("Container of the provider package.").into(),
        role_variable("storageBlobDataOwner", "Storage Blob Data Owner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"),
        role_variable("keyVaultSecretsUser", "Key Vault Secrets User", "4633458b-17de-408a-b874-0445c86b69e6"),
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
    let identity = sym("identity");
    let principal = || sym("identity").prop("properties").prop("principalId");
    let mut decls: Vec<Decl> = vec![
        half.resource("identity", "Microsoft.ManagedIdentity/userAssignedIdentities", named("id")).into(),
    ];
    let by_hand = !half.makes_workspace();
    if by_hand && !custom {
        decls.push(deployer(half).into());
    }
    decls.extend([
        half.storage_account(sym("storageAccountName"), false)
            .child(Resource::new("blobService", "blobServices", "default").child(Resource::new(
                "packageContainer",
                "containers",
                sym("packageContainerName"),
            )))
            .into(),
        half.log_analytics(named("log")).into(),
        half.resource("applicationInsights", "Microsoft.Insights/components", named("appi"))
            .with("kind", "web")
            .with(
                "properties",
                object([
                    ("Application_Type", Expr::from("web")),
                    ("DisableLocalAuth", true.into()),
                    ("WorkspaceResourceId", sym("logAnalytics").prop("id")),
                ]),
            )
            .into(),
        half.resource("plan", "Microsoft.Web/serverfarms", named("asp"))
            .with("kind", "functionapp")
            .with("sku", object([("name", Expr::from("FC1")), ("tier", "FlexConsumption".into())]))
            .with("properties", object([("reserved", Expr::from(true))]))
            .into(),
        function_app(half, custom).into(),
        package(half).into(),
        half.role("storageRole", "storageAccount", "identity", "storageBlobDataOwner", principal()).into(),
    ]);
    match half.vault() {
        Vault::None => {}
        Vault::WithWorkspace => decls.push(
            Resource::new("keyVault", &half.versions().of("Microsoft.KeyVault/vaults"), sym("keyVaultName"))
                .existing()
                .into(),
        ),
        Vault::WithProvider => decls.push(half.vault_resource().into()),
    }
    if half.vault() != Vault::None {
        decls.push(half.role("vaultRole", "keyVault", "identity", "keyVaultSecretsUser", principal()).into());
    }
    decls.push(
        half.role(
            "metricsRole",
            "applicationInsights",
            "identity",
            "monitoringMetricsPublisher",
            principal(),
        )
        .into(),
    );
    if custom && !by_hand {
        let name = interpolate(["dbw-".into(), sym("name").into()]);
        decls.push(
            Resource::new("workspace", &half.versions().of("Microsoft.Databricks/workspaces"), name)
                .existing()
                .into(),
        );
        decls.push(half.role("workspaceRole", "workspace", "identity", "contributor", principal()).into());
    }
    if custom {
        decls.push(registration(half).into());
        decls.push(
            Output::new("providerName", TypeExpr::String, sym("databricksProviderName"))
                .describe("Name of the custom provider.")
                .into(),
        );
    }
    let host = sym("functionApp").prop("properties").prop("defaultHostName");
    decls.extend([
        Output::new("functionAppName", TypeExpr::String, sym("functionApp").prop("name"))
            .describe("Name of the Functions app, the target of the package.")
            .into(),
        Output::new("functionAppUrl", TypeExpr::String, interpolate(["https://".into(), host.into()]))
            .describe("URL of the Functions app.")
            .into(),
    ]);
    if custom {
        decls.push(client_id("identityClientId", identity).into());
    } else if by_hand {
        decls.push(client_id("deployerClientId", sym("deployer")).into());
    }
    decls
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

fn function_app(half: &Half<'_>, custom: bool) -> Resource {
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
    half.resource("functionApp", "Microsoft.Web/sites", sym("functionAppName"))
        .with("kind", "functionapp,linux")
        .with("identity", assigned("identity"))
        .with(
            "properties",
            object([
                ("httpsOnly", true.into()),
                ("keyVaultReferenceIdentity", identity()),
                ("serverFarmId", sym("plan").prop("id")),
                ("siteConfig", object([("minTlsVersion", Expr::from("1.2"))])),
                ("functionAppConfig", config),
            ]),
        )
        .child(app_settings(half, custom))
}

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
        settings = settings.with("BRICEP_KEY_VAULT_URI", sym("keyVault").prop("properties").prop("vaultUri"));
    }
    if custom {
        let id =
            call("resourceId", [Expr::from(super::versions::CUSTOM_PROVIDER), sym("databricksProviderName")]);
        settings = settings.with("BRICEP_PROVIDER_ID", id);
    }
    settings = settings.with("DATABRICKS_HOST", sym("databricksWorkspaceUrl"));
    Resource::new("appSettings", "config", "appsettings")
        .with("properties", settings)
        .depends_on(sym("metricsRole"))
        .depends_on(sym("storageRole"))
}

/// Puts the package on the app: after its settings, before anything that needs the provider.
fn package(half: &Half<'_>) -> Resource {
    let properties = object([("packageUri", sym("packageUri")), ("remoteBuild", false.into())]);
    Resource::new("package", &half.versions().of("Microsoft.Web/sites/extensions"), "onedeploy")
        .condition(sym("packageUri").not_equals(crate::arm::null()))
        .parent(sym("functionApp"))
        .with_property(Property::new("properties", properties).directive(Directive::new(
            "BCP187",
            "The published type lacks the properties of a package deployment.",
        )))
        .depends_on(sym("functionApp").nested("appSettings"))
}

/// The custom provider with every type and action that bricep knows, whatever the spec uses: specs of one resource
/// group may share it.
fn registration(half: &Half<'_>) -> Resource {
    let each = |item: &str, names: Vec<&'static str>| {
        Repeat::new(item, array(names)).body(object([
            ("name", sym(item)),
            ("endpoint", sym("endpoint")),
            ("routingType", "Proxy".into()),
        ]))
    };
    let types = KINDS.iter().map(|kind| kind.arm_type).collect();
    half.custom_provider("customProvider")
        .condition(sym("applyResources"))
        .with("location", sym("location"))
        .with("tags", sym("tags"))
        .with(
            "properties",
            object([("actions", each("action", actions())), ("resourceTypes", each("resourceType", types))]),
        )
        .depends_on(sym("package"))
}

/// Every action: first those that change something, then those that only read, each before the twin that templates
/// can call.
fn actions() -> Vec<&'static str> {
    let all = || KINDS.iter().flat_map(|kind| kind.actions);
    let writes = all().filter(|action| action.list_twin.is_none()).map(|action| action.name);
    let reads = all().filter_map(|action| Some([action.name, action.list_twin?])).flatten();
    writes.chain(reads).collect()
}

//! `databricks-workspace.bicep`: the workspace with its network, storage, vault and logs.

use std::sync::Arc;

use super::half::{Half, Presence, Vault, inline, role_variable, short_name};
use super::header;
use super::lower::{Place, azure_symbol};
use super::uses::complete;
use crate::arm::{
    Decl, Directive, Expr, Object, Output, Repeat, Resource, Template, TypeExpr, Variable, array, call,
    interpolate, null, object, sym, ternary,
};
use crate::model::AZURE_VALUES;

/// Name of the file.
pub(super) const FILE: &str = "databricks-workspace.bicep";

/// The network settings, as the spec and as the templates name them.
pub(super) const NETWORK: [(&str, &str); 3] = [
    ("address_prefix", "addressPrefix"),
    ("container_subnet_prefix", "containerSubnetPrefix"),
    ("host_subnet_prefix", "hostSubnetPrefix"),
];

const HOST_SUBNET: &str = "databricks-host";
const CONTAINER_SUBNET: &str = "databricks-container";

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
    offered.extend(variables(half));
    complete(template, offered, body(half), environments)
}

fn variables(half: &Half<'_>) -> Vec<Decl> {
    let mut variables: Vec<Decl> = Vec::new();
    let environment = sym("environments").index(sym("environment"));
    let network = match half.presence(&["network"]) {
        Presence::Sometimes => {
            Some((environment.safe_prop("network"), "; none for one that Databricks manages"))
        }
        Presence::Always => Some((environment.prop("network"), "")),
        Presence::Never => None,
    };
    if let Some((value, otherwise)) = network {
        let description = format!("Network that the clusters run in{otherwise}.");
        variables.push(Variable::new("network", value).describe(description).into());
    }
    variables.push(role_variable(
        "storageBlobDataContributor",
        "Storage Blob Data Contributor",
        "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
    ));
    let delegation = object([
        ("name", Expr::from("databricks")),
        ("properties", object([("serviceName", Expr::from("Microsoft.Databricks/workspaces"))])),
    ]);
    variables.push(
        Variable::new("databricksDelegation", array([delegation]))
            .describe("Delegation of a subnet to Databricks.")
            .into(),
    );
    variables
}

fn named(prefix: &str) -> Expr {
    interpolate([format!("{prefix}-").into(), sym("name").into()])
}

fn body(half: &Half<'_>) -> Vec<Decl> {
    let mut decls: Vec<Decl> = Vec::new();
    network(half, &mut decls);
    decls.push(half.log_analytics(named("log")).into());
    let containers = if half.makes_lake() { lake(half, &mut decls) } else { None };
    if half.vault() == Vault::WithWorkspace {
        decls.push(half.vault_resource().into());
    }
    decls.push(workspace(half).into());
    decls.push(diagnostics(half).into());
    decls.extend(outputs(half).into_iter().map(Decl::from));
    if let Some(names) = containers {
        let each = Repeat::new("container", names)
            .with_index("index")
            .body(sym("containers").index(sym("index")).prop("name"));
        decls.push(
            Output::new("containerNames", TypeExpr::String.array(), each)
                .describe("Containers of the lake.")
                .into(),
        );
    }
    decls
}

fn network(half: &Half<'_>, decls: &mut Vec<Decl>) {
    let presence = half.presence(&["network"]);
    if presence == Presence::Never {
        return;
    }
    let sometimes = presence == Presence::Sometimes;
    let when = |resource: Resource| {
        if sometimes { resource.condition(sym("network").not_equals(null())) } else { resource }
    };
    let prefix =
        |name: &str| if sometimes { sym("network").non_null().prop(name) } else { sym("network").prop(name) };
    let subnet = |name: &str, range: &str| {
        object([
            ("name", Expr::from(name)),
            (
                "properties",
                object([
                    ("addressPrefix", prefix(range)),
                    ("delegations", sym("databricksDelegation")),
                    ("networkSecurityGroup", object([("id", sym("securityGroup").prop("id"))])),
                ]),
            ),
        ])
    };
    decls.push(
        when(half.resource("securityGroup", "Microsoft.Network/networkSecurityGroups", named("nsg"))).into(),
    );
    let properties = object([
        ("addressSpace", object([("addressPrefixes", array([prefix("addressPrefix")]))])),
        (
            "subnets",
            array([
                subnet(HOST_SUBNET, "hostSubnetPrefix"),
                subnet(CONTAINER_SUBNET, "containerSubnetPrefix"),
            ]),
        ),
    ]);
    decls.push(
        when(half.resource("virtualNetwork", "Microsoft.Network/virtualNetworks", named("vnet")))
            .with("properties", properties)
            .into(),
    );
}

/// Access connector, storage account and containers; returns the names of the containers, if there are any.
fn lake(half: &Half<'_>, decls: &mut Vec<Decl>) -> Option<Expr> {
    decls.push(
        half.resource("accessConnector", "Microsoft.Databricks/accessConnectors", named("dbac"))
            .with("identity", object([("type", Expr::from("SystemAssigned"))]))
            .into(),
    );
    decls.push(half.storage_account(short_name("st", half.short_word()), true).into());
    let blob_service = "Microsoft.Storage/storageAccounts/blobServices";
    let retention = object([("enabled", Expr::from(true)), ("days", 7.into())]);
    decls.push(
        Resource::new("blobService", &half.versions().of(blob_service), "default")
            .parent(sym("storageAccount"))
            .with("properties", object([("deleteRetentionPolicy", retention)]))
            .into(),
    );
    let names = containers(half);
    if let Some(names) = &names {
        let container = format!("{blob_service}/containers");
        decls.push(
            Resource::new("containers", &half.versions().of(&container), sym("container"))
                .repeat(Repeat::new("container", names.clone()))
                .parent(sym("blobService"))
                .into(),
        );
    }
    let principal = sym("accessConnector").prop("identity").prop("principalId");
    decls.push(
        half.role(
            "storageRole",
            "storageAccount",
            "accessConnector",
            "storageBlobDataContributor",
            principal,
        )
        .into(),
    );
    names
}

fn containers(half: &Half<'_>) -> Option<Expr> {
    const PATH: &[&str] = &["storage", "containers"];
    if half.presence(PATH) == Presence::Never {
        return None;
    }
    Some(half.lowering().by_environment(|at| {
        let names = half.at(at, PATH).and_then(|node| node.as_list()).unwrap_or_default();
        inline(names.iter().map(|name| half.lowering().value(name, None, Place::Template)))
    }))
}

fn workspace(half: &Half<'_>) -> Resource {
    let value = |value: Expr| object([("value", value)]);
    let managed = || Object::new().with("enableNoPublicIp", value(true.into()));
    let injected = || {
        Object::new()
            .with("customPrivateSubnetName", value(CONTAINER_SUBNET.into()))
            .with("customPublicSubnetName", value(HOST_SUBNET.into()))
            .with("customVirtualNetworkId", value(sym("virtualNetwork").prop("id")))
            .with("enableNoPublicIp", value(true.into()))
    };
    let parameters: Expr = match half.presence(&["network"]) {
        Presence::Never => managed().into(),
        Presence::Always => injected().into(),
        Presence::Sometimes => ternary(sym("network").equals(null()), managed(), injected()),
    };
    let group = call(
        "subscriptionResourceId",
        [
            Expr::from("Microsoft.Resources/resourceGroups"),
            interpolate(["rg-".into(), sym("name").into(), "-managed".into()]),
        ],
    );
    let access = ["workspace", "public_network_access"];
    let mut properties = Object::new()
        .with("computeMode", "Hybrid")
        .with("managedResourceGroupId", group)
        .with("publicNetworkAccess", half.switch(&access, true, "Enabled", "Disabled"));
    let rules = half.switch(&access, true, "AllRules", "NoAzureDatabricksRules");
    if rules != Expr::from("AllRules") {
        properties = properties.with("requiredNsgRules", rules);
    }
    half.resource("workspace", "Microsoft.Databricks/workspaces", named("dbw"))
        .with("sku", object([("name", half.setting(&["workspace", "sku"], "premium"))]))
        .with("properties", properties.with("parameters", parameters))
}

fn diagnostics(half: &Half<'_>) -> Resource {
    let resource_type = half.versions().of("Microsoft.Insights/diagnosticSettings");
    let logs = object([("categoryGroup", Expr::from("allLogs")), ("enabled", true.into())]);
    Resource::new("diagnostics", &resource_type, "bricep")
        .directive(Directive::new(
            "use-recent-api-versions",
            "The only newer version than 2016 is a preview, and every category group needs it.",
        ))
        .scope(sym("workspace"))
        .with(
            "properties",
            object([("workspaceId", sym("logAnalytics").prop("id")), ("logs", array([logs]))]),
        )
}

/// What `${azure.…}` may name, as outputs: what the templates of one spec use, and what people look for.
fn outputs(half: &Half<'_>) -> Vec<Output> {
    let output = |name: &str, description: &str, value: Expr| {
        Output::new(name, TypeExpr::String, value).describe(description)
    };
    let url =
        interpolate(["https://".into(), sym("workspace").prop("properties").prop("workspaceUrl").into()]);
    let mut outputs = vec![output("workspaceUrl", "URL of the workspace.", url)];
    for value in AZURE_VALUES {
        let read = match value.name {
            "workspace_resource_id" => sym("workspace").prop("id"),
            "key_vault_uri" => sym("keyVault").prop("properties").prop("vaultUri"),
            "access_connector_id" if half.makes_lake() => sym("accessConnector").prop("id"),
            "storage_account_name"
                if half.makes_lake() && half.used().iter().any(|used| used.name == value.name) =>
            {
                sym("storageAccount").prop("name")
            }
            _ => continue,
        };
        let description = if value.name == "workspace_resource_id" {
            "Resource id of the workspace."
        } else {
            value.description
        };
        outputs.push(output(&azure_symbol(value.name), description, read));
    }
    outputs
}

//! Tests of the generated files as a whole.

mod azure;
mod bicepparam;
mod evaluation;
mod examples;
mod inert;
mod manifest;
mod names;
mod skips;

use crate::diagnostic::Severity;
use crate::emit::{GeneratedFile, generate};
use crate::model::{Assets, Model, Route};
use crate::source::{Files, Memory, ProjectPath};
use crate::spec::{self, Options};

/// Compiles a spec that has no errors; `files` hold what it names.
pub(crate) fn compile(files: &dyn Files, route: Option<Route>) -> (Model, Assets, Vec<GeneratedFile>) {
    let root = ProjectPath::root().join("bricep.yaml").unwrap();
    let checked = spec::check(files, &root, &Options { route, ..Options::default() });
    let errors: Vec<&str> = checked
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .map(|diagnostic| &*diagnostic.message)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let model = checked.model.unwrap();
    let sources = model.resources.iter().flat_map(|resource| resource.sources.iter().flatten());
    let assets = Assets::read(files, sources).unwrap();
    let generated = generate(&model, &assets, "bricep.yaml").unwrap();
    (model, assets, generated)
}

/// A project of one spec.
pub(crate) fn project(spec: &str) -> Memory {
    Memory::with([("bricep.yaml", spec)]).unwrap()
}

/// The text of a generated file.
pub(crate) fn text<'f>(files: &'f [GeneratedFile], path: &str) -> &'f str {
    &files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}")).text
}

/// A spec that uses what specs can use, but for its section `azure`.
pub(super) const EVERYTHING: &str = r#"
version: 1
name: contoso-lakehouse
output: { templates: . }
variables:
  team: { default: core, allowed: [core, edge] }
  flag: { default: true }
  count: { type: integer, default: 3, minimum: 1, maximum: 9 }
  sizes: { type: list, default: [1, 2] }
  labels: { type: map, default: { a: b } }
  shape: { default: { a: [1, { b: 0.5 }] } }
  price: { type: number, default: 0.5 }
  given: { type: string }
environments:
  dev: { default: true, resources: { clusters: { ml: null } }, outputs: { ml: null } }
  test: { resources: { clusters: { main: { num_workers: 3 } } } }
  staging: { variables: { team: edge }, resources: { clusters: { main: { spark_conf: { q: "${environment}" } } } } }
resources:
  clusters:
    main:
      cluster_name: ${environment}-${user}-${var.flag}-${var.price}-${var.count}-${var.given}
      spark_version: 16.4.x-scala2.12
      node_type_id: Standard_D4ds_v5
      num_workers: ${var.count}
      custom_tags: { x: "$${not} ${var.team}", url: "${azure.workspace_url}" }
    ml: { cluster_name: ml, spark_version: 16.4.x-scala2.12, node_type_id: Standard_D4ds_v5, num_workers: 1 }
outputs:
  ml: ${resources.clusters.ml.id}
  count: ${var.count}
  flag: ${var.flag}
"#;

/// The ways to give the Azure half.
pub(super) const HALVES: &[(&str, &str)] = &[
    (
        "url",
        "{ location: westeurope, resource_group: rg, workspace: { url: 'https://adb-1.azuredatabricks.net' } }",
    ),
    (
        "url and vault",
        "{ location: westeurope, resource_group: rg, workspace: { url: 'https://adb-1.azuredatabricks.net' }, \
         key_vault: { purge_protection: true }, tags: { owner: '${var.team}-${environment}' } }",
    ),
    ("least", "{ location: westeurope, resource_group: rg }"),
    (
        "most",
        "{ location: westeurope, resource_group: rg, workspace: { sku: premium, public_network_access: false }, \
         network: { address_prefix: 10.20.0.0/16, host_subnet_prefix: 10.20.0.0/24, container_subnet_prefix: \
         10.20.1.0/24, endpoint_subnet_prefix: 10.20.2.0/24, functions_subnet_prefix: 10.20.3.0/24 }, storage: { containers: [bronze] }, log_analytics: { retention_in_days: 60 }, \
         key_vault: { purge_protection: false }, tags: { owner: '${var.team}-${environment}' } }",
    ),
    (
        "adopted",
        "{ workspace: { existing: { resource_id: /subscriptions/s/resourceGroups/g/providers/Microsoft.Databricks/workspaces/w }, \
         public_network_access: false }, network: { existing: { resource_id: \
         /subscriptions/s/resourceGroups/n/providers/Microsoft.Network/virtualNetworks/v, host_subnet: h, container_subnet: c, \
         endpoint_subnet: e, functions_subnet: f }, private_dns_zones: { resource_group_id: /subscriptions/s/resourceGroups/dns } }, \
         key_vault: { existing: { resource_id: /subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/k } }, \
         log_analytics: { existing: { resource_id: \
         /subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/l } }, access: { deployers: \
         [{ principal_id: 3b1f6a52-7f0e-4a43-8d0c-5a8f3b6c1d01, principal_type: Group }], secret_officers: \
         [{ principal_id: 3b1f6a52-7f0e-4a43-8d0c-5a8f3b6c1d02, principal_type: User }] }, script: { storage_account: \
         /subscriptions/s/resourceGroups/d/providers/Microsoft.Storage/storageAccounts/st, subnet: \
         /subscriptions/s/resourceGroups/d/providers/Microsoft.Network/virtualNetworks/v/subnets/s } }",
    ),
    (
        "closed with a key",
        "{ workspace: { public_network_access: false, customer_managed_key: { key_vault_resource_id: \
         /subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/k, key_name: k, key_version: \
         0f1e2d3c4b5a69788796a5b4c3d2e1f0 } }, network: { address_prefix: 10.20.0.0/16, host_subnet_prefix: 10.20.0.0/24, \
         container_subnet_prefix: 10.20.1.0/24, endpoint_subnet_prefix: 10.20.2.0/24, functions_subnet_prefix: \
         10.20.3.0/24 }, storage: { sku: Standard_LRS }, provider: { storage_sku: Standard_LRS } }",
    ),
];

/// The routes that a half can be deployed on: nothing makes a vault beside a url on the route `direct`.
pub(super) fn routes(half: &str) -> Vec<Route> {
    let vault = half.contains("url:") && half.contains("key_vault:");
    Route::ALL.into_iter().filter(|route| !vault || *route != Route::Direct).collect()
}

#[test]
fn every_route_and_half_prints() {
    for (name, half) in HALVES {
        for route in routes(half) {
            let project = project(&format!("{EVERYTHING}\nazure: {half}\n"));
            let (_, _, first) = compile(&project, Some(route));
            let (_, _, second) = compile(&project, Some(route));
            assert!(first == second, "{name} on {} differs between runs", route.as_str());
            let mut paths: Vec<&str> = first.iter().map(|file| &*file.path).collect();
            paths.sort_unstable();
            let count = paths.len();
            paths.dedup();
            assert_eq!(paths.len(), count, "{name} on {} writes a file twice", route.as_str());
        }
    }
}

#[test]
fn what_a_route_writes() {
    let files = |route| {
        let (_, _, files) =
            compile(&project(&format!("{EVERYTHING}\nazure: {}\n", HALVES[2].1)), Some(route));
        files.into_iter().map(|file| file.path).collect::<Vec<_>>().join(" ")
    };
    insta::assert_snapshot!(files(Route::DeploymentScript), @"main.bicep databricks-workspace.bicep databricks-provider.bicep databricks-infrastructure.bicep databricks-operations.bicep environments.bicep main.json databricks-operations.json dev.bicepparam dev.parameters.json test.bicepparam test.parameters.json staging.bicepparam staging.parameters.json bicepconfig.json scripts/apply.sh scripts/operate.sh manifest.json");
    insta::assert_snapshot!(files(Route::CustomProvider), @"main.bicep databricks-workspace.bicep databricks-provider.bicep databricks-infrastructure.bicep databricks-operations.bicep environments.bicep main.json databricks-operations.json dev.bicepparam dev.parameters.json test.bicepparam test.parameters.json staging.bicepparam staging.parameters.json bicepconfig.json scripts/operate.sh manifest.json");
    insta::assert_snapshot!(files(Route::Direct), @"main.bicep databricks-workspace.bicep environments.bicep main.json dev.bicepparam dev.parameters.json test.bicepparam test.parameters.json staging.bicepparam staging.parameters.json bicepconfig.json manifest.json");
}

/// The findings of a spec whose templates pass a limit, each with the text that it stands at.
fn past_limits(spec: &str) -> String {
    let files = project(spec);
    let root = ProjectPath::root().join("bricep.yaml").unwrap();
    let checked = spec::check(&files, &root, &Options::default());
    assert!(!checked.has_errors(), "{:#?}", checked.diagnostics);
    let found = generate(&checked.model.unwrap(), &Assets::default(), "bricep.yaml").unwrap_err();
    let line = |found: &crate::diagnostic::Diagnostic| {
        let at: String = checked.map.slice(found.span).chars().take(20).collect();
        format!(
            "{} {at} {}: {} ({})",
            found.code.id,
            found.path,
            found.message,
            found.help.as_deref().unwrap_or("-")
        )
    };
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_limit_is_told_where_it_is_passed() {
    let list =
        |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<Vec<_>>().join(", ");
    let spec = |azure: &str, more: &str| {
        format!(
            "version: 1\nname: much\nazure: {{ location: westeurope, resource_group: rg{azure} }}\n{more}\n"
        )
    };
    let principal =
        |at: usize| format!("{{ principal_id: 3b1f6a52-7f0e-4a43-8d0c-{at:012}, principal_type: User }}");
    let deployers = format!(", access: {{ deployers: [{}] }}", list(900, &principal));
    insta::assert_snapshot!(past_limits(&spec(&deployers, "environments: { prod: , dev: { azure: { access: null } } }")), @"BRC9002 [{ principal_id: 3b1 /azure/access/deployers: the module `workspace` of `main.bicep` of `much` has 905 resources, and Azure Resource Manager takes 800 (name a group that holds them)");
    let containers = format!(", storage: {{ containers: [{}] }}", list(810, &|at| format!("container-{at}")));
    insta::assert_snapshot!(past_limits(&spec(&containers, "")), @"BRC9002 [container-0, contai /azure/storage/containers: the module `workspace` of `main.bicep` of `much` has 819 resources, and Azure Resource Manager takes 800 (make fewer containers, or split the spec)");
    let outputs = format!("outputs: {{ {} }}", list(70, &|at| format!("o{at}: x")));
    insta::assert_snapshot!(past_limits(&spec("", &outputs)), @"BRC9002 o69 /outputs: `main.bicep` of `much` has 73 outputs, and Azure Resource Manager takes 64 (hand fewer values on; `main.bicep` has a few outputs of its own)");
    let variables = list(260, &|at| format!("v{at}: {{ default: x }}"));
    let read: String = (0..260).map(|at| format!("${{var.v{at}}}")).collect();
    let variables = format!("variables: {{ {variables} }}\noutputs: {{ all: '{read}' }}");
    insta::assert_snapshot!(past_limits(&spec("", &variables)), @"BRC9002 v259 /variables: `main.bicep` of `much` has 267 parameters, and Azure Resource Manager takes 256 (declare fewer variables, or split the spec)");
}

#[test]
fn limits_are_counted() {
    let clusters: String = (0..801)
        .map(|at| format!("    c{at}: {{ cluster_name: c{at}, spark_version: 16.4.x-scala2.12, node_type_id: Standard_D4ds_v5, num_workers: 1 }}\n"))
        .collect();
    let spec = format!(
        "version: 1\nname: much\nazure: {}\nresources:\n  clusters:\n{clusters}",
        HALVES[0].1.replace("{ location", "{ route: custom-provider, location")
    );
    let files = project(&spec);
    let root = ProjectPath::root().join("bricep.yaml").unwrap();
    let model = spec::check(&files, &root, &Options::default()).model.unwrap();
    let found = generate(&model, &Assets::default(), "bricep.yaml").unwrap_err();
    let messages: Vec<&str> = found.iter().map(|diagnostic| &*diagnostic.message).collect();
    insta::assert_snapshot!(messages.join("\n"), @"the module `infrastructure` of `main.bicep` of `much` has 801 resources, and Azure Resource Manager takes 800");
}

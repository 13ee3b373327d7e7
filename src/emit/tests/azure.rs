//! What the Azure half says in the cases that are easy to get wrong.

use super::{EVERYTHING, HALVES, compile, project, text};
use crate::model::Route;
use crate::spec::Options;

const CLOSED: &str = "workspace: { public_network_access: false }, network: { address_prefix: 10.20.0.0/16, \
    host_subnet_prefix: 10.20.0.0/24, container_subnet_prefix: 10.20.1.0/24, endpoint_subnet_prefix: 10.20.2.0/24, \
    functions_subnet_prefix: 10.20.3.0/24 }";
const OPEN: &str = "network: { address_prefix: 10.20.0.0/16, host_subnet_prefix: 10.20.0.0/24, \
    container_subnet_prefix: 10.20.1.0/24 }";
const SCRIPT: &str = "script: { storage_account: \
    /subscriptions/s/resourceGroups/d/providers/Microsoft.Storage/storageAccounts/st, subnet: \
    /subscriptions/s/resourceGroups/d/providers/Microsoft.Network/virtualNetworks/v/subnets/s }";

/// A file that a spec with these settings gives.
fn file(settings: &str, more: &str, route: Route, path: &str) -> String {
    let spec = format!("version: 1\nname: lake\noutput: {{ templates: . }}\nazure: {{ {settings} }}\n{more}");
    let (_, _, files) = compile(&project(&spec), Some(route));
    text(&files, path).to_owned()
}

/// The declaration of a symbol, to its closing bracket.
fn declaration(file: &str, symbol: &str) -> String {
    let start = [format!("\nresource {symbol} "), format!("\nvar {symbol} "), format!("\nmodule {symbol} ")]
        .iter()
        .find_map(|head| file.find(head.as_str()))
        .unwrap_or_else(|| panic!("no {symbol}"));
    let rest = &file[start + 1..];
    let end = rest.find("\n}").or_else(|| rest.find('\n')).unwrap();
    rest[..end].to_owned()
}

/// Databricks guards its rules of the security group, and a deployment that leaves one out is refused.
#[test]
fn the_security_group_keeps_the_rules_of_databricks() {
    let rules = |settings: &str, more: &str| {
        let file = file(settings, more, Route::Direct, "databricks-workspace.bicep");
        let group = declaration(&file, "securityGroup");
        group.lines().find(|line| line.contains("securityRules")).unwrap().trim().to_owned()
    };
    assert_eq!(rules(CLOSED, ""), "securityRules: workerRules");
    assert_eq!(rules(OPEN, ""), "securityRules: concat(workerRules, controlPlaneRules)");
    let both = format!("environments: {{ dev: , prod: {{ azure: {{ {CLOSED} }} }} }}");
    assert_eq!(
        rules(OPEN, &both),
        "securityRules: environment == 'prod' ? workerRules : concat(workerRules, controlPlaneRules)"
    );
    assert_eq!(
        rules("location: westeurope", &both),
        "securityRules: workerRules",
        "only the closed environment makes a network"
    );
}

/// The app writes the package to an account that nothing reaches but by the endpoint.
#[test]
fn the_package_waits_for_the_way_to_its_account() {
    for (settings, waits) in [(CLOSED, true), (OPEN, false), ("location: westeurope", false)] {
        let file = file(settings, "", Route::DeploymentScript, "databricks-provider.bicep");
        assert_eq!(declaration(&file, "package").contains("packageEndpoint"), waits, "{settings}");
    }
}

/// Azure Resource Manager calls a custom provider's app from outside of every network.
#[test]
fn the_app_of_a_custom_provider_stays_reachable() {
    let app = |settings: &str, route| {
        let file = file(settings, "", route, "databricks-provider.bicep");
        (
            declaration(&file, "functionApp").contains("publicNetworkAccess: 'Disabled'"),
            file.contains("appEndpoint"),
        )
    };
    let hidden = format!("{CLOSED}, {SCRIPT}");
    assert_eq!(app(&hidden, Route::DeploymentScript), (true, true));
    assert_eq!(
        app(CLOSED, Route::DeploymentScript),
        (false, false),
        "scripts without a network come from outside"
    );
    assert_eq!(app(&hidden, Route::CustomProvider), (false, false));
    let zones = |route| file(&hidden, "", route, "databricks-workspace.bicep").contains("azurewebsites");
    assert!(zones(Route::DeploymentScript));
    assert!(!zones(Route::CustomProvider));
}

#[test]
fn a_vault_beside_a_url_is_watched_too() {
    let settings =
        "workspace: { url: 'https://adb-1.azuredatabricks.net' }, key_vault: { purge_protection: true }";
    for route in [Route::DeploymentScript, Route::CustomProvider] {
        let file = file(settings, "", route, "databricks-provider.bicep");
        assert!(declaration(&file, "vaultDiagnostics").contains("scope: keyVault"), "{file}");
    }
}

/// On the default route the app opens doors and holds no right in the workspace.
#[test]
fn the_app_has_no_role_on_the_workspace_but_as_custom_provider() {
    for settings in ["location: westeurope", CLOSED] {
        let provider = |route| file(settings, "", route, "databricks-provider.bicep");
        assert!(!provider(Route::DeploymentScript).contains("scope: workspace"));
        assert!(declaration(&provider(Route::CustomProvider), "workspaceRole").contains("contributor"));
    }
}

/// What the language reserves addresses for is what the templates make.
#[test]
fn the_endpoint_subnet_has_room_for_every_private_endpoint() {
    let vault = "key_vault: { existing: { resource_id: \
        /subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/k } }";
    let lake = "storage: { containers: [bronze] }";
    let named = "outputs: { lake: '${azure.access_connector_id}' }";
    let cases: [(Vec<&str>, &str); 6] = [
        (vec![], ""),
        (vec![], named),
        (vec![lake], ""),
        (vec![vault], ""),
        (vec![lake, SCRIPT], ""),
        (vec![vault, lake, SCRIPT], named),
    ];
    for (settings, more) in cases {
        let settings = [vec![CLOSED], settings].concat().join(", ");
        for route in Route::ALL {
            let spec = format!("version: 1\nname: lake\nazure: {{ {settings} }}\n{more}");
            let (_, _, files) = compile(&project(&spec), Some(route));
            let bicep = files.iter().filter(|file| file.path.ends_with(".bicep"));
            let made: usize =
                bicep.map(|file| file.text.matches("modules/private-endpoint.bicep'").count()).sum();
            // No address of these four is free.
            let narrow = project(&spec.replace("10.20.2.0/24", "10.20.2.0/30"));
            let options = Options { route: Some(route), ..Options::default() };
            let root = crate::source::ProjectPath::root().join("bricep.yaml").unwrap();
            let found = crate::spec::check(&narrow, &root, &options).diagnostics;
            let wanted = format!("has 0 addresses for {made} private endpoints");
            assert!(
                made > 0 && found.iter().any(|found| found.message.contains(&wanted)),
                "{wanted}: {found:#?}"
            );
        }
    }
}

/// `api_versions` knows every type of the templates, and no other.
#[test]
fn api_versions_may_be_given_for_the_types_of_the_templates() {
    let mut found = std::collections::BTreeSet::new();
    let every = [
        ("most", Route::DeploymentScript),
        ("adopted", Route::DeploymentScript),
        ("least", Route::CustomProvider),
    ];
    for (name, route) in every {
        let half = HALVES.iter().find(|(half, _)| *half == name).unwrap().1;
        let (_, _, files) = compile(&project(&format!("{EVERYTHING}\nazure: {half}\n")), Some(route));
        for file in files.iter().filter(|file| file.path.ends_with(".bicep")) {
            let types = file
                .text
                .lines()
                .filter_map(|line| line.strip_prefix("resource ")?.split(['\'', '@']).nth(1));
            found.extend(types.map(str::to_owned));
        }
        found.extend(text(&files, "main.json").split("\"type\": \"").skip(1).filter_map(|rest| {
            rest.split('"').next().filter(|word| word.starts_with("Microsoft.")).map(str::to_owned)
        }));
    }
    // Types of the custom provider have its version.
    found.retain(|known| !known.starts_with("Microsoft.CustomProviders/resourceProviders/"));
    let known: std::collections::BTreeSet<String> =
        crate::arm::api_versions::resource_types().map(str::to_owned).collect();
    assert_eq!(found, known);
}

#[test]
fn the_case_of_a_type_does_not_matter_to_its_version() {
    let settings = "api_versions: { microsoft.databricks/Workspaces: 2030-01-01 }";
    let file = file(settings, "", Route::Direct, "databricks-workspace.bicep");
    assert!(declaration(&file, "workspace").contains("'Microsoft.Databricks/workspaces@2030-01-01'"));
}

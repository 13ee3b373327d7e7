//! What rules about templates say nothing of: what is right, and what comes out at the deployment alone.

use super::{bicep, found};

/// A definition of a custom provider with these types and actions.
fn provider(types: &str, actions: &str) -> String {
    format!(
        "param app string\nparam list array\nparam key string\nresource provider 'Microsoft.CustomProviders/resourceProviders@2018-09-01-preview' = {{\n  name: 'p'\n  properties: {{\n    resourceTypes: {types}\n    actions: {actions}\n  }}\n}}\n"
    )
}

fn scope(kind: &str) -> String {
    format!(
        "resource keys 'Microsoft.CustomProviders/resourceProviders/{kind}@2018-09-01-preview' = {{\n  parent: provider\n  name: 'keys'\n  properties: {{\n    scope: 'keys'\n  }}\n}}\n"
    )
}

fn script(identity: &str, content: &str) -> String {
    format!(
        "param id string\nresource run 'Microsoft.Resources/deploymentScripts@2023-08-01' = {{\n  name: 'run'\n  kind: 'AzureCLI'\n{identity}  properties: {{\n    azCliVersion: '2.60.0'\n    {content}\n  }}\n}}\n"
    )
}

#[test]
fn types_and_actions_that_are_not_to_be_seen() {
    for types in ["list", "[for one in list: {\n  name: one\n}]", "concat(list, [])", "[list[0]]"] {
        assert_eq!(bicep(&(provider(types, "[]") + &scope("secretScopes"))), "", "{types}");
    }
    // Providers of other things, and types below types.
    assert_eq!(bicep(&scope("associations").replace("parent: provider", "scope: other")), "");
    // What nothing defines here may be defined elsewhere.
    let existing = "resource provider 'Microsoft.CustomProviders/resourceProviders@2018-09-01-preview' existing = {\n  name: 'p'\n}\n";
    assert_eq!(bicep(&(existing.to_owned() + &scope("SECRETSCOPES"))), "");
    let call = "output state string = string(provider.listAnything('2018-09-01-preview'))\n";
    assert_eq!(bicep(&(existing.to_owned() + call)), "");
}

#[test]
fn endpoints_that_may_be_right() {
    for endpoint in [
        "app",
        "'${app}/api'",
        "'HTTPS://example.com/api'",
        "'https://${app}.azurewebsites.net/api?code=${key}'",
        "'https://${app}.azurewebsites.net/api${key}'",
        "'https://${app}.azurewebsites.net/{requestPath}?code=${key}'",
        "uri(app, 'api')",
    ] {
        let types =
            format!("[\n      {{\n        name: 'clusters'\n        endpoint: {endpoint}\n      }}\n    ]");
        assert_eq!(bicep(&provider(&types, "[]")), "", "{endpoint}");
    }
}

#[test]
fn functions_of_other_resources() {
    let text = "param id string\nresource app 'Microsoft.Web/sites@2025-03-01' existing = {\n  name: 'app'\n}\nresource vault 'Microsoft.KeyVault/vaults@2026-02-01' existing = {\n  name: 'vault'\n}\noutput a string = app.listKeys().key\nmodule m 'm.bicep' = {\n  params: {\n    secret: vault.getSecret('s')\n  }\n}\n";
    assert_eq!(found(&[("main.bicep", text), ("m.bicep", "@secure()\nparam secret string\n")]), "");
}

#[test]
fn scripts_that_may_be_right() {
    let user = "  identity: {\n    type: 'UserAssigned'\n    userAssignedIdentities: {\n      '${id}': {}\n    }\n  }\n";
    for (identity, content) in [
        ("", "scriptContent: 'az version'"),
        ("", "scriptContent: 'az login --identity; az rest --url x'"),
        ("", "primaryScriptUri: id"),
        ("", "scriptContent: loadTextContent('gone.sh')"),
        (user, "scriptContent: 'az rest --url x'"),
        ("  identity: id == '' ? null : {\n    type: 'SystemAssigned'\n  }\n", "scriptContent: 'echo'"),
        (user, "scriptContent: 'curl $HOST/api/2.1/jobs/runs/get?run_id=1'"),
        (
            user,
            "scriptContent: 'az rest --url $ID/providers/Microsoft.CustomProviders/resourceProviders/p/startCluster'",
        ),
        (
            user,
            "scriptContent: 'az rest --url $P/resourceProviders/p/$KIND/a/b/c?api-version=2018-09-01-preview'",
        ),
    ] {
        assert_eq!(bicep(&script(identity, content)), "", "{identity}{content}");
    }
    for (content, read) in [
        ("scriptContent: 'echo > $AZ_SCRIPTS_OUTPUT_PATH'", "run.properties.outputs.x"),
        ("scriptContent: '$DeploymentScriptOutputs[1] = 2'", "run.properties.outputs.x"),
        ("scriptContent: 'echo'", "run.properties.?outputs.?x ?? ''"),
        ("scriptContent: id", "run.properties.outputs.x"),
        ("scriptContent: 'echo'\n    supportingScriptUris: [\n      id\n    ]", "run.properties.outputs.x"),
    ] {
        assert_eq!(
            bicep(&(script("", content) + "output x string = " + read + "\n")),
            "",
            "{content} {read}"
        );
    }
}

#[test]
fn a_script_that_is_a_file_is_read() {
    let text = script("", "scriptContent: loadTextContent('run.sh')");
    let told = found(&[("main.bicep", &text), ("run.sh", "az rest --url x\n")]);
    assert!(told.contains("BRC4209 `loadTextContent('run.sh')`"), "{told}");
}

#[test]
fn identities_that_have_a_role_somewhere() {
    let identity =
        "resource me 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {\n  name: 'me'\n}\n";
    let user = "  identity: {\n    type: 'UserAssigned'\n    userAssignedIdentities: {\n      '${me.id}': {}\n    }\n  }\n";
    let script = script(user, "scriptContent: 'az rest'").replace("param id string\n", "");
    let role = "resource role 'Microsoft.Authorization/roleAssignments@2022-04-01' = {\n  name: 'r'\n}\n";
    let with = |more: &str, module: &str| {
        found(&[("main.bicep", &format!("{identity}{script}{more}")), ("roles.bicep", module)])
    };
    assert!(with("", "").contains("BRC4208"));
    assert_eq!(with(role, ""), "");
    assert_eq!(with("module roles 'roles.bicep' = {}\n", role), "");
    // What is not to be seen may give one.
    assert_eq!(with("module roles 'br:registry.example/roles:v1' = {}\n", ""), "");
}

#[test]
fn parameters_that_come_from_somewhere() {
    let module = "param a string\nparam b string = ''\nparam c string?\nparam d {\n  e: string\n}?\nparam f 'x' | 'y' = 'x'\n";
    let given = |params: &str| {
        found(&[
            ("main.bicep", &format!("param all object\nmodule m 'm.bicep' = {{\n{params}}}\n")),
            ("m.bicep", module),
        ])
    };
    for params in
        ["  params: {\n    a: 'a'\n  }\n", "  params: all\n", "  params: {\n    ...all\n  }\n", "  ...all\n"]
    {
        assert_eq!(given(params), "", "{params}");
    }
    assert!(given("").contains("BRC4212") && given("  params: {}\n").contains("BRC4212"));
    let own = "import { other as theirs } from 'types.bicep'\nimport * as all from 'types.bicep'\ntype open = string?\nparam a open\nparam b theirs\nparam c all.other\n";
    assert_eq!(found(&[("main.bicep", "module m 'm.bicep' = {}\n"), ("m.bicep", own)]), "");
    let values = |text: &str| found(&[("main.bicepparam", text), ("m.bicep", module)]);
    assert_eq!(values("using 'm.bicep'\nparam a = 'a'\nvar x = 1\nparam d = {\n  e: 'x'\n}\n"), "");
    assert_eq!(values("using none\nextends 'base.bicepparam'\nparam z = 'a'\n"), "");
    let told = values("using 'm.bicep'\nparam aa = 'a'\n");
    assert!(told.contains("BRC4212") && told.contains("BRC4213 `aa`"), "{told}");
}

#[test]
fn names_and_places_that_follow_the_deployment() {
    let store = |name: &str, location: &str| {
        bicep(&format!(
            "param n string\nvar v = 'st${{uniqueString(n)}}'\nresource s 'Microsoft.Storage/storageAccounts@2025-01-01' = {{\n  name: {name}\n  location: {location}\n}}\n"
        ))
    };
    for name in ["n", "v", "'st${uniqueString(resourceGroup().id)}'", "toLower(n)"] {
        for location in ["n", "resourceGroup().location", "'global'", "'${n}'"] {
            assert_eq!(store(name, location), "", "{name} {location}");
        }
    }
    assert!(store("'stlake'", "n").contains("BRC4222") && store("n", "'westeurope'").contains("BRC4218"));
    // A default that every deployment of the run replaces is no name.
    let module = "param name string = 'stlake'\nresource s 'Microsoft.Storage/storageAccounts@2025-01-01' = {\n  name: name\n}\n";
    let main = "param name string\nmodule m 'm.bicep' = {\n  params: {\n    name: name\n  }\n}\n";
    assert_eq!(found(&[("main.bicep", main), ("m.bicep", module)]), "");
    assert!(found(&[("m.bicep", module)]).contains("BRC4222"));
}

#[test]
fn directives_of_bicep_count_for_rules_of_its_linter() {
    let resource = "resource a 'Microsoft.Web/sites@2025-03-01' existing = {\n  name: 'a'\n}\n";
    let rule = "no-unused-existing-resources";
    assert_eq!(bicep(&format!("#disable-diagnostics {rule}\n\n{resource}")), "");
    assert_eq!(bicep(&format!("#disable-next-line BCP081 {rule} // read by hand\n{resource}")), "");
    for other in
        ["#disable-next-line no-unused-params\n", "#disable-next-line no-unused-existing-resources\n\n"]
    {
        assert!(bicep(&format!("{other}{resource}")).contains("BRC4221"), "{other}");
    }
    assert!(bicep(&format!("{resource}#disable-diagnostics {rule}\n")).contains("BRC4221"));
}

#[test]
fn references_that_order_nothing() {
    let resource = |symbol: &str, body: &str| {
        format!(
            "resource {symbol} 'Microsoft.Web/serverfarms@2025-03-01' = {{\n  name: '{symbol}'\n{body}}}\n"
        )
    };
    let depends = "  dependsOn: [\n    a\n  ]\n";
    assert_eq!(bicep(&(resource("a", "") + &resource("b", depends))), "");
    assert!(
        bicep(&(resource("a", "") + &resource("b", &format!("  kind: a.name\n{depends}"))))
            .contains("BRC4220")
    );
}

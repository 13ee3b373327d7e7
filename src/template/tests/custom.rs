//! Resources of a custom provider: schema and rules of their kind, in the words of the template.

use insta::assert_snapshot;

use super::bicep;

/// A Bicep file with a provider, a parameter, and this.
fn with(body: &str) -> String {
    bicep(&format!(
        "param env string\nparam bid string?\nresource provider 'Microsoft.CustomProviders/resourceProviders@2018-09-01-preview' existing = {{\n  name: 'p'\n}}\n{body}"
    ))
}

fn cluster(symbol: &str, around: &str, properties: &str) -> String {
    format!(
        "resource {symbol} 'Microsoft.CustomProviders/resourceProviders/clusters@2018-09-01-preview' = {around}{{\n  parent: provider\n  name: '{symbol}'\n  properties: {{\n    clusterName: '{symbol}'\n    sparkVersion: '16.4.x-scala2.12'\n    nodeTypeId: 'Standard_D4ds_v5'\n    autoterminationMinutes: 30\n{properties}\n  }}\n}}\n"
    )
}

#[test]
fn the_schema_speaks_of_fields_as_they_are_spelt_here() {
    assert_snapshot!(with(&cluster("a", "", "    numWorkrs: 2\n    azureAttributes: { spotBidPricePercent: 100 }\n    custom_tags: { a: 'b' }\n    dataSecurityMode: 'USER_ISOLATON'")), @"
    main.bicep:14:5 BRC2001 `numWorkrs` unknown property `numWorkrs` of a cluster
        /resources/a/properties/numWorkrs: did you mean `numWorkers`?
    main.bicep:15:24 BRC2001 `spotBidPricePercent` unknown property `spotBidPricePercent` in `azureAttributes`
        /resources/a/properties/azureAttributes/spotBidPricePercent: it takes `availability`, `capacityReservationGroup`, `firstOnDemand`, `logAnalyticsInfo` and `spotBidMaxPrice`
    main.bicep:16:5 BRC2001 `custom_tags` unknown property `custom_tags`
        /resources/a: templates spell it `customTags`
    main.bicep:17:23 BRC2004 `'USER_ISOLATON'` unknown value `USER_ISOLATON` of `dataSecurityMode`
        /resources/a/properties/dataSecurityMode: did you mean `USER_ISOLATION`? the values are `DATA_SECURITY_MODE_AUTO`, `DATA_SECURITY_MODE_DEDICATED`, `DATA_SECURITY_MODE_STANDARD`, `LEGACY_PASSTHROUGH`, `LEGACY_SINGLE_USER`, `LEGACY_SINGLE_USER_STANDARD`, `LEGACY_TABLE_ACL`, `NONE`, `SINGLE_USER` and `USER_ISOLATION`
    ");
}

#[test]
fn rules_speak_of_fields_as_they_are_spelt_here() {
    assert_snapshot!(with(&cluster("a", "", "    autoscale: { minWorkers: 8, maxWorkers: 3 }")), @"
    main.bicep:14:30 BRC4001 `8` the cluster `a` has at least 8 workers and at most 3
        /resources/a/properties/autoscale/minWorkers: write a `minWorkers` that is not above `maxWorkers`
        main.bicep:14:45 the most
    ");
}

#[test]
fn what_comes_out_at_the_deployment_is_unknown() {
    let sized = "    autoscale: env == 'prod' ? { minWorkers: 8, maxWorkers: 3 } : null\n    numWorkers: env == 'prod' ? null : 2";
    let spread = "    ...env == 'prod' ? {} : {}";
    let text = "    numWorkers: int(env)\n    azureAttributes: { spotBidMaxPrice: json(bid ?? '-1'), availability: '${env}_AZURE' }";
    for properties in [sized, spread, text] {
        assert_eq!(with(&cluster("a", "", properties)), "", "{properties}");
    }
}

#[test]
fn resources_of_which_one_is_deployed_may_share_a_name() {
    let scope = |symbol: &str, around: &str| {
        format!(
            "resource {symbol} 'Microsoft.CustomProviders/resourceProviders/secretScopes@2018-09-01-preview' = {around}{{\n  parent: provider\n  name: '{symbol}'\n  properties: {{ scope: 'keys' }}\n}}\n"
        )
    };
    let twice = |first: &str, second: &str| with(&(scope("a", first) + &scope("b", second)));
    assert_eq!(twice("if (env == 'x') ", "if (env != 'x') "), "");
    assert_snapshot!(twice("", ""), @"
    main.bicep:14:24 BRC4014 `'keys'` two resources of `secretScopes` have the name `keys`
        /resources/b/properties/scope: give each its own name
        main.bicep:9:24 the first one
    ");
}

#[test]
fn each_file_is_told_once_that_custom_providers_are_retired() {
    let scope = "resource a 'Microsoft.CustomProviders/resourceProviders/secretScopes@2018-09-01-preview' = {\n  name: 'p/a'\n  properties: { scope: 'a' }\n}\n";
    let twice = scope.to_owned() + &scope.replace("'a'", "'b'").replace("resource a", "resource b");
    let checked = super::check(&[("main.bicep", &twice)]);
    let found: Vec<_> = checked.diagnostics.iter().map(|found| (found.code.id, &*found.path)).collect();
    assert_eq!(found, [(super::RETIRED, "/resources/a")]);
    assert_eq!(checked.resources, 2);
}

#[test]
fn resources_are_found_wherever_they_stand() {
    let body = "{\n    name: 'x'\n    properties: {\n      scope: 'a'\n      nope: 1\n    }\n  }\n";
    let kind = "Microsoft.CustomProviders/resourceProviders";
    let main = format!(
        "param names array\nresource provider '{kind}@2018-09-01-preview' existing = {{\n  name: 'p'\n  resource nested 'secretScopes' = {body}}}\nresource looped '{kind}/secretScopes@2018-09-01-preview' = [for name in names: if (name != '') {body}]\nresource chosen '{kind}/secretScopes@2018-09-01-preview' = if (empty(names)) {body}module m 'm.bicep' = {{}}\n"
    );
    let module = format!("resource inside '{kind}/secretScopes@2018-09-01-preview' = {body}");
    assert_snapshot!(super::found(&[("main.bicep", &main), ("m.bicep", &module)]), @"
    main.bicep:8:7 BRC2001 `nope` unknown property `nope` of a secret scope
        /resources/nested/properties/nope: it takes `scope`, `backendAzureKeyvault`, `initialManagePrincipal`, `scopeBackendType`, `secrets`, `permissions` and `lifecycle`
    main.bicep:16:7 BRC2001 `nope` unknown property `nope` of a secret scope
        /resources/looped/properties/nope: it takes `scope`, `backendAzureKeyvault`, `initialManagePrincipal`, `scopeBackendType`, `secrets`, `permissions` and `lifecycle`
    main.bicep:24:7 BRC2001 `nope` unknown property `nope` of a secret scope
        /resources/chosen/properties/nope: it takes `scope`, `backendAzureKeyvault`, `initialManagePrincipal`, `scopeBackendType`, `secrets`, `permissions` and `lifecycle`
    m.bicep:5:7 BRC2001 `nope` unknown property `nope` of a secret scope
        /resources/inside/properties/nope: it takes `scope`, `backendAzureKeyvault`, `initialManagePrincipal`, `scopeBackendType`, `secrets`, `permissions` and `lifecycle`
    ");
}

#[test]
fn references_to_other_resources_are_followed() {
    let pool = "resource pool 'Microsoft.CustomProviders/resourceProviders/instancePools@2018-09-01-preview' = {\n  parent: provider\n  name: 'pool'\n  properties: {\n    instancePoolName: 'pool'\n    nodeTypeId: 'Standard_D4ds_v5'\n    maxCapacity: 2\n    idleInstanceAutoterminationMinutes: 15\n    minIdleInstances: 0\n  }\n}\n";
    let properties = "    instancePoolId: pool.properties.instancePoolId\n    numWorkers: 8";
    let cluster = cluster("a", "", properties).replace("    nodeTypeId: 'Standard_D4ds_v5'\n", "");
    assert_snapshot!(with(&(pool.to_owned() + &cluster)), @"
    main.bicep:25:17 BRC4250 `8` the cluster `a` takes 9 VMs from the instance pool `pool`, which may have 2
        /resources/a/properties/numWorkers: raise `maxCapacity` of the pool, or take fewer workers
        main.bicep:12:18 the most
    ");
}

#[test]
fn a_type_that_is_spelt_wrong_is_told_once() {
    let definition = "resource provider 'Microsoft.CustomProviders/resourceProviders@2018-09-01-preview' = {\n  name: 'p'\n  properties: {\n    resourceTypes: []\n    actions: []\n  }\n}\n";
    let told = |kind: &str| {
        let resource = format!(
            "resource a 'Microsoft.CustomProviders/resourceProviders/{kind}@2018-09-01-preview' = {{\n  parent: provider\n  name: 'a'\n  properties: {{ scope: 'a' }}\n}}\n"
        );
        bicep(&(definition.to_owned() + &resource))
    };
    for (kind, meant) in [("instance-pools", "instancePools"), ("secret-scopes", "secretScopes")] {
        let told = told(kind);
        assert!(told.contains("BRC4201") && told.contains(&format!("did you mean `{meant}`?")), "{told}");
        assert!(!told.contains("BRC4202"), "{told}");
    }
    assert!(told("secretScopes").contains("BRC4202"));
}

#[test]
fn a_cluster_with_an_access_mode_is_not_told_to_take_one() {
    let profile = "    numWorkers: 2\n    sparkConf: { 'spark.databricks.cluster.profile': 'serverless' }\n";
    let told = |mode: &str| with(&cluster("a", "", &format!("{profile}{mode}")));
    let both = "remove the profile, and write `dataSecurityMode: USER_ISOLATION`\n";
    assert!(told("").contains(both), "{}", told(""));
    let moded = told("    dataSecurityMode: 'USER_ISOLATION'");
    assert!(moded.contains(": remove the profile\n"), "{moded}");
}

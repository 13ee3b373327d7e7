use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn the_retired_route_is_a_warning() {
    assert_snapshot!(found("azure: { location: westeurope, resource_group: rg, route: custom-provider }"), @"
    bricep.yaml:3:59: warning[BRC9001] retired-custom-providers: Azure blocked writes to custom resource providers on 2026-07-31 and retired them on 2026-10-31 (the templates compile and then fail at deployment; `route: deployment-script` works today)
        `custom-provider` /azure/route
    ");
    silent(&[
        "azure: { location: westeurope, resource_group: rg, route: deployment-script }",
        "azure: { location: westeurope, resource_group: rg, route: direct }",
        "azure: { location: westeurope, resource_group: rg }",
    ]);
}

#[test]
fn all_environments_take_one_route() {
    assert_snapshot!(found("
        azure: { location: westeurope, resource_group: rg }
        environments: { prod: { azure: { route: direct } } }
    "), @"
    bricep.yaml:4:34: error[BRC2001] unknown-property: unknown property `route` in `azure` (remove it: all environments take one route)
        `route` /environments/prod/azure/route
    ");
    assert_snapshot!(found("azure: { route: '${var.r}' }\nvariables: { r: { default: direct } }"), @"
    bricep.yaml:3:17: error[BRC2004] unknown-value: unknown value `${var.r}` of `route` (the values are `deployment-script`, `custom-provider` and `direct`)
        `'${var.r}'` /azure/route
    ");
    assert_snapshot!(found("azure: { route: driect }"), @"
    bricep.yaml:3:17: error[BRC2004] unknown-value: unknown value `driect` of `route` (did you mean `direct`? the values are `deployment-script`, `custom-provider` and `direct`) [fixable]
        `driect` /azure/route
    ");
}

#[test]
fn a_closed_workspace_needs_a_network() {
    assert_snapshot!(found("azure: { workspace: { public_network_access: false } }"), @"
    bricep.yaml:3:46: error[BRC3021] invalid-azure-setting: a workspace without public network access needs a network (add `network` to `azure`: address ranges, or `existing: { resource_id: …, … }`)
        `false` /azure/workspace/public_network_access
    ");
    assert_snapshot!(found("
        azure: { location: westeurope }
        environments:
          dev:
          prod: { azure: { workspace: { public_network_access: false } } }
    "), @"
    bricep.yaml:6:56: error[BRC3021] invalid-azure-setting: a workspace without public network access needs a network in environment `prod` (add `network` to `azure`: address ranges, or `existing: { resource_id: …, … }`)
        `false` /azure/workspace/public_network_access
    ");
    silent(&["
        azure:
          workspace: { public_network_access: false }
          network: { address_prefix: 10.0.0.0/16, host_subnet_prefix: 10.0.1.0/24, container_subnet_prefix: 10.0.2.0/24,
            endpoint_subnet_prefix: 10.0.3.0/24, functions_subnet_prefix: 10.0.4.0/24 }
    ", "
        azure:
          route: direct
          workspace: { public_network_access: false }
          network: { address_prefix: 10.0.0.0/16, host_subnet_prefix: 10.0.1.0/24, container_subnet_prefix: 10.0.2.0/24,
            endpoint_subnet_prefix: 10.0.3.0/24 }
    "]);
}

#[test]
fn a_closed_workspace_needs_subnets_for_what_reaches_it() {
    assert_snapshot!(found("
        azure:
          workspace: { public_network_access: false }
          network: { address_prefix: 10.0.0.0/16, host_subnet_prefix: 10.0.1.0/24, container_subnet_prefix: 10.0.2.0/24 }
    "), @"
    bricep.yaml:5:12: error[BRC2003] missing-property: the network has no `endpoint_subnet_prefix` (add `endpoint_subnet_prefix`, such as `10.0.0.0/20`)
        `{ address_prefix: 10.0.0.0/16, host_subn…` /azure/network
    bricep.yaml:5:12: error[BRC2003] missing-property: the network has no `functions_subnet_prefix` (add `functions_subnet_prefix`, such as `10.0.0.0/20`)
        `{ address_prefix: 10.0.0.0/16, host_subn…` /azure/network
    ");
    assert_snapshot!(found("
        azure:
          workspace: { public_network_access: false }
          network: { existing: { resource_id: /subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v, host_subnet: h, container_subnet: c } }
    "), @"
    bricep.yaml:5:24: error[BRC2003] missing-property: the network has no `endpoint_subnet`, which a workspace without public network access needs (add `endpoint_subnet`, the name of a subnet)
        `{ resource_id: /subscriptions/s/resource…` /azure/network/existing
    bricep.yaml:5:24: error[BRC2003] missing-property: the network has no `functions_subnet`, which a workspace without public network access needs (add `functions_subnet`, the name of a subnet)
        `{ resource_id: /subscriptions/s/resource…` /azure/network/existing
    ");
}

#[test]
fn what_azure_would_refuse_at_deployment() {
    assert_snapshot!(found("
        azure:
          workspace: { sku: standard, public_network_access: false }
          network: { address_prefix: 10.0.0.0/16, host_subnet_prefix: 10.0.1.0/24, container_subnet_prefix: 10.0.2.0/27,
            endpoint_subnet_prefix: 10.0.3.0/24, functions_subnet_prefix: 10.0.4.0/24 }
    "), @"
    bricep.yaml:4:21: error[BRC2004] unknown-value: unknown value `standard` of `sku` (Azure has made no workspaces of that tier since 2026-04-01, and upgraded the others on 2026-10-01; the only value is `premium`)
        `standard` /azure/workspace/sku
    bricep.yaml:5:101: error[BRC3021] invalid-azure-setting: `container_subnet_prefix` is smaller than Databricks takes (write a prefix of 26 bits or fewer, such as `10.0.0.0/26`; a cluster takes an address of it for each node)
        `10.0.2.0/27` /azure/network/container_subnet_prefix
    ");
    assert_snapshot!(found("
        azure:
          workspace:
            customer_managed_key:
              key_vault_resource_id: /subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/k
              key_name: k
              key_version: 0f1e2d3c4b5a69788796a5b4c3d2e1f0
          network: { existing: { resource_id: /subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v, host_subnet: h, container_subnet: H } }
    "), @"
    bricep.yaml:9:154: error[BRC3021] invalid-azure-setting: `container_subnet` is the same subnet as `host_subnet` (give each its own subnet)
        `H` /azure/network/existing/container_subnet
        bricep.yaml:9:133: the other subnet: `h`
    ");
    assert_snapshot!(found("
        azure:
          access:
            deployers:
              - { principal_id: 3b1f6a52-7f0e-4a43-8d0c-5a8f3b6c1d0a, principal_type: Group }
              - { principal_id: 3B1F6A52-7f0e-4a43-8d0c-5a8f3b6c1d0a, principal_type: User }
            secret_officers: [{ principal_id: 3b1f6a52-7f0e-4a43-8d0c-5a8f3b6c1d0a, principal_type: Group }]
    "), @"
    bricep.yaml:7:25: error[BRC3021] invalid-azure-setting: `3b1f6a52-7f0e-4a43-8d0c-5a8f3b6c1d0a` stands twice in `deployers` (keep one of them)
        `3B1F6A52-7f0e-4a43-8d0c-5a8f3b6c1d0a` /azure/access/deployers
        bricep.yaml:6:25: the first one: `3b1f6a52-7f0e-4a43-8d0c-5a8f3b6c1d0a`
    ");
    silent(&["azure: { workspace: { sku: premium } }", "
        azure:
          network: { address_prefix: 10.0.0.0/24, host_subnet_prefix: 10.0.0.0/26, container_subnet_prefix: 10.0.0.64/26 }
    "]);
}

#[test]
fn beside_a_url_there_is_no_access_to_close() {
    assert_snapshot!(found("azure: { workspace: { url: 'https://adb-1.azuredatabricks.net', public_network_access: false } }"), @"
    bricep.yaml:3:65: error[BRC2010] conflicting-properties: `url` and `public_network_access` exclude each other (keep one of them)
        `public_network_access` /azure/workspace
        bricep.yaml:3:23: `url` stands here: `url`
    ");
}

const WORKSPACE: &str = "existing: { resource_id: /subscriptions/s/resourceGroups/g/providers/Microsoft.Databricks/workspaces/w }";
const NETWORK: &str = "existing: { resource_id: /subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v, \
                       host_subnet: h, container_subnet: c, endpoint_subnet: e, functions_subnet: f }";

#[test]
fn what_exists_may_stand_beside_what_is_made() {
    silent(&[
        &format!("azure: {{ workspace: {{ {WORKSPACE} }} }}"),
        &format!(
            "azure: {{}}\nenvironments: {{ dev: , prod: {{ azure: {{ workspace: {{ {WORKSPACE} }} }} }} }}"
        ),
        &format!("azure: {{ network: {{ {NETWORK} }} }}"),
        &format!(
            "azure: {{ workspace: {{ public_network_access: false, {WORKSPACE} }}, network: {{ {NETWORK} }} }}"
        ),
        "azure: {}\nenvironments: { dev: {}, prod: { azure: { storage: { containers: [bronze] } } } }",
    ]);
}

#[test]
fn what_exists_keeps_its_network() {
    assert_snapshot!(found(&format!("azure: {{ workspace: {{ {WORKSPACE} }}, network: {{ {NETWORK} }} }}")), @"
    bricep.yaml:3:140: error[BRC3021] invalid-azure-setting: `network` has no effect beside a workspace that exists and has public network access (leave it out, or set `workspace: { public_network_access: false }`)
        `{ existing: { resource_id: /subscription…` /azure/network
    ");
    assert_snapshot!(found(&format!("
        azure:
          workspace: {{ {WORKSPACE} }}
          network: {{ address_prefix: 10.0.0.0/16, host_subnet_prefix: 10.0.1.0/24, container_subnet_prefix: 10.0.2.0/24 }}
    ")), @"
    bricep.yaml:5:12: error[BRC3021] invalid-azure-setting: a workspace that exists cannot be put into a network that is made (give the network that it is in: `network: { existing: { resource_id: …, … } }`)
        `{ address_prefix: 10.0.0.0/16, host_subn…` /azure/network
    ");
    assert_snapshot!(found(&format!("
        azure:
          network: {{ address_prefix: 10.0.0.0/16, {NETWORK}, private_dns_zones: {{ resource_group_id: /subscriptions/s/resourceGroups/d }} }}
    ")), @"
    bricep.yaml:4:30: error[BRC3021] invalid-azure-setting: a network is made or exists, and this one has address ranges and `existing` (keep one of them)
        `10.0.0.0/16` /azure/network
        bricep.yaml:4:53: the network that exists: `{ resource_id: /subscriptions/s/resource…`
    bricep.yaml:4:248: error[BRC3021] invalid-azure-setting: `private_dns_zones` has no effect where the workspace has public network access (leave it out, or set `workspace: { public_network_access: false }`)
        `{ resource_group_id: /subscriptions/s/re…` /azure/network/private_dns_zones
    ");
    assert_snapshot!(found("azure: { key_vault: { existing: { resource_id: /subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/v } } }"), @"
    bricep.yaml:3:48: error[BRC2006] pattern-mismatch: `/subscriptions/s/resourceGroups/g/providers/Microsoft.Storag…` does not fit `resource_id` (write the resource id of a Key Vault, `/subscriptions/…/resourceGroups/…/providers/Microsoft.KeyVault/vaults/…`)
        `/subscriptions/s/resourceGroups/g/provid…` /azure/key_vault/existing/resource_id
    ");
}

#[test]
fn ways_to_give_a_workspace_exclude_each_other() {
    assert_snapshot!(found("azure: { workspace: { url: 'https://adb-1.2.azuredatabricks.net', sku: premium } }"), @"
    bricep.yaml:3:67: error[BRC2010] conflicting-properties: `url` and `sku` exclude each other (keep one of them)
        `sku` /azure/workspace
        bricep.yaml:3:23: `url` stands here: `url`
    ");
    assert_snapshot!(found("
        azure: { workspace: { url: 'https://adb-1.2.azuredatabricks.net' } }
        environments:
          dev:
          prod: { azure: { workspace: { url: null, existing: { resource_id: /subscriptions/a/resourceGroups/b/providers/Microsoft.Databricks/workspaces/w } } } }
    "), @"
    bricep.yaml:6:54: error[BRC3021] invalid-azure-setting: the workspace is not given by `url`, unlike that of `dev`, in environment `prod` (give `url` in every environment, or use `existing: { resource_id: … }`, which can stand beside a workspace that is made)
        `{ resource_id: /subscriptions/a/resource…` /azure/workspace
    ");
}

#[test]
fn merged_settings_are_checked_too() {
    assert_snapshot!(found("
        azure: { workspace: { url: 'https://adb-1.2.azuredatabricks.net' } }
        environments:
          dev:
          prod: { azure: { workspace: { sku: premium } } }
    "), @"
    bricep.yaml:6:33: error[BRC2010] conflicting-properties: `url` and `sku` exclude each other in environment `prod` (keep one of them)
        `sku` /environments/prod/azure/workspace
        bricep.yaml:3:23: `url` stands here: `url`
    ");
}

#[test]
fn overlays_that_remove_nothing_are_reported() {
    assert_snapshot!(found("
        azure: { location: westeurope, tags: { owner: me } }
        environments: { dev: , prod: { azure: { key_vault: null, tags: { ownr: null, owner: null } } } }
    "), @"
    bricep.yaml:4:41: error[BRC3011] unknown-overlay: `key_vault` is removed here, but it is not set in environment `prod` (leave the line out: `null` removes what the spec sets for all environments)
        `key_vault` /environments/prod/azure/key_vault
    bricep.yaml:4:66: error[BRC3011] unknown-overlay: `ownr` is removed here, but it is not set in environment `prod` (did you mean `owner`?)
        `ownr` /environments/prod/azure/tags/ownr
    ");
}

#[test]
fn what_azure_gets_is_known_when_the_spec_is_compiled() {
    assert_snapshot!(found("
        variables: { region: {}, group: { type: string, default: 5 } }
        azure: { location: '${var.region}', resource_group: '${var.group}', tags: { region: '${var.region}' } }
    "), @r#"
    bricep.yaml:3:58: error[BRC3008] invalid-variable-value: `group` is text, and this is a number (put it in quotes: "5")
        `5` /variables/group/default
        bricep.yaml:3:26: the variable: `group`
    bricep.yaml:4:20: error[BRC3016] misplaced-interpolation: `${var.region}` has no value when the spec is compiled (give the variable a default or a value in each environment; what Azure gets depends on it)
        `'${var.region}'` /azure/location
    "#);
    assert_snapshot!(found("
        variables: { region: { default: westeurope } }
        environments: { dev: , prod: { variables: { region: West Europe } } }
        azure: { location: '${var.region}' }
    "), @"
    bricep.yaml:5:20: error[BRC2006] pattern-mismatch: `West Europe` does not fit `location` in environment `prod` (write the short name of an Azure region, such as `westeurope`)
        `'${var.region}'` /azure/location
        bricep.yaml:4:53: the value of `region`: `West Europe`
    ");
}

#[test]
fn settings_without_effect_are_refused() {
    assert_snapshot!(found("
        azure:
          workspace: { url: 'https://adb-1.2.azuredatabricks.net' }
          storage: { containers: [bronze] }
          key_vault: { existing: { resource_id: /subscriptions/a/resourceGroups/b/providers/Microsoft.KeyVault/vaults/c } }
    "), @"
    bricep.yaml:5:12: error[BRC3021] invalid-azure-setting: `storage` has no effect beside a workspace given by `url` (leave it out, or give the workspace by `existing: { resource_id: … }`)
        `{ containers: [bronze] }` /azure/storage
    ");
    assert_snapshot!(found("
        azure:
          route: direct
          workspace: { url: 'https://adb-1.2.azuredatabricks.net' }
          key_vault: { purge_protection: true }
          access: { secret_officers: [{ principal_id: 3b1f6a52-7f0e-4a43-8d0c-5a8f3b6c1d02, principal_type: User }] }
    "), @"
    bricep.yaml:6:14: error[BRC3021] invalid-azure-setting: nothing makes a vault for secrets on the route `direct` where the workspace is given by `url` (give one that exists: `key_vault: { existing: { resource_id: … } }`)
        `{ purge_protection: true }` /azure/key_vault
    bricep.yaml:7:30: error[BRC3021] invalid-azure-setting: `secret_officers` has no effect on the route `direct` beside a workspace given by `url` (leave it out, or give the workspace by `existing: { resource_id: … }`)
        `[{ principal_id: 3b1f6a52-7f0e-4a43-8d0c…` /azure/access/secret_officers
    ");
}

#[test]
fn beside_a_url_the_route_direct_assigns_no_roles() {
    let people = "[{ principal_id: 3b1f6a52-7f0e-4a43-8d0c-5a8f3b6c1d02, principal_type: User }]";
    assert_snapshot!(found(&format!("
        azure:
          route: direct
          workspace: {{ url: 'https://adb-1.2.azuredatabricks.net' }}
          key_vault: {{ existing: {{ resource_id: /subscriptions/a/resourceGroups/b/providers/Microsoft.KeyVault/vaults/c }} }}
          log_analytics: {{ retention_in_days: 90 }}
          access: {{ deployers: {people}, secret_officers: {people} }}
    ")), @"
    bricep.yaml:7:18: error[BRC3021] invalid-azure-setting: `log_analytics` has no effect on the route `direct` beside a workspace given by `url` (leave it out, or give the workspace by `existing: { resource_id: … }`)
        `{ retention_in_days: 90 }` /azure/log_analytics
    bricep.yaml:8:24: error[BRC3021] invalid-azure-setting: `deployers` has no effect on the route `direct` beside a workspace given by `url` (leave it out, or give the workspace by `existing: { resource_id: … }`)
        `[{ principal_id: 3b1f6a52-7f0e-4a43-8d0c…` /azure/access/deployers
    bricep.yaml:8:121: error[BRC3021] invalid-azure-setting: `secret_officers` has no effect on the route `direct` beside a workspace given by `url` (leave it out, or give the workspace by `existing: { resource_id: … }`)
        `[{ principal_id: 3b1f6a52-7f0e-4a43-8d0c…` /azure/access/secret_officers
    ");
    silent(&[
        &format!(
            "azure: {{ route: direct, log_analytics: {{ retention_in_days: 90 }}, access: {{ deployers: {people}, secret_officers: {people} }} }}"
        ),
        &format!(
            "azure: {{ workspace: {{ url: 'https://adb-1.2.azuredatabricks.net' }}, provider: {{ storage_sku: Standard_LRS }}, access: {{ deployers: {people} }} }}"
        ),
    ]);
}

#[test]
fn regions_without_zones_are_a_warning() {
    assert_snapshot!(found("
        azure: { location: westus, storage: { sku: Standard_RAGZRS } }
        environments:
          dev:
          prod: { azure: { location: ukwest, provider: { storage_sku: Standard_LRS }, storage: { sku: Standard_GRS } } }
    "), @"
    bricep.yaml:3:20: warning[BRC9005] region-without-zones: `westus` lacks the zones that `Standard_ZRS` needs for the account of the provider in environment `dev` (set `provider.storage_sku: Standard_LRS` under `azure`, or take a region with zones)
        `westus` /azure/location
    bricep.yaml:3:44: warning[BRC9005] region-without-zones: `westus` lacks the zones that `Standard_RAGZRS` needs for the account of the lake in environment `dev` (set `storage.sku: Standard_LRS` under `azure`, or take a region with zones)
        `Standard_RAGZRS` /azure/storage/sku
        bricep.yaml:3:20: the region: `westus`
    ");
    assert_snapshot!(found("azure: { location: westus, route: direct }\noutputs: { lake: '${azure.storage_account_name}' }"), @"
    bricep.yaml:3:20: warning[BRC9005] region-without-zones: `westus` lacks the zones that `Standard_ZRS` needs for the account of the lake (set `storage.sku: Standard_LRS` under `azure`, or take a region with zones)
        `westus` /azure/location
    ");
    silent(&[
        "azure: { location: westeurope, storage: { containers: [bronze] } }",
        "azure: { location: westus, route: direct }",
        "azure: { location: westus, provider: { storage_sku: Standard_LRS } }",
        "azure: { location: westus, provider: { storage_sku: Standard_LRS }, storage: { sku: Standard_GRS } }",
    ]);
}

#[test]
fn a_setting_has_to_be_known_unless_a_parameter_may_decide_it() {
    assert_snapshot!(found("
        variables: { a: { type: string }, days: { type: integer } }
        azure: { location: '${var.a}', tags: { t: '${var.a}' }, log_analytics: { retention_in_days: '${var.days}' } }
    "), @"
    bricep.yaml:4:20: error[BRC3016] misplaced-interpolation: `${var.a}` has no value when the spec is compiled (give the variable a default or a value in each environment; what Azure gets depends on it)
        `'${var.a}'` /azure/location
    ");
}

use insta::assert_snapshot;

use super::{findings, found, silent};

#[test]
fn keys_have_a_grammar() {
    assert_snapshot!(found("
        resources: { clusters: { 9etl: @cluster, 'a b': @cluster, a.b: @cluster, é: @cluster } }
        outputs: { 9o: x, 'a b': x }
    "), @"
    bricep.yaml:3:26: error[BRC3012] invalid-name: `9etl` is no name for a cluster (begin with a letter or `_`; then letters, digits, `_` and `-`)
        `9etl` /resources/clusters/9etl
    bricep.yaml:3:117: error[BRC3012] invalid-name: `a b` is no name for a cluster (begin with a letter or `_`; then letters, digits, `_` and `-`)
        `'a b'` /resources/clusters/a b
    bricep.yaml:3:209: error[BRC3012] invalid-name: `a.b` is no name for a cluster (begin with a letter or `_`; then letters, digits, `_` and `-`)
        `a.b` /resources/clusters/a.b
    bricep.yaml:3:299: error[BRC3012] invalid-name: `é` is no name for a cluster (begin with a letter or `_`; then letters, digits, `_` and `-`)
        `é` /resources/clusters/é
    bricep.yaml:4:12: error[BRC3012] invalid-name: `9o` is no name for an output (begin with a letter or `_`; then letters, digits, `_` and `-`)
        `9o` /outputs/9o
    bricep.yaml:4:19: error[BRC3012] invalid-name: `a b` is no name for an output (begin with a letter or `_`; then letters, digits, `_` and `-`)
        `'a b'` /outputs/a b
    ");
    silent(&["resources: { clusters: { _etl: @cluster, A-b_9: @cluster } }\noutputs: { _a-b: x }"]);
}

#[test]
fn kinds_are_known() {
    assert_snapshot!(found("resources: { cluster: {}, instance_pool: {}, clusters: { a: @cluster } }"), @"
    bricep.yaml:3:14: error[BRC2011] unknown-kind: `cluster` is no kind of resource (did you mean `clusters`?)
        `cluster` /resources/cluster
    bricep.yaml:3:27: error[BRC2011] unknown-kind: `instance_pool` is no kind of resource (did you mean `instance_pools`?) [fixable]
        `instance_pool` /resources/instance_pool
    ");
    // A reference to what is declared as such is not told again, and one to anything else is.
    assert_snapshot!(found("
        resources: { tables: { x: {} }, clusters: { a: @cluster } }
        outputs: { o: '${resources.tables.x.id}', p: '${resources.models.x.id}' }
    "), @"
    bricep.yaml:3:14: error[BRC2011] unknown-kind: `tables` is no kind of resource (`bricep schema --list` prints the kinds)
        `tables` /resources/tables
    bricep.yaml:4:47: error[BRC2011] unknown-kind: `models` is no kind of resource (`bricep schema --list` prints the kinds)
        `${resources.models.x.id}` /outputs/p
    ");
}

#[test]
fn names_do_not_become_one_in_the_templates() {
    assert_snapshot!(found("
        resources: { clusters: { daily_etl: @cluster, daily-etl: @cluster, Daily_ETL: @cluster } }
        outputs: { a_b: x, a-b: y }
    "), @"
    bricep.yaml:3:122: error[BRC3013] name-collision: the cluster `daily-etl` and the cluster `daily_etl` both become `dailyEtlCluster` in the templates (rename one of the two)
        `daily-etl` /resources/clusters/daily-etl
        bricep.yaml:3:26: the cluster `daily_etl`: `daily_etl`
    bricep.yaml:3:218: error[BRC3013] name-collision: the cluster `Daily_ETL` and the cluster `daily_etl` both become `dailyETLCluster` in the templates (rename one of the two)
        `Daily_ETL` /resources/clusters/Daily_ETL
        bricep.yaml:3:26: the cluster `daily_etl`: `daily_etl`
    bricep.yaml:4:20: error[BRC3013] name-collision: the output `a-b` and the output `a_b` both become `aB` in the templates (rename one of the two)
        `a-b` /outputs/a-b
        bricep.yaml:4:12: the output `a_b`: `a_b`
    ");
    assert_snapshot!(found("
        variables: { etl_cluster: { default: x }, node_type: { default: x }, node-type: { default: x } }
        resources: { clusters: { etl: @cluster } }
        outputs: { o: '${var.etl_cluster}${var.node_type}${var.node-type}' }
    "), @"
    bricep.yaml:3:70: error[BRC3013] name-collision: the variable `node-type` and the variable `node_type` both become `nodeType` in the templates (rename one of the two)
        `node-type` /variables/node-type
        bricep.yaml:3:43: the variable `node_type`: `node_type`
    bricep.yaml:4:26: error[BRC3013] name-collision: the cluster `etl` and the variable `etl_cluster` both become `etlCluster` in the templates (rename one of the two)
        `etl` /resources/clusters/etl
        bricep.yaml:3:14: the variable `etl_cluster`: `etl_cluster`
    ");
    silent(&[
        "resources: { clusters: { etl: @cluster }, jobs: { etl: { name: etl } } }\noutputs: { etl: x }",
    ]);
}

#[test]
fn a_collision_across_files_shows_both_places() {
    assert_snapshot!(findings(&[
        ("bricep.yaml", "{ version: 1, name: demo, include: [a.yaml, b.yaml] }"),
        ("a.yaml", "resources: { clusters: { x-y: @cluster } }"),
        ("b.yaml", "resources: { clusters: { x_y: @cluster } }"),
    ]), @"
    b.yaml:1:26: error[BRC3013] name-collision: the cluster `x_y` and the cluster `x-y` both become `xYCluster` in the templates (rename one of the two)
        `x_y` /resources/clusters/x_y
        a.yaml:1:26: the cluster `x-y`: `x-y`
    ");
}

#[test]
fn names_of_the_templates_are_reserved() {
    assert_snapshot!(found("
        variables: { location: { default: x }, Tags: { default: x }, resource_group: { default: x } }
        outputs: { databricks_workspace_url: '${var.location}${var.Tags}${var.resource_group}' }
    "), @"
    bricep.yaml:3:14: error[BRC3014] reserved-name: the variable `location` becomes `location`, a name that Bicep or the templates need (choose another name)
        `location` /variables/location
    bricep.yaml:3:40: error[BRC3014] reserved-name: the variable `Tags` becomes `tags`, a name that Bicep or the templates need (choose another name)
        `Tags` /variables/Tags
    bricep.yaml:3:62: error[BRC3014] reserved-name: the variable `resource_group` becomes `resourceGroup`, a name that Bicep or the templates need (choose another name)
        `resource_group` /variables/resource_group
    bricep.yaml:4:12: error[BRC3014] reserved-name: the output `databricks_workspace_url` becomes `databricksWorkspaceUrl`, an output that `main.bicep` has by itself (choose another name, or hand on `${azure.workspace_url}` by it in each environment)
        `databricks_workspace_url` /outputs/databricks_workspace_url
    ");
    assert_snapshot!(found("
        azure: { location: westeurope }
        environments: { dev: {}, prod: { outputs: { key_vault_uri: null } } }
        outputs:
          function_app_name: a
          Package-Storage-Account-Name: b
          storage_account_name: lake
          Storageaccountname: '${azure.storage_account_name}'
          access_connector_id: '${azure.key_vault_uri}'
          key_vault_uri: '${azure.key_vault_uri}'
          workspace_resource_id: '${azure.workspace_resource_id}'
          workspace-resource-id: '${azure.workspace_resource_id}'
    "), @"
    bricep.yaml:6:3: error[BRC3014] reserved-name: the output `function_app_name` becomes `functionAppName`, an output that `main.bicep` has by itself (choose another name, or leave it out: `main.bicep` hands its own on where the route has it)
        `function_app_name` /outputs/function_app_name
    bricep.yaml:7:3: error[BRC3014] reserved-name: the output `Package-Storage-Account-Name` becomes `packageStorageAccountName`, an output that `main.bicep` has by itself (choose another name, or leave it out: `main.bicep` hands its own on where the route has it)
        `Package-Storage-Account-Name` /outputs/Package-Storage-Account-Name
    bricep.yaml:8:3: error[BRC3014] reserved-name: the output `storage_account_name` becomes `storageAccountName`, an output that `main.bicep` has by itself (choose another name, or hand on `${azure.storage_account_name}` by it in each environment)
        `storage_account_name` /outputs/storage_account_name
    bricep.yaml:10:3: error[BRC3014] reserved-name: the output `access_connector_id` becomes `accessConnectorId`, an output that `main.bicep` has by itself (choose another name, or hand on `${azure.access_connector_id}` by it in each environment)
        `access_connector_id` /outputs/access_connector_id
    bricep.yaml:11:3: error[BRC3014] reserved-name: the output `key_vault_uri` becomes `keyVaultUri`, an output that `main.bicep` has by itself (choose another name, or hand on `${azure.key_vault_uri}` by it in each environment)
        `key_vault_uri` /outputs/key_vault_uri
    bricep.yaml:13:3: error[BRC3013] name-collision: the output `workspace-resource-id` and the output `workspace_resource_id` both become `workspaceResourceId` in the templates (rename one of the two)
        `workspace-resource-id` /outputs/workspace-resource-id
        bricep.yaml:12:3: the output `workspace_resource_id`: `workspace_resource_id`
    ");
    silent(&[
        "azure: { location: westeurope }\noutputs: { storage_account_name: '${azure.storage_account_name}', \
              databricks_workspace_url: '${azure.workspace_url}' }",
    ]);
    silent(&["variables: { locations: { default: x } }\noutputs: { location: '${var.locations}' }"]);
}

//! Rules about the section `azure`, and about what the platform ends.

use insta::assert_snapshot;

use super::{found, silent};

const NETWORK: &str = "network: { address_prefix: 10.20.0.0/20, host_subnet_prefix: 10.20.0.0/22, container_subnet_prefix: 10.20.4.0/22, endpoint_subnet_prefix: 10.20.8.0/27, functions_subnet_prefix: 10.20.8.64/26 }";
const VAULT: &str = "/subscriptions/1111/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-lake";

#[test]
fn a_misspelt_region_is_found_and_a_new_one_is_not() {
    assert_snapshot!(found("BRC4160", "azure: { location: westeurop }"), @"
    3:20 `westeurop` Azure has no region `westeurop`
        /azure/location: did you mean `westeurope`?
    ");
    silent(
        "BRC4160",
        &[
            "azure: { location: westeurope }",
            "azure: { location: eastus7 }",
            "azure: { location: atlantiscentral }",
            "azure: {}",
        ],
    );
}

#[test]
fn readers_see_the_key_on_the_route_custom_provider_alone() {
    assert_snapshot!(found("BRC6020", "azure: { location: westeurope, route: custom-provider }\nenvironments: { dev: {}, prod: {} }"), @"
    3:39 `custom-provider` whoever may read the custom provider reads the key of the function that stands behind it
        /azure/route: take `route: deployment-script`, where the key is a secure value, or `direct`, which has none
    ");
    silent("BRC6020", &["azure: {}", "azure: { route: direct }", "environments: { prod: {} }"]);
}

#[test]
fn a_production_workspace_that_could_be_closed_is_found_open() {
    assert_snapshot!(found("BRC6021", &format!("environments: {{ dev: {{}}, prod: {{}} }}\nazure:\n  {NETWORK}")), @"
    5:3 `network` the workspace, its vault and its lake can be reached from the internet (in prod)
        /azure/network: set `workspace: { public_network_access: false }`, which takes private endpoints in `network`
    ");
    assert_snapshot!(found("BRC6021", "environments: { prod: {} }\nazure: { workspace: { public_network_access: true } }"), @"
    4:23 `public_network_access` the workspace, its vault and its lake can be reached from the internet
        /azure/workspace/public_network_access: set `workspace: { public_network_access: false }`, which takes private endpoints in `network`
    ");
    silent(
        "BRC6021",
        &[
            "environments: { prod: {} }\nazure: {}",
            "environments: { dev: {} }\nazure: { workspace: { public_network_access: true } }",
            &format!(
                "environments: {{ prod: {{}} }}\nazure:\n  workspace: {{ public_network_access: false }}\n  {NETWORK}"
            ),
        ],
    );
}

#[test]
fn programs_that_sign_in_with_a_token_are_found_anywhere() {
    assert_snapshot!(found("BRC6022", r#"
        resources:
          clusters:
            a: { cluster_name: a, @cluster, spark_env_vars: { DATABRICKS_TOKEN: "{{secrets/a/token}}" } }
          jobs:
            b:
              name: b
              tasks:
                - { task_key: t, @task, new_cluster: { spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, num_workers: 1, spark_env_vars: { DATABRICKS_TOKEN: "{{secrets/a/token}}" } } }
    "#), @"
    5:220 `DATABRICKS_TOKEN` the cluster `a` signs in with a personal access token
        /resources/clusters/a/spark_env_vars/DATABRICKS_TOKEN: sign in as a service principal: `DATABRICKS_CLIENT_ID` and `DATABRICKS_CLIENT_SECRET`
    10:203 `DATABRICKS_TOKEN` the job `b` signs in with a personal access token
        /resources/jobs/b/tasks/0/new_cluster/spark_env_vars/DATABRICKS_TOKEN: sign in as a service principal: `DATABRICKS_CLIENT_ID` and `DATABRICKS_CLIENT_SECRET`
    ");
    silent(
        "BRC6022",
        &[
            r#"resources: { clusters: { a: { cluster_name: a, @cluster, spark_env_vars: { DATABRICKS_CLIENT_ID: "{{secrets/a/id}}" } } } }"#,
        ],
    );
}

#[test]
fn a_production_vault_is_protected() {
    assert_snapshot!(found("BRC6023", "environments: { dev: {}, prod: {} }\nazure: { key_vault: { purge_protection: false } }"), @"
    4:41 `false` who may purge the vault can delete its secrets before their retention is over (in prod)
        /azure/key_vault/purge_protection: remove it; vaults are protected by default
    ");
    silent(
        "BRC6023",
        &[
            "environments: { dev: {} }\nazure: { key_vault: { purge_protection: false } }",
            "environments: { prod: {} }\nazure: { key_vault: { purge_protection: true } }",
            "environments: { prod: {} }\nazure: {}",
        ],
    );
}

#[test]
fn people_have_no_roles_in_production_for_good() {
    let with = |environment: &str, kind: &str| {
        format!(
            "environments: {{ {environment}: {{}} }}\nazure:\n  access:\n    deployers: [{{ principal_id: 11111111-2222-3333-4444-555555555555, principal_type: {kind} }}]\n    secret_officers: [{{ principal_id: 11111111-2222-3333-4444-555555555555, principal_type: {kind} }}]"
        )
    };
    assert_snapshot!(found("BRC6024", &with("prod", "User")), @"
    6:87 `User` a person administers the workspace, whether at work or not
        /azure/access/deployers/0/principal_type: give the role to a group or to the service principal of the pipeline
    7:93 `User` a person sets the secrets of the vault, whether at work or not
        /azure/access/secret_officers/0/principal_type: give the role to a group or to the service principal of the pipeline
    ");
    silent("BRC6024", &[&with("dev", "User"), &with("prod", "Group"), &with("prod", "ServicePrincipal")]);
}

#[test]
fn production_shares_no_vault_with_development() {
    let with = |environments: &str, name: &str| {
        format!(
            "environments: {environments}\nazure: {{ key_vault: {{ existing: {{ resource_id: \"{VAULT}{name}\" }} }} }}"
        )
    };
    assert_snapshot!(found("BRC6025", &with("{ dev: {}, prod: {} }", "")), @r#"
    4:48 `"/subscriptions/1111/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-lake"` the vault is that of `dev` too, where more people reach its secrets (in prod)
        /azure/key_vault/existing/resource_id: give production a vault of its own
    "#);
    silent(
        "BRC6025",
        &[
            &with("{ dev: {}, prod: {} }", "-${environment}"),
            &with("{ dev: {}, test: {} }", ""),
            &with("{ prod: {}, live: {} }", ""),
        ],
    );
}

#[test]
fn production_shares_no_resource_group_with_development() {
    assert_snapshot!(found("BRC7030", "environments: { dev: {}, prod: {} }\nazure: { resource_group: rg-lake }"), @"
    4:26 `rg-lake` the resource group is that of `dev` too, so its roles, locks and budget are as well (in prod)
        /azure/resource_group: give each environment its own, such as `rg-${name}-${environment}`
    ");
    assert_snapshot!(found("BRC7030", "
        environments: { dev: {}, prod: { azure: { resource_group: RG-lake } } }
        azure: { resource_group: rg-lake }
    "), @"
    3:59 `RG-lake` the resource group is that of `dev` too, so its roles, locks and budget are as well (in prod)
        /azure/resource_group: give each environment its own, such as `rg-${name}-${environment}`
    ");
    silent(
        "BRC7030",
        &[
            "environments: { dev: {}, prod: {} }\nazure: { resource_group: \"rg-lake-${environment}\" }",
            "environments: { dev: {}, prod: { azure: { subscription_id: 11111111-2222-3333-4444-555555555555 } } }\nazure: { resource_group: rg-lake }",
            "environments: { dev: {}, test: {} }\nazure: { resource_group: rg-lake }",
            "environments: { dev: {}, prod: {} }\nazure: {}",
        ],
    );
}

#[test]
fn tags_say_whose_resources_are() {
    assert_snapshot!(found("BRC7031", "environments: { dev: {}, prod: {} }\nazure: { tags: { cost_center: \"4711\" } }"), @"
    4:10 `tags` no tag of the resources in Azure says whose they are (in prod)
        /azure/tags: add `owner: …`, with the team that answers for them
    ");
    silent(
        "BRC7031",
        &[
            "environments: { prod: {} }\nazure: { tags: { DataOwner: lake } }",
            "environments: { prod: {} }\nazure: { tags: {} }",
            "environments: { prod: {} }\nazure: {}",
            "environments: { dev: {} }\nazure: { tags: { cost_center: \"4711\" } }",
        ],
    );
}

#[test]
fn production_keeps_copies_in_zones_where_there_are_some() {
    assert_snapshot!(found("BRC7032", "environments: { prod: {} }\nazure: { location: westeurope, storage: { sku: Standard_LRS }, provider: { storage_sku: Standard_LRS } }"), @"
    4:48 `Standard_LRS` the lake has all its copies in one datacentre of `westeurope`
        /azure/storage/sku: write `Standard_ZRS`, or remove it: copies in three zones are the default
    4:89 `Standard_LRS` the account of the provider has all its copies in one datacentre of `westeurope`
        /azure/provider/storage_sku: write `Standard_ZRS`, or remove it: copies in three zones are the default
    ");
    silent(
        "BRC7032",
        &[
            "environments: { prod: {} }\nazure: { location: westus, storage: { sku: Standard_LRS } }",
            "environments: { prod: {} }\nazure: { location: atlantis, storage: { sku: Standard_LRS } }",
            "environments: { prod: {} }\nazure: { storage: { sku: Standard_LRS } }",
            "environments: { prod: {} }\nazure: { location: westeurope, storage: { sku: Standard_GRS } }",
            "environments: { dev: {} }\nazure: { location: westeurope, storage: { sku: Standard_LRS } }",
        ],
    );
}

#[test]
fn previews_of_an_api_are_found_where_there_is_something_stable() {
    assert_snapshot!(found("BRC9020", "azure: { api_versions: { Microsoft.Databricks/workspaces: 2026-06-01-preview } }"), @"
    3:59 `2026-06-01-preview` `2026-06-01-preview` of `Microsoft.Databricks/workspaces` is a preview, which Azure changes and takes back
        /azure/api_versions/Microsoft.Databricks~1workspaces: remove it: the templates are written for a version that is not
    ");
    silent(
        "BRC9020",
        &[
            "azure: { api_versions: { Microsoft.Databricks/workspaces: 2026-06-01 } }",
            "azure: { api_versions: { Microsoft.Databricks/workspaces: 2024-09-01-preview } }",
            "azure: { api_versions: { Microsoft.CustomProviders/resourceProviders: 2026-09-01-preview } }",
        ],
    );
}

#[test]
fn paths_in_dbfs_are_found_but_for_what_stays() {
    assert_snapshot!(found("BRC9011", r#"
        resources:
          clusters:
            a: { cluster_name: a, @cluster, cluster_log_conf: { dbfs: { destination: "dbfs:/logs" } } }
          jobs:
            b:
              name: b
              tasks:
                - task_key: t
                  existing_cluster_id: ${resources.clusters.a.id}
                  spark_python_task: { python_file: "dbfs:/mnt/code/run.py", parameters: [/dbfs/mnt/in] }
    "#), @r#"
    5:243 `"dbfs:/logs"` the cluster `a` uses `dbfs:/logs`, which is in DBFS
        /resources/clusters/a/cluster_log_conf/dbfs/destination: take a volume of Unity Catalog, `/Volumes/<catalog>/<schema>/<volume>/…`, or a workspace file
    12:45 `"dbfs:/mnt/code/run.py"` the job `b` uses `dbfs:/mnt/code/run.py`, which is in DBFS
        /resources/jobs/b/tasks/0/spark_python_task/python_file: take a volume of Unity Catalog, `/Volumes/<catalog>/<schema>/<volume>/…`, or a workspace file
    12:83 `/dbfs/mnt/in` the job `b` uses `/dbfs/mnt/in`, which is in DBFS
        /resources/jobs/b/tasks/0/spark_python_task/parameters/0: take a volume of Unity Catalog, `/Volumes/<catalog>/<schema>/<volume>/…`, or a workspace file
    "#);
    silent(
        "BRC9011",
        &[
            r#"resources: { clusters: { a: { cluster_name: a, @cluster, cluster_log_conf: { volumes: { destination: /Volumes/m/l/c } } } } }"#,
            r#"resources: { clusters: { a: { cluster_name: a, @cluster, init_scripts: [{ dbfs: { destination: "dbfs:/s.sh" } }] } } }"#,
            r#"resources: { clusters: { a: { cluster_name: a, @cluster, spark_env_vars: { IN: "dbfs:/Volumes/m/s/v", DATA: /dbfs/databricks-datasets/x, SAY: "dbfs:/ is a scheme" } } } }"#,
            r#"resources: { clusters: { a: { cluster_name: a, @cluster, spark_env_vars: { IN: "dbfs:/mnt/{{secrets/a/b}}" } } } }"#,
        ],
    );
}

#[test]
fn scripts_of_closed_environments_need_an_account() {
    let closed = |rest: &str| {
        format!("azure:\n  workspace: {{ public_network_access: false }}\n  {NETWORK}\n  {rest}")
    };
    assert_snapshot!(found("BRC9022", &closed("location: westeurope")), @"
    4:39 `false` the deployment script keeps its files in an account that Azure opens by its shared key
        /azure/workspace/public_network_access: where a policy forbids shared keys, give it `script: { storage_account: …, subnet: … }`
    ");
    silent("BRC9022", &[&closed("route: direct"), "azure: {}"]);
}

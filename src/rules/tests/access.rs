use insta::assert_snapshot;

use super::{found, silent};

/// A cluster with this in it.
fn with(body: &str) -> String {
    format!(
        "resources:\n  clusters:\n    etl: {{ spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, num_workers: 2, {body} }}"
    )
}

/// A job cluster with this in it.
fn job(body: &str) -> String {
    format!(
        "resources:\n  jobs:\n    nightly:\n      name: nightly\n      tasks: [{{ task_key: a, job_cluster_key: main, @task }}]\n      job_clusters:\n        - job_cluster_key: main\n          new_cluster: {{ spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, num_workers: 2, {body} }}"
    )
}

#[test]
fn single_user_without_name() {
    let code = "BRC4031";
    assert_snapshot!(found(code, &with("data_security_mode: SINGLE_USER")), @"
    5:113 `SINGLE_USER` the cluster `etl` is for one user, and does not say for whom
        /resources/clusters/etl/data_security_mode: add `single_user_name`; without it, only who deploys the cluster may use it
    ");
    assert_snapshot!(found(code, &with("data_security_mode: DATA_SECURITY_MODE_DEDICATED")), @"
    5:113 `DATA_SECURITY_MODE_DEDICATED` the cluster `etl` is for one user, and does not say for whom
        /resources/clusters/etl/data_security_mode: add `single_user_name`; without it, only who deploys the cluster may use it
    ");
    silent(
        code,
        &[
            &with("data_security_mode: SINGLE_USER, single_user_name: ada@contoso.com"),
            &with("data_security_mode: SINGLE_USER, policy_id: '0000000000000001'"),
            &with("data_security_mode: SINGLE_USER, cluster_name: '${user}-etl'"),
            &with("data_security_mode: USER_ISOLATION"),
            &job("data_security_mode: SINGLE_USER"),
            &format!(
                "variables: {{ who: {{ type: string }} }}\n{}",
                with("data_security_mode: SINGLE_USER, single_user_name: '${var.who}'")
            ),
        ],
    );
}

#[test]
fn single_user_name_ignored() {
    let code = "BRC4032";
    assert_snapshot!(found(code, &with("data_security_mode: USER_ISOLATION, single_user_name: ada@contoso.com")), @"
    5:129 `single_user_name` the cluster `etl` names a single user, and `USER_ISOLATION` is for several
        /resources/clusters/etl/single_user_name: remove `single_user_name`, or write `data_security_mode: SINGLE_USER`
        5:113 for several users by this
    ");
    assert_snapshot!(found(code, &job("data_security_mode: NONE, single_user_name: ada@contoso.com")), @"
    10:133 `single_user_name` the job cluster `main` names a single user, and `NONE` is for several
        /resources/jobs/nightly/job_clusters/0/new_cluster/single_user_name: remove `single_user_name`, or write `data_security_mode: SINGLE_USER`
        10:127 for several users by this
    ");
    silent(
        code,
        &[
            &with("data_security_mode: SINGLE_USER, single_user_name: ada@contoso.com"),
            &with("data_security_mode: DATA_SECURITY_MODE_AUTO, single_user_name: ada@contoso.com"),
            &with("single_user_name: ada@contoso.com"),
            &format!(
                "variables: {{ mode: {{ type: string }} }}\n{}",
                with("data_security_mode: '${var.mode}', single_user_name: ada@contoso.com")
            ),
        ],
    );
}

#[test]
fn legacy_security_mode() {
    let code = "BRC4033";
    assert_snapshot!(found(code, &with("data_security_mode: LEGACY_TABLE_ACL")), @"
    5:113 `LEGACY_TABLE_ACL` the cluster `etl` has the access mode `LEGACY_TABLE_ACL`, which newer runtimes drop
        /resources/clusters/etl/data_security_mode: move to `USER_ISOLATION` and Unity Catalog
    ");
    assert_snapshot!(found(code, &job("data_security_mode: LEGACY_SINGLE_USER_STANDARD")), @"
    10:127 `LEGACY_SINGLE_USER_STANDARD` the job cluster `main` has the access mode `LEGACY_SINGLE_USER_STANDARD`, which newer runtimes drop
        /resources/jobs/nightly/job_clusters/0/new_cluster/data_security_mode: move to `SINGLE_USER` and Unity Catalog
    ");
    silent(
        code,
        &[
            &with("data_security_mode: USER_ISOLATION"),
            &with("num_workers: 2").replacen("num_workers: 2, ", "", 1),
        ],
    );
}

#[test]
fn high_concurrency_profile() {
    let code = "BRC4042";
    assert_snapshot!(found(code, &with("spark_conf: { spark.databricks.cluster.profile: serverless }")), @"
    5:141 `serverless` the cluster `etl` is a high-concurrency cluster, which access modes have replaced
        /resources/clusters/etl/spark_conf/spark.databricks.cluster.profile: remove the profile, and write `data_security_mode: USER_ISOLATION`
    ");
    let moded = with(
        "data_security_mode: USER_ISOLATION, spark_conf: { spark.databricks.cluster.profile: serverless }",
    );
    assert!(found(code, &moded).trim_end().ends_with(": remove the profile"), "{}", found(code, &moded));
    silent(
        code,
        &[
            &with("spark_conf: { spark.databricks.repl.allowedLanguages: 'python,sql' }"),
            "resources: { clusters: { etl: { spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, num_workers: 0, spark_conf: { spark.databricks.cluster.profile: singleNode, spark.master: 'local[*]' }, custom_tags: { ResourceClass: SingleNode } } } }",
            &format!(
                "variables: {{ conf: {{ type: map, items: string }} }}\n{}",
                with("spark_conf: '${var.conf}'")
            ),
        ],
    );
}

#[test]
fn missing_kind() {
    let code = "BRC4047";
    assert_snapshot!(found(code, "resources: { clusters: { etl: { spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, is_single_node: true } } }"), @"
    3:26 `etl` the cluster `etl` has no `kind`, which `is_single_node: true` needs
        /resources/clusters/etl: add `kind`
    ");
    assert_snapshot!(found(code, &job("use_ml_runtime: true")), @"
    10:11 `new_cluster` `new_cluster` has no `kind`, which `use_ml_runtime: true` needs
        /resources/jobs/nightly/job_clusters/0/new_cluster: add `kind`
    ");
    silent(code, &[&job("use_ml_runtime: true, kind: CLASSIC_PREVIEW"), &job("use_ml_runtime: false")]);
}

#[test]
fn ignored_in_job_cluster() {
    let code = "BRC4048";
    assert_snapshot!(found(code, &job("autotermination_minutes: 30, cluster_name: nightly")), @"
    10:107 `autotermination_minutes` the job cluster `main` ends with the run, whatever `autotermination_minutes` says
        /resources/jobs/nightly/job_clusters/0/new_cluster/autotermination_minutes: remove `autotermination_minutes`
    10:136 `cluster_name` the job cluster `main` is named after the job and the run, whatever `cluster_name` says
        /resources/jobs/nightly/job_clusters/0/new_cluster/cluster_name: remove `cluster_name`
    ");
    assert_snapshot!(found(code, "
        resources:
          jobs:
            nightly:
              name: nightly
              tasks:
                - task_key: a
                  new_cluster: { spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, num_workers: 1, autotermination_minutes: 10 }
                  notebook_task: { notebook_path: /Shared/etl }
    "), @"
    9:107 `autotermination_minutes` the cluster of the task `a` ends with the run, whatever `autotermination_minutes` says
        /resources/jobs/nightly/tasks/0/new_cluster/autotermination_minutes: remove `autotermination_minutes`
    ");
    silent(
        code,
        &[
            &with("autotermination_minutes: 30, cluster_name: etl"),
            &job("autotermination_minutes: 0, cluster_name: ''"),
            &job("data_security_mode: SINGLE_USER"),
        ],
    );
}

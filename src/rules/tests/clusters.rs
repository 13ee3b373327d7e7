use insta::assert_snapshot;

use super::{found, silent};

/// A cluster of this runtime.
fn of(version: &str) -> String {
    format!(
        "resources:\n  clusters:\n    etl: {{ spark_version: {version}, node_type_id: Standard_D4ds_v5, num_workers: 1 }}"
    )
}

/// A cluster with this in it.
fn with(body: &str) -> String {
    format!(
        "resources:\n  clusters:\n    etl: {{ spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, {body} }}"
    )
}

const CONF: &str = "spark_conf: { spark.databricks.cluster.profile: singleNode, spark.master: 'local[*]' }";

#[test]
fn single_node_without_settings() {
    let code = "BRC4002";
    assert_snapshot!(found(code, &with("num_workers: 0")), @r#"
    5:90 `0` the cluster `etl` has no workers, and `spark.databricks.cluster.profile` in `spark_conf` does not make it a single node
        /resources/clusters/etl/num_workers: add `spark_conf: { spark.databricks.cluster.profile: singleNode, spark.master: "local[*]" }` and `custom_tags: { ResourceClass: SingleNode }`
    "#);
    assert_snapshot!(found(code, &with(&format!("num_workers: 0, {CONF}"))), @r#"
    5:90 `0` the cluster `etl` has no workers, and `ResourceClass` in `custom_tags` does not make it a single node
        /resources/clusters/etl/num_workers: add `spark_conf: { spark.databricks.cluster.profile: singleNode, spark.master: "local[*]" }` and `custom_tags: { ResourceClass: SingleNode }`
    "#);
    assert_snapshot!(found(code, &with("num_workers: 0, spark_conf: { spark.databricks.cluster.profile: serverless }")), @r#"
    5:90 `0` the cluster `etl` has no workers, and `spark.databricks.cluster.profile` in `spark_conf` does not make it a single node
        /resources/clusters/etl/num_workers: add `spark_conf: { spark.databricks.cluster.profile: singleNode, spark.master: "local[*]" }` and `custom_tags: { ResourceClass: SingleNode }`
    "#);
    silent(
        code,
        &[
            &with(&format!("num_workers: 0, {CONF}, custom_tags: {{ ResourceClass: SingleNode }}")),
            &with("num_workers: 0, policy_id: '0000000000000001'"),
            &with("num_workers: 1"),
            &with("is_single_node: true, kind: CLASSIC_PREVIEW"),
            &format!(
                "variables: {{ conf: {{ type: map, items: string }} }}\n{}",
                with("num_workers: 0, spark_conf: '${var.conf}', custom_tags: { ResourceClass: SingleNode }")
            ),
        ],
    );
}

#[test]
fn single_node_with_workers() {
    let code = "BRC4003";
    assert_snapshot!(found(code, &with(&format!("num_workers: 2, {CONF}"))), @"
    5:77 `num_workers` the cluster `etl` is a single node and has workers
        /resources/clusters/etl/num_workers: leave the workers out, or the setting that makes it a single node
        5:107 a single node by this
    ");
    assert_snapshot!(found(code, &with("is_single_node: true, kind: CLASSIC_PREVIEW, autoscale: { min_workers: 1, max_workers: 2 }")), @"
    5:122 `autoscale` the cluster `etl` is a single node and has workers
        /resources/clusters/etl/autoscale: leave the workers out, or the setting that makes it a single node
        5:77 a single node by this
    ");
    assert_snapshot!(found(code, &with("num_workers: 2, spark_conf: { spark.master: 'local[*]' }")), @"
    5:77 `num_workers` the cluster `etl` is a single node and has workers
        /resources/clusters/etl/num_workers: leave the workers out, or the setting that makes it a single node
        5:107 a single node by this
    ");
    silent(
        code,
        &[
            &with(&format!("num_workers: 0, {CONF}")),
            &with("num_workers: 2"),
            &with("num_workers: 2, spark_conf: { spark.master: 'spark://10.0.0.4:7077' }"),
        ],
    );
}

#[test]
fn unknown_runtime() {
    let code = "BRC4004";
    assert_snapshot!(found(code, &of("16.9.x-scala2.12")), @"
    5:27 `16.9.x-scala2.12` `16.9.x-scala2.12` is no runtime with long-term support
        /resources/clusters/etl/spark_version: take one that has it, such as `17.3.x-scala2.13`
    ");
    assert_snapshot!(found(code, &of("16.4-scala2.12")), @"
    5:27 `16.4-scala2.12` `16.4-scala2.12` is not the key of a runtime
        /resources/clusters/etl/spark_version: write it as `17.3.x-scala2.13`
    ");
    silent(
        code,
        &[
            &of("17.3.x-scala2.13"),
            &of("99.1.x-scala2.13"),
            &of("7.3.x-scala2.12"),
            &of("auto:latest-lts"),
            &of("custom:mine-scala2.12"),
        ],
    );
}

#[test]
fn runtime_out_of_support() {
    let code = "BRC4005";
    assert_snapshot!(found(code, &of("13.3.x-gpu-ml-scala2.12")), @"
    5:27 `13.3.x-gpu-ml-scala2.12` support for the runtime `13.3.x-gpu-ml-scala2.12` ended on 2026-08-22
        /resources/clusters/etl/spark_version: move to a newer one, such as `17.3.x-scala2.13`
    ");
    assert_snapshot!(found(code, &of("7.3.x-scala2.12")), @"
    5:27 `7.3.x-scala2.12` support for the runtime `7.3.x-scala2.12` ended before 2026-03-01
        /resources/clusters/etl/spark_version: move to a newer one, such as `17.3.x-scala2.13`
    ");
    silent(code, &[&of("17.3.x-scala2.13"), &of("14.3.x-scala2.12"), &of("99.1.x-scala2.13")]);
}

#[test]
fn wrong_scala() {
    let code = "BRC4006";
    assert_snapshot!(found(code, &of("17.3.x-photon-scala2.12")), @"
    5:27 `17.3.x-photon-scala2.12` runtime 17.3 does not come with Scala 2.12
        /resources/clusters/etl/spark_version: write `17.3.x-photon-scala2.13`
    ");
    silent(
        code,
        &[&of("17.3.x-scala2.13"), &of("16.4.x-scala2.12"), &of("16.4.x-scala2.13"), &of("99.1.x-scala3")],
    );
}

#[test]
fn unknown_node_type() {
    let code = "BRC4007";
    assert_snapshot!(found(code, "
        resources:
          instance_pools: { shared: { instance_pool_name: shared, node_type_id: Standard_D4dsv5 } }
          clusters: { etl: { spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, driver_node_type_id: Standard_D5ds_v5, num_workers: 1 } }
          jobs:
            nightly:
              name: nightly
              tasks:
                - { task_key: a, new_cluster: { spark_version: 17.3.x-scala2.13, node_type_id: Standard_E3ds_v5, num_workers: 1 }, @task }
    "), @"
    4:73 `Standard_D4dsv5` Azure Databricks offers no VM size `Standard_D4dsv5`
        /resources/instance_pools/shared/node_type_id: did you mean `Standard_D4ds_v5`?
    5:108 `Standard_D5ds_v5` Azure Databricks offers no VM size `Standard_D5ds_v5`
        /resources/clusters/etl/driver_node_type_id: did you mean `Standard_D4ds_v5`?
    10:88 `Standard_E3ds_v5` Azure Databricks offers no VM size `Standard_E3ds_v5`
        /resources/jobs/nightly/tasks/0/new_cluster/node_type_id: did you mean `Standard_E32ds_v5`?
    ");
    silent(code, &[&with("num_workers: 1"), &with("driver_node_type_id: Standard_NC6s_v3, num_workers: 1")]);
}

#[test]
fn runtime_ending_soon() {
    let code = "BRC9006";
    assert_snapshot!(found(code, &of("14.3.x-scala2.12")), @"
    5:27 `14.3.x-scala2.12` support for the runtime `14.3.x-scala2.12` ends on 2027-02-01
        /resources/clusters/etl/spark_version: move to a newer one, such as `17.3.x-scala2.13`
    ");
    silent(code, &[&of("15.4.x-scala2.12"), &of("13.3.x-scala2.12"), &of("auto:latest-lts")]);
}

#[test]
fn no_auto_termination() {
    let code = "BRC5001";
    assert_snapshot!(found(code, &with("num_workers: 1")), @"
    5:5 `etl` the cluster `etl` never terminates itself
        /resources/clusters/etl: write `autotermination_minutes: 30`
    ");
    assert_snapshot!(found(code, &with("num_workers: 1, autotermination_minutes: 0")), @"
    5:118 `0` the cluster `etl` never terminates itself
        /resources/clusters/etl/autotermination_minutes: write `autotermination_minutes: 30`
    ");
    silent(
        code,
        &[
            &with("num_workers: 1, autotermination_minutes: 10"),
            &with("num_workers: 1, policy_id: '0000000000000001'"),
            &format!(
                "variables: {{ minutes: {{ type: integer }} }}\n{}",
                with("num_workers: 1, autotermination_minutes: '${var.minutes}'")
            ),
            "resources: { jobs: { a: { name: a, tasks: [{ task_key: a, new_cluster: { spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, num_workers: 1 }, @task }] } } }",
        ],
    );
}

//! What fixes of rules make of clusters.

use insta::assert_snapshot;

use super::mended;

/// The cluster of a job with this in it.
fn job(body: &str) -> String {
    format!(
        "resources:\n  jobs:\n    nightly:\n      name: nightly\n      tasks:\n        - task_key: a\n          notebook_task: {{ notebook_path: /Shared/etl }}\n          new_cluster: {{ num_workers: 2, {body} }}"
    )
}

const RUNTIME: &str = "spark_version: 17.3.x-scala2.13";
const SIZE: &str = "node_type_id: Standard_D4ds_v5";

#[test]
fn what_says_nothing_goes() {
    let of_pool =
        |attributes: &str| mended("BRC4025", &job(&format!("{RUNTIME}, instance_pool_id: x, {attributes}")));
    assert_snapshot!(of_pool("azure_attributes: { availability: SPOT_AZURE, spot_bid_max_price: -1 }"), @"
    - new_cluster: { num_workers: 2, spark_version: 17.3.x-scala2.13, instance_pool_id: x, azure_attributes: { availability: SPOT_AZURE, spot_bid_max_price: -1 } }
    + new_cluster: { num_workers: 2, spark_version: 17.3.x-scala2.13, instance_pool_id: x }
    ");
    assert_snapshot!(of_pool("azure_attributes: { availability: SPOT_AZURE, log_analytics_info: {} }"), @"
    - new_cluster: { num_workers: 2, spark_version: 17.3.x-scala2.13, instance_pool_id: x, azure_attributes: { availability: SPOT_AZURE, log_analytics_info: {} } }
    + new_cluster: { num_workers: 2, spark_version: 17.3.x-scala2.13, instance_pool_id: x, azure_attributes: { log_analytics_info: {} } }
    ");
    assert_snapshot!(
        mended(
            "BRC4025",
            "
            resources:
              clusters:
                etl:
                  spark_version: 17.3.x-scala2.13
                  instance_pool_id: x
                  num_workers: 1
                  azure_attributes:
                    availability: SPOT_AZURE
                    spot_bid_max_price: -1
                  enable_elastic_disk: true
            "
        ),
        @"
    - azure_attributes:
    - availability: SPOT_AZURE
    - spot_bid_max_price: -1
    - enable_elastic_disk: true
    "
    );
    assert_snapshot!(mended("BRC4043", &job(&format!("{RUNTIME}, {SIZE}, remote_disk_throughput: 5"))), @"
    - new_cluster: { num_workers: 2, spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, remote_disk_throughput: 5 }
    + new_cluster: { num_workers: 2, spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5 }
    ");
    assert_snapshot!(mended("BRC4048", &job(&format!("{RUNTIME}, cluster_name: a, {SIZE}, autotermination_minutes: 30"))), @"
    - new_cluster: { num_workers: 2, spark_version: 17.3.x-scala2.13, cluster_name: a, node_type_id: Standard_D4ds_v5, autotermination_minutes: 30 }
    + new_cluster: { num_workers: 2, spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5 }
    ");
    assert_snapshot!(
        mended("BRC4041", &job(&format!("{RUNTIME}, {SIZE}, init_scripts: [{{ workspace: {{ destination: /a.sh }} }}, {{ workspace: {{ destination: /a.sh }} }}]"))),
        @"
    - new_cluster: { num_workers: 2, spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, init_scripts: [{ workspace: { destination: /a.sh } }, { workspace: { destination: /a.sh } }] }
    + new_cluster: { num_workers: 2, spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, init_scripts: [{ workspace: { destination: /a.sh } }] }
    "
    );
    assert_snapshot!(
        mended(
            "BRC4035",
            r#"
            resources:
              cluster_policies: { small: { name: small, definition: '{ "instance_pool_id": { "type": "forbidden" } }' } }
              clusters:
                etl: { policy_id: '${resources.cluster_policies.small.id}', instance_pool_id: x, num_workers: 1 }
            "#
        ),
        @"
    - etl: { policy_id: '${resources.cluster_policies.small.id}', instance_pool_id: x, num_workers: 1 }
    + etl: { policy_id: '${resources.cluster_policies.small.id}', num_workers: 1 }
    "
    );
}

#[test]
fn what_has_one_right_spelling_gets_it() {
    let photon = "spark_version: 16.4.x-photon-scala2.12";
    assert_snapshot!(mended("BRC4030", &job(&format!("{photon}, {SIZE}"))), @"
    - new_cluster: { num_workers: 2, spark_version: 16.4.x-photon-scala2.12, node_type_id: Standard_D4ds_v5 }
    + new_cluster: { num_workers: 2, spark_version: 16.4.x-scala2.12, node_type_id: Standard_D4ds_v5, runtime_engine: PHOTON }
    ");
    assert_snapshot!(mended("BRC4030", &job(&format!("{photon}, {SIZE}, runtime_engine: PHOTON"))), @"
    - new_cluster: { num_workers: 2, spark_version: 16.4.x-photon-scala2.12, node_type_id: Standard_D4ds_v5, runtime_engine: PHOTON }
    + new_cluster: { num_workers: 2, spark_version: 16.4.x-scala2.12, node_type_id: Standard_D4ds_v5, runtime_engine: PHOTON }
    ");
    assert_snapshot!(
        mended("BRC5013", &job(&format!("{RUNTIME}, {SIZE}, runtime_engine: PHOTON, spark_conf: {{ spark.databricks.photon.enabled: 'false' }}"))),
        @"
    - new_cluster: { num_workers: 2, spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, runtime_engine: PHOTON, spark_conf: { spark.databricks.photon.enabled: 'false' } }
    + new_cluster: { num_workers: 2, spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, runtime_engine: STANDARD, spark_conf: { spark.databricks.photon.enabled: 'false' } }
    "
    );
}

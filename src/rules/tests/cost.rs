use insta::assert_snapshot;

use super::{found, silent};

/// A cluster with this in it.
fn with(body: &str) -> String {
    format!(
        "resources:\n  clusters:\n    etl: {{ spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, {body} }}"
    )
}

/// The cluster of a job with this in it.
fn job(body: &str) -> String {
    format!(
        "resources:\n  jobs:\n    nightly:\n      name: nightly\n      tasks:\n        - task_key: a\n          notebook_task: {{ notebook_path: /Shared/etl }}\n          new_cluster: {{ spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, {body} }}"
    )
}

/// A pool with this in it.
fn pool(body: &str) -> String {
    format!(
        "resources:\n  instance_pools:\n    shared: {{ instance_pool_name: shared, node_type_id: Standard_D4ds_v5, {body} }}"
    )
}

/// The same where it is deployed to production alone.
fn production(spec: &str) -> String {
    format!("environments: {{ prod: {{}} }}\n{spec}")
}

#[test]
fn idle_pool_in_development() {
    let code = "BRC5010";
    assert_snapshot!(found(code, &pool("min_idle_instances: 2")), @"
    5:95 `2` the instance pool `shared` keeps VMs idle day and night in development
        /resources/instance_pools/shared/min_idle_instances: write `min_idle_instances: 0` here, and the number in an overlay of production
    ");
    assert_snapshot!(found(code, &format!("environments: {{ dev: {{ default: true }}, prod: {{}} }}\n{}", pool("min_idle_instances: 1"))), @"
    6:95 `1` the instance pool `shared` keeps a VM idle day and night in development (in dev)
        /resources/instance_pools/shared/min_idle_instances: write `min_idle_instances: 0` here, and the number in an overlay of production
    ");
    silent(
        code,
        &[
            &pool("min_idle_instances: 0"),
            &production(&pool("min_idle_instances: 2")),
            &format!(
                "variables: {{ idle: {{ type: integer }} }}\n{}",
                pool("min_idle_instances: '${var.idle}'")
            ),
        ],
    );
}

#[test]
fn on_demand_in_development() {
    let code = "BRC5011";
    let on_demand = "azure_attributes: { availability: ON_DEMAND_AZURE }";
    assert_snapshot!(found(code, &with(&format!("num_workers: 2, {on_demand}"))), @"
    5:127 `ON_DEMAND_AZURE` the cluster `etl` has on-demand workers in development
        /resources/clusters/etl/azure_attributes/availability: write `SPOT_WITH_FALLBACK_AZURE` here, and `ON_DEMAND_AZURE` in an overlay of production
    ");
    assert_snapshot!(found(code, &job(&format!("autoscale: {{ min_workers: 0, max_workers: 2 }}, {on_demand}"))), @"
    10:172 `ON_DEMAND_AZURE` the cluster of the task `a` has on-demand workers in development
        /resources/jobs/nightly/tasks/0/new_cluster/azure_attributes/availability: write `SPOT_WITH_FALLBACK_AZURE` here, and `ON_DEMAND_AZURE` in an overlay of production
    ");
    silent(
        code,
        &[
            &with("num_workers: 2, azure_attributes: { availability: SPOT_WITH_FALLBACK_AZURE }"),
            &with("num_workers: 2"),
            &with(&format!("num_workers: 0, {on_demand}")),
            &with(
                "num_workers: 2, azure_attributes: { availability: ON_DEMAND_AZURE, capacity_reservation_group: /subscriptions/00000000-0000-0000-0000-000000000001/x }",
            ),
            &production(&with(&format!("num_workers: 2, {on_demand}"))),
        ],
    );
}

#[test]
fn oversize_driver() {
    let code = "BRC5012";
    assert_snapshot!(found(code, &with("num_workers: 2, driver_node_type_id: Standard_D16ds_v5")), @"
    5:114 `Standard_D16ds_v5` the cluster `etl` has a driver of 16 cores for workers of 4
        /resources/clusters/etl/driver_node_type_id: take a driver of the workers' size, unless results are collected on it
    ");
    assert_snapshot!(found(code, "
        resources:
          instance_pools:
            small: { instance_pool_name: small, node_type_id: Standard_D4ds_v5 }
            large: { instance_pool_name: large, node_type_id: Standard_E32ds_v5 }
          clusters:
            etl:
              spark_version: 17.3.x-scala2.13
              num_workers: 2
              instance_pool_id: ${resources.instance_pools.small.id}
              driver_instance_pool_id: ${resources.instance_pools.large.id}
    "), @"
    12:32 `${resources.instance_pools.large.id}` the cluster `etl` has a driver of 32 cores for workers of 4
        /resources/clusters/etl/driver_instance_pool_id: take a driver of the workers' size, unless results are collected on it
    ");
    silent(
        code,
        &[
            &with("num_workers: 2, driver_node_type_id: Standard_D8ds_v5"),
            &with("num_workers: 0, driver_node_type_id: Standard_D16ds_v5"),
            &with("num_workers: 2, driver_node_type_id: Standard_M128ms"),
            &with("num_workers: 2"),
            &format!(
                "variables: {{ size: {{ type: string }} }}\n{}",
                with("num_workers: 2, driver_node_type_id: '${var.size}'")
            ),
        ],
    );
}

#[test]
fn photon_turned_off() {
    let code = "BRC5013";
    let off = "spark_conf: { spark.databricks.photon.enabled: 'false' }";
    assert_snapshot!(found(code, &with(&format!("num_workers: 2, runtime_engine: PHOTON, {off}"))), @"
    5:109 `PHOTON` the cluster `etl` pays for Photon, which its `spark_conf` turns off
        /resources/clusters/etl/runtime_engine: write `runtime_engine: STANDARD`, or remove the property
        5:164 turned off here
    ");
    silent(
        code,
        &[
            &with(&format!("num_workers: 2, runtime_engine: STANDARD, {off}")),
            &with("num_workers: 2, runtime_engine: PHOTON"),
            &with(
                "num_workers: 2, runtime_engine: PHOTON, spark_conf: { spark.databricks.photon.enabled: 'true' }",
            ),
            &with(
                "num_workers: 2, runtime_engine: PHOTON, spark_conf: { spark.databricks.photon.enabled: '{{secrets/a/b}}' }",
            ),
        ],
    );
}

#[test]
fn long_auto_termination() {
    let code = "BRC5014";
    assert_snapshot!(found(code, &with("num_workers: 2, autotermination_minutes: 1440")), @"
    5:118 `1440` the cluster `etl` idles for 24 hours before it stops
        /resources/clusters/etl/autotermination_minutes: write `autotermination_minutes: 30`; it takes a few minutes to start anew
    ");
    silent(
        code,
        &[
            &with("num_workers: 2, autotermination_minutes: 720"),
            &with("num_workers: 2, autotermination_minutes: 0"),
            &job("num_workers: 2, autotermination_minutes: 1440"),
        ],
    );
}

#[test]
fn long_idle_pool() {
    let code = "BRC5015";
    assert_snapshot!(found(code, &pool("idle_instance_autotermination_minutes: 600")), @"
    5:114 `600` the instance pool `shared` keeps each VM for 10 hours after its last use
        /resources/instance_pools/shared/idle_instance_autotermination_minutes: write `idle_instance_autotermination_minutes: 15`, and what has to be at hand as `min_idle_instances`
    ");
    silent(code, &[&pool("idle_instance_autotermination_minutes: 240"), &pool("min_idle_instances: 0")]);
}

#[test]
fn large_fixed_cluster() {
    let code = "BRC5016";
    assert_snapshot!(found(code, &with("num_workers: 10")), @"
    5:90 `10` the cluster `etl` keeps 10 workers, whatever there is to do
        /resources/clusters/etl/num_workers: write `autoscale: { min_workers: 1, max_workers: 10 }`
    ");
    silent(
        code,
        &[
            &with("num_workers: 9"),
            &job("num_workers: 20"),
            &with("autoscale: { min_workers: 10, max_workers: 20 }"),
        ],
    );
}

#[test]
fn policy_without_auto_termination() {
    let code = "BRC5017";
    let policy = |definition: &str| {
        format!("resources:\n  cluster_policies:\n    small: {{ name: small, definition: '{definition}' }}")
    };
    assert_snapshot!(found(code, &policy(r#"{ "autotermination_minutes": { "type": "fixed", "value": 0 } }"#)), @r#"
    5:39 `'{ "autotermination_minutes": { "type": "fixed", "value": 0 } }'` clusters of the cluster policy `small` never terminate themselves
        /resources/cluster_policies/small/definition: fix `autotermination_minutes` to 30, or allow a range
    "#);
    silent(
        code,
        &[
            &policy(r#"{ "autotermination_minutes": { "type": "fixed", "value": 30 } }"#),
            &policy(r#"{ "autotermination_minutes": { "type": "range", "minValue": 0 } }"#),
            &policy(
                r#"{ "autotermination_minutes": { "type": "fixed", "value": 0 }, "cluster_type": { "type": "fixed", "value": "job" } }"#,
            ),
        ],
    );
}

/// A cluster of this runtime from a pool with this in it.
fn from_pool(version: &str, of_pool: &str) -> String {
    format!(
        "resources:\n  instance_pools: {{ shared: {{ instance_pool_name: shared, node_type_id: Standard_D4ds_v5, {of_pool} }} }}\n  clusters:\n    etl: {{ spark_version: {version}, instance_pool_id: '${{resources.instance_pools.shared.id}}', num_workers: 2 }}"
    )
}

#[test]
fn other_runtime_preloaded() {
    let code = "BRC5018";
    assert_snapshot!(found(code, &from_pool("17.3.x-scala2.13", "preloaded_spark_versions: [16.4.x-scala2.12]")), @"
    6:27 `17.3.x-scala2.13` the cluster `etl` runs `17.3.x-scala2.13`, and the instance pool `shared` holds another runtime ready
        /resources/clusters/etl/spark_version: preload this runtime in the pool, or take the one that it preloads
        4:117 what the pool holds ready
    ");
    silent(
        code,
        &[
            &from_pool("17.3.x-scala2.13", "preloaded_spark_versions: [17.3.x-scala2.13]"),
            &from_pool("16.4.x-scala2.12", "preloaded_spark_versions: [16.4.x-photon-scala2.12]"),
            &from_pool("17.3.x-scala2.13", "preloaded_spark_versions: []"),
            &from_pool("auto:latest-lts", "preloaded_spark_versions: [16.4.x-scala2.12]"),
            &format!(
                "variables: {{ runtime: {{ type: string }} }}\n{}",
                from_pool("17.3.x-scala2.13", "preloaded_spark_versions: ['${var.runtime}']")
            ),
        ],
    );
}

#[test]
fn high_floor_in_development() {
    let code = "BRC5019";
    assert_snapshot!(found(code, &with("autoscale: { min_workers: 10, max_workers: 20 }")), @"
    5:103 `10` the cluster `etl` keeps 10 workers in development, busy or not
        /resources/clusters/etl/autoscale/min_workers: write `min_workers: 1` here, and the number in an overlay of production
    ");
    silent(
        code,
        &[
            &with("autoscale: { min_workers: 9, max_workers: 20 }"),
            &job("autoscale: { min_workers: 10, max_workers: 20 }"),
            &production(&with("autoscale: { min_workers: 10, max_workers: 20 }")),
        ],
    );
}

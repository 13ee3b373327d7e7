use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn what_several_environments_show_is_told_once() {
    assert_snapshot!(found("BRC4001", "
        variables: { least: { default: 2 } }
        environments:
          dev:
          test: { variables: { least: 8 } }
          prod: { variables: { least: 9 }, resources: { clusters: { other: { autoscale: { max_workers: 1 } } } } }
        resources:
          clusters:
            etl: { spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, autoscale: { min_workers: '${var.least}', max_workers: 4 } }
            other: { spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, autoscale: { min_workers: 2, max_workers: 4 } }
            third: { spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, autoscale: { min_workers: 2, max_workers: 1 } }
    "), @"
    10:103 `'${var.least}'` the cluster `etl` has at least 8 workers and at most 4 (in test)
        /resources/clusters/etl/autoscale/min_workers: write a `min_workers` that is not above `max_workers`
        10:132 the most
        6:31 the value of `least`
    11:105 `2` the cluster `other` has at least 2 workers and at most 1 (in prod)
        /resources/clusters/other/autoscale/min_workers: write a `min_workers` that is not above `max_workers`
        7:96 the most
    12:105 `2` the cluster `third` has at least 2 workers and at most 1
        /resources/clusters/third/autoscale/min_workers: write a `min_workers` that is not above `max_workers`
        12:121 the most
    ");
}

#[test]
fn duplicate_name() {
    let code = "BRC4014";
    let pools = |first: &str, second: &str| {
        format!(
            "
        environments: {{ dev: {{}}, test: {{}} }}
        resources:
          instance_pools:
            one: {{ instance_pool_name: '{first}', node_type_id: Standard_D4ds_v5 }}
            two: {{ instance_pool_name: '{second}', node_type_id: Standard_D4ds_v5 }}"
        )
    };
    // Told once, though every environment has its own name.
    assert_snapshot!(found(code, &pools("${environment}-p", "${environment}-p")), @"
    7:32 `'${environment}-p'` two resources of `instance_pools` have the name `dev-p`
        /resources/instance_pools/two/instance_pool_name: give each its own name
        6:32 the first one
    ");
    silent(
        code,
        &[
            &pools("a", "b"),
            "resources: { clusters: { a: { cluster_name: x, @cluster }, b: { cluster_name: x, @cluster } } }",
            "environments: { dev: { resources: { instance_pools: { two: null } } }, test: { resources: { instance_pools: { one: null } } } }\nresources: { instance_pools: { one: { instance_pool_name: p, node_type_id: Standard_D4ds_v5 }, two: { instance_pool_name: p, node_type_id: Standard_D4ds_v5 } } }",
        ],
    );
}

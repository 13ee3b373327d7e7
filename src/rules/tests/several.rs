use insta::assert_snapshot;

use super::found;

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

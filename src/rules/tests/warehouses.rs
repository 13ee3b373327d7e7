use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn warehouse_min_above_max() {
    let code = "BRC4122";
    let spec = "
        environments: { prod: {} }
        resources:
          sql_warehouses:
            bounds:
              name: bounds
              cluster_size: Small
              min_num_clusters: 4
              max_num_clusters: 2
    ";
    assert_snapshot!(found(code, spec), @"
    9:25 `4` the SQL warehouse `bounds` has at least 4 clusters and at most 2
        /resources/sql_warehouses/bounds/min_num_clusters: write a `min_num_clusters` that is not above `max_num_clusters`
        10:25 the most
    ");
    silent(
        code,
        &[
            &spec.replace("4", "1"),
            "
                variables: { most: { type: integer } }
                resources:
                  sql_warehouses:
                    bounds: { name: bounds, cluster_size: Small, min_num_clusters: 4, max_num_clusters: '${var.most}' }
                    open: { name: open, cluster_size: Small, min_num_clusters: 4 }
            ",
        ],
    );
}

#[test]
fn short_auto_stop() {
    let code = "BRC4123";
    let spec = "
        resources:
          sql_warehouses:
            hasty:
              name: hasty
              cluster_size: Small
              warehouse_type: CLASSIC
              auto_stop_mins: 5
    ";
    assert_snapshot!(found(code, spec), @"
    9:23 `5` the SQL warehouse `hasty` shall stop after 5 minutes, and takes 10 at least
        /resources/sql_warehouses/hasty/auto_stop_mins: write `auto_stop_mins: 10`, or turn on serverless compute
    ");
    silent(
        code,
        &[
            &spec.replace("5", "10"),
            "
                resources:
                  sql_warehouses:
                    a: { name: a, cluster_size: Small, warehouse_type: PRO, enable_serverless_compute: true, auto_stop_mins: 5 }
                    b: { name: b, cluster_size: Small, auto_stop_mins: 5 }
                    c: { name: c, cluster_size: Small, warehouse_type: CLASSIC, auto_stop_mins: 0 }
            ",
        ],
    );
}

#[test]
fn spot_policy_of_serverless_warehouse() {
    let code = "BRC4124";
    assert_snapshot!(found(code, "
        resources:
          sql_warehouses:
            spot:
              name: spot
              cluster_size: Small
              warehouse_type: PRO
              enable_serverless_compute: true
              auto_stop_mins: 10
              spot_instance_policy: COST_OPTIMIZED
    "), @"
    11:7 `spot_instance_policy` the SQL warehouse `spot` is serverless, so its `spot_instance_policy` is ignored
        /resources/sql_warehouses/spot/spot_instance_policy: remove it, or turn serverless compute off
        9:34 serverless compute
    ");
    silent(
        code,
        &[
            "
                resources:
                  sql_warehouses:
                    spot:
                      name: spot
                      cluster_size: Small
                      warehouse_type: PRO
                      enable_serverless_compute: true
                      auto_stop_mins: 10
            ",
            "
                resources:
                  sql_warehouses:
                    spot: { name: spot, cluster_size: Small, warehouse_type: PRO, enable_serverless_compute: false, spot_instance_policy: COST_OPTIMIZED }
            ",
        ],
    );
}

#[test]
fn always_on_warehouse() {
    let code = "BRC5040";
    let spec = "
        resources:
          sql_warehouses:
            always:
              name: always
              cluster_size: Small
              auto_stop_mins: 0
    ";
    assert_snapshot!(found(code, spec), @"
    8:23 `0` the SQL warehouse `always` never stops by itself
        /resources/sql_warehouses/always/auto_stop_mins: write `auto_stop_mins: 10`
    ");
    silent(code, &[&spec.replace("0", "10")]);
}

#[test]
fn large_warehouse_in_development() {
    let code = "BRC5041";
    let spec = "
        resources:
          sql_warehouses:
            large:
              name: large
              cluster_size: 2X-Large
    ";
    assert_snapshot!(found(code, spec), @"
    7:21 `2X-Large` the SQL warehouse `large` has the size `2X-Large` in development
        /resources/sql_warehouses/large/cluster_size: write a smaller size, such as `Small`, and the larger one in the overlay of production
    ");
    silent(
        code,
        &[
            &spec.replace("2X-Large", "Small"),
            "
                environments: { prod: {} }
                resources:
                  sql_warehouses:
                    large: { name: large, cluster_size: 2X-Large }
            ",
        ],
    );
}

#[test]
fn several_clusters_in_development() {
    let code = "BRC5042";
    let spec = "
        resources:
          sql_warehouses:
            several:
              name: several
              cluster_size: Small
              min_num_clusters: 2
              max_num_clusters: 4
    ";
    assert_snapshot!(found(code, spec), @"
    8:25 `2` the SQL warehouse `several` keeps 2 clusters in development
        /resources/sql_warehouses/several/min_num_clusters: write `min_num_clusters: 1`; it grows to `max_num_clusters` when queries wait
    ");
    silent(
        code,
        &[
            &spec.replace("2", "1"),
            "
                environments: { prod: {} }
                resources:
                  sql_warehouses:
                    several: { name: several, cluster_size: Small, min_num_clusters: 2, max_num_clusters: 4 }
            ",
        ],
    );
}

use insta::assert_snapshot;

use super::{found, silent};

/// A cluster with this in it, beside a pool.
fn with(body: &str) -> String {
    format!(
        "resources:\n  instance_pools: {{ shared: {{ instance_pool_name: shared, node_type_id: Standard_D4ds_v5 }} }}\n  clusters:\n    etl: {{ spark_version: 17.3.x-scala2.13, num_workers: 2, {body} }}"
    )
}

/// A pool with this in it.
fn pool(body: &str) -> String {
    format!(
        "resources:\n  instance_pools:\n    shared: {{ instance_pool_name: shared, node_type_id: Standard_D4ds_v5, {body} }}"
    )
}

const POOL: &str = "instance_pool_id: '${resources.instance_pools.shared.id}'";
const SIZE: &str = "node_type_id: Standard_D4ds_v5";

/// A cluster with these attributes of Azure.
fn azure(attributes: &str) -> String {
    with(&format!("{SIZE}, azure_attributes: {{ {attributes} }}"))
}

#[test]
fn pool_with_node_type() {
    let code = "BRC4020";
    assert_snapshot!(found(code, &with(&format!("{POOL}, {SIZE}"))), @"
    6:120 `node_type_id` `instance_pool_id` and `node_type_id` exclude each other
        /resources/clusters/etl: keep one of them
        6:61 `instance_pool_id` stands here
    ");
    assert_snapshot!(found(code, &with(&format!("{POOL}, driver_node_type_id: Standard_D8ds_v5"))), @"
    6:120 `driver_node_type_id` `instance_pool_id` and `driver_node_type_id` exclude each other
        /resources/clusters/etl: keep one of them
        6:61 `instance_pool_id` stands here
    ");
    silent(
        code,
        &[&with(POOL), &with(SIZE), &with(&format!("{SIZE}, driver_node_type_id: Standard_D8ds_v5"))],
    );
}

#[test]
fn driver_pool_without_pool() {
    let code = "BRC4021";
    let driver = "driver_instance_pool_id: '${resources.instance_pools.shared.id}'";
    assert_snapshot!(found(code, &with(&format!("{driver}, {SIZE}"))), @"
    6:61 `driver_instance_pool_id` the cluster `etl` takes its driver from a pool, and its workers from none
        /resources/clusters/etl/driver_instance_pool_id: add `instance_pool_id`, or name the driver's size by `driver_node_type_id`
    ");
    silent(
        code,
        &[
            &with(&format!("{driver}, {POOL}")),
            &with(&format!("{driver}, policy_id: '0000000000000001'")),
            &format!(
                "variables: {{ pool: {{ type: string }} }}\n{}",
                with(&format!("{driver}, instance_pool_id: '${{var.pool}}'"))
            ),
        ],
    );
}

#[test]
fn spot_price_without_spot() {
    let code = "BRC4022";
    assert_snapshot!(found(code, &azure("availability: ON_DEMAND_AZURE, spot_bid_max_price: 0.5")), @"
    6:144 `spot_bid_max_price` the cluster `etl` bids for spot VMs, and has none
        /resources/clusters/etl/azure_attributes/spot_bid_max_price: leave the price out, or write `availability: SPOT_AZURE`
        6:127 on-demand VMs by this
    ");
    assert_snapshot!(found(code, &pool("azure_attributes: { availability: ON_DEMAND_AZURE, spot_bid_max_price: 2 }")), @"
    5:126 `spot_bid_max_price` the instance pool `shared` bids for spot VMs, and has none
        /resources/instance_pools/shared/azure_attributes/spot_bid_max_price: leave the price out, or write `availability: SPOT_AZURE`
        5:109 on-demand VMs by this
    ");
    silent(
        code,
        &[
            &azure("availability: ON_DEMAND_AZURE, spot_bid_max_price: -1"),
            &azure("availability: SPOT_AZURE, spot_bid_max_price: 0.5"),
            &azure("spot_bid_max_price: 0.5"),
            &format!(
                "variables: {{ price: {{ type: number }} }}\n{}",
                azure("availability: ON_DEMAND_AZURE, spot_bid_max_price: '${var.price}'")
            ),
        ],
    );
}

#[test]
fn wrong_spot_price() {
    let code = "BRC4023";
    assert_snapshot!(found(code, &azure("availability: SPOT_AZURE, spot_bid_max_price: 0")), @"
    6:159 `0` the cluster `etl` bids a price for spot VMs that gets none
        /resources/clusters/etl/azure_attributes/spot_bid_max_price: write -1, which pays up to the on-demand price, or a price above 0
    ");
    assert_snapshot!(found(code, &pool("azure_attributes: { availability: SPOT_AZURE, spot_bid_max_price: -0.5 }")), @"
    5:141 `-0.5` the instance pool `shared` bids a price for spot VMs that gets none
        /resources/instance_pools/shared/azure_attributes/spot_bid_max_price: write -1, which pays up to the on-demand price, or a price above 0
    ");
    silent(
        code,
        &[
            &azure("availability: SPOT_AZURE, spot_bid_max_price: -1"),
            &azure("availability: SPOT_AZURE, spot_bid_max_price: 0.01"),
            &azure("availability: SPOT_AZURE"),
        ],
    );
}

#[test]
fn spot_never_used() {
    let code = "BRC4024";
    let spot = "availability: SPOT_WITH_FALLBACK_AZURE";
    assert_snapshot!(found(code, &azure(&format!("{spot}, first_on_demand: 3"))), @"
    6:170 `3` the cluster `etl` asks for spot VMs, and has all its 3 nodes on demand
        /resources/clusters/etl/azure_attributes/first_on_demand: write `first_on_demand: 1`, which keeps the driver alone on demand
        6:127 spot VMs by this
    ");
    assert_snapshot!(found(code, "
        resources:
          jobs:
            nightly:
              name: nightly
              tasks:
                - task_key: a
                  new_cluster: { spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, autoscale: { min_workers: 1, max_workers: 4 }, azure_attributes: { availability: SPOT_AZURE, first_on_demand: 5 } }
                  notebook_task: { notebook_path: /Shared/etl }
    "), @"
    9:201 `5` the cluster of the task `a` asks for spot VMs, and has all its 5 nodes on demand
        /resources/jobs/nightly/tasks/0/new_cluster/azure_attributes/first_on_demand: write `first_on_demand: 1`, which keeps the driver alone on demand
        9:172 spot VMs by this
    ");
    assert_snapshot!(
        found(code, &format!("resources: {{ clusters: {{ etl: {{ spark_version: 17.3.x-scala2.13, {SIZE}, kind: CLASSIC_PREVIEW, is_single_node: true, azure_attributes: {{ {spot}, first_on_demand: 1 }} }} }} }}")),
        @"
    3:220 `1` the cluster `etl` asks for spot VMs, and has its one node on demand
        /resources/clusters/etl/azure_attributes/first_on_demand: write `availability: ON_DEMAND_AZURE`; a single node cannot be a spot VM
        3:177 spot VMs by this
    "
    );
    silent(
        code,
        &[
            &azure(&format!("{spot}, first_on_demand: 2")),
            &azure("availability: ON_DEMAND_AZURE, first_on_demand: 3"),
            &azure("first_on_demand: 3"),
            &format!(
                "variables: {{ first: {{ type: integer }} }}\n{}",
                azure(&format!("{spot}, first_on_demand: '${{var.first}}'"))
            ),
        ],
    );
}

#[test]
fn overruled_by_pool() {
    let code = "BRC4025";
    assert_snapshot!(found(code, &with(&format!("{POOL}, azure_attributes: {{ availability: SPOT_AZURE, spot_bid_max_price: -1 }}"))), @"
    6:140 `availability` the cluster `etl` is made of VMs from a pool, which decides `availability`, `spot_bid_max_price`
        /resources/clusters/etl/azure_attributes/availability: leave it to the pool
        6:79 from a pool by this
    ");
    assert_snapshot!(found(code, &with(&format!("{POOL}, enable_elastic_disk: true"))), @"
    6:120 `enable_elastic_disk` the cluster `etl` is made of VMs from a pool, which decides `enable_elastic_disk`
        /resources/clusters/etl/enable_elastic_disk: leave it to the pool
        6:79 from a pool by this
    ");
    silent(
        code,
        &[
            &with(POOL),
            &azure("availability: SPOT_AZURE"),
            &with(&format!(
                "{POOL}, azure_attributes: {{ log_analytics_info: {{ log_analytics_workspace_id: 4f5c9b1e-7d0a-4f0e-9c58-1d0f5e7a2b33 }} }}"
            )),
        ],
    );
}

#[test]
fn wrong_pool_availability() {
    let code = "BRC4026";
    assert_snapshot!(found(code, &pool("azure_attributes: { availability: SPOT_WITH_FALLBACK_AZURE }")), @"
    5:109 `SPOT_WITH_FALLBACK_AZURE` unknown value `SPOT_WITH_FALLBACK_AZURE` of `availability`
        /resources/instance_pools/shared/azure_attributes/availability: the values are `ON_DEMAND_AZURE` and `SPOT_AZURE`
    ");
    silent(
        code,
        &[
            &pool("azure_attributes: { availability: SPOT_AZURE }"),
            &azure("availability: SPOT_WITH_FALLBACK_AZURE"),
        ],
    );
}

#[test]
fn pool_min_above_max() {
    let code = "BRC4040";
    assert_snapshot!(found(code, &pool("min_idle_instances: 4, max_capacity: 2")), @"
    5:95 `4` the instance pool `shared` keeps 4 VMs idle and may have 2
        /resources/instance_pools/shared/min_idle_instances: write a `min_idle_instances` that is not above `max_capacity`
        5:112 the most
    ");
    silent(
        code,
        &[
            &pool("min_idle_instances: 2, max_capacity: 2"),
            &pool("min_idle_instances: 4"),
            &format!(
                "variables: {{ most: {{ type: integer }} }}\n{}",
                pool("min_idle_instances: 4, max_capacity: '${var.most}'")
            ),
        ],
    );
}

#[test]
fn remote_disk_on_azure() {
    let code = "BRC4043";
    assert_snapshot!(found(code, &pool("remote_disk_throughput: 100")), @"
    5:75 `remote_disk_throughput` the instance pool `shared` sets `remote_disk_throughput`, which only Google Cloud knows
        /resources/instance_pools/shared/remote_disk_throughput: remove it
    ");
    assert_snapshot!(found(code, &with(&format!("{SIZE}, total_initial_remote_disk_size: 500"))), @"
    6:93 `total_initial_remote_disk_size` the cluster `etl` sets `total_initial_remote_disk_size`, which only Google Cloud knows
        /resources/clusters/etl/total_initial_remote_disk_size: remove it
    ");
    silent(code, &[&pool("enable_elastic_disk: true"), &with(&format!("{SIZE}, remote_disk_throughput: 0"))]);
}

#[test]
fn pool_too_small() {
    let code = "BRC4250";
    let of = |capacity: &str, workers: &str| {
        format!(
            "resources:\n  instance_pools:\n    shared: {{ instance_pool_name: shared, node_type_id: Standard_D4ds_v5, {capacity} }}\n    drivers: {{ instance_pool_name: drivers, node_type_id: Standard_D4ds_v5 }}\n  clusters:\n    etl: {{ spark_version: 17.3.x-scala2.13, {POOL}, {workers} }}"
        )
    };
    assert_snapshot!(found(code, &of("max_capacity: 2", "num_workers: 2")), @"
    8:117 `2` the cluster `etl` takes 3 VMs from the instance pool `shared`, which may have 2
        /resources/clusters/etl/num_workers: raise `max_capacity` of the pool, or take fewer workers
        5:89 the most
    ");
    assert_snapshot!(found(code, &of("max_capacity: 2", "autoscale: { min_workers: 2, max_workers: 4 }")), @"
    8:130 `2` the cluster `etl` takes 3 VMs from the instance pool `shared`, which may have 2
        /resources/clusters/etl/autoscale/min_workers: raise `max_capacity` of the pool, or take fewer workers
        5:89 the most
    ");
    silent(
        code,
        &[
            &of("max_capacity: 3", "num_workers: 2"),
            &of("max_capacity: 3", "autoscale: { min_workers: 1, max_workers: 8 }"),
            &of(
                "max_capacity: 2",
                "num_workers: 2, driver_instance_pool_id: '${resources.instance_pools.drivers.id}'",
            ),
            &of("min_idle_instances: 0", "num_workers: 200"),
            &format!(
                "variables: {{ most: {{ type: integer }} }}\n{}",
                of("max_capacity: '${var.most}'", "num_workers: 2")
            ),
        ],
    );
}

#[test]
fn spot_from_reservation() {
    let code = "BRC4253";
    let group = "capacity_reservation_group: /subscriptions/00000000-0000-0000-0000-000000000001/x";
    assert_snapshot!(found(code, &azure(&format!("availability: SPOT_WITH_FALLBACK_AZURE, {group}"))), @"
    6:127 `SPOT_WITH_FALLBACK_AZURE` the cluster `etl` wants spot VMs from a capacity reservation, and Azure has none there
        /resources/clusters/etl/azure_attributes/availability: write `ON_DEMAND_AZURE`, or leave the reservation out
        6:153 the reservation
    ");
    assert_snapshot!(found(code, &pool(&format!("azure_attributes: {{ availability: SPOT_AZURE, {group} }}"))), @"
    5:109 `SPOT_AZURE` the instance pool `shared` wants spot VMs from a capacity reservation, and Azure has none there
        /resources/instance_pools/shared/azure_attributes/availability: write `ON_DEMAND_AZURE`, or leave the reservation out
        5:121 the reservation
    ");
    silent(
        code,
        &[
            &azure(&format!("availability: ON_DEMAND_AZURE, {group}")),
            &azure(group),
            &azure("availability: SPOT_AZURE"),
            &format!(
                "variables: {{ kind: {{ type: string }} }}\n{}",
                azure(&format!("availability: '${{var.kind}}', {group}"))
            ),
        ],
    );
}

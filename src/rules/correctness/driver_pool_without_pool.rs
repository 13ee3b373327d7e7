//! A driver from a pool whose workers come from none.

use crate::rules::policy::fills_in;
use crate::rules::prelude::*;

rule!("BRC4021", "driver-pool-without-pool", Correctness, Check::Clusters(check));

fn check(cx: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let driver = cluster.get("driver_instance_pool_id");
    let has_pool = || cluster.get("instance_pool_id").is_set() || fills_in(cx, cluster, "instance_pool_id");
    if driver.is_set() && !has_pool() {
        findings.push(
            driver
                .wrong_key(format!(
                    "{} takes its driver from a pool, and its workers from none",
                    cluster.name()
                ))
                .help("add `instance_pool_id`, or name the driver's size by `driver_node_type_id`"),
        );
    }
}

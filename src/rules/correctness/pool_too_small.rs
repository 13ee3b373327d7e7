//! A cluster with more nodes than its pool may have VMs.

use crate::rules::prelude::*;

rule!("BRC4250", "pool-too-small", Correctness = Warning, Check::Clusters(check));

fn check(cx: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let (own, driver) = (cluster.get("instance_pool_id"), cluster.get("driver_instance_pool_id"));
    let Some(pool) = cx.referred(own) else { return };
    let most = pool.get("max_capacity");
    // What it grows to under load is another matter: the pool may be shared.
    let fixed = cluster.get("num_workers");
    let workers = if fixed.is_set() { fixed } else { cluster.get("autoscale.min_workers") };
    let (Some(count), Some(capacity)) = (workers.int(), most.int()) else { return };
    let has_driver = driver.is_absent() || driver.raw() == own.raw();
    let nodes = count.saturating_add(i64::from(has_driver));
    if nodes > capacity {
        findings.push(
            workers
                .wrong(format!(
                    "{} takes {nodes} VMs from {}, which may have {capacity}",
                    cluster.name(),
                    pool.name()
                ))
                .help("raise `max_capacity` of the pool, or take fewer workers")
                .related(most.span(), "the most"),
        );
    }
}

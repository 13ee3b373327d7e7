//! A driver that is much larger than the workers.

use crate::rules::prelude::*;

rule!("BRC5012", "oversize-driver", Cost, Check::Clusters(check));

/// How many times the cores of a worker are much.
const MUCH: u32 = 4;

fn check(cx: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let own = ["driver_node_type_id", "driver_instance_pool_id"].map(|field| cluster.get(field));
    let Some(place) = own.into_iter().find(|value| value.is_set()) else { return };
    // A single node has a driver alone.
    if cluster.most_workers().is_none_or(|most| most == 0) {
        return;
    }
    let cores = |size: Option<String>| cx.facts().node_type(&size?).map(|found| found.cores);
    let (driver, worker) = (cores(cluster.driver_size(cx)), cores(cluster.worker_size(cx)));
    let (Some(driver), Some(worker)) = (driver, worker) else { return };
    if driver >= worker.saturating_mul(MUCH) {
        findings.push(
            place
                .wrong(format!("{} has a driver of {driver} cores for workers of {worker}", cluster.name()))
                .help("take a driver of the workers' size, unless results are collected on it"),
        );
    }
}

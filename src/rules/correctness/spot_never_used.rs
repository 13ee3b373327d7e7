//! Spot VMs that are asked for, while `first_on_demand` makes all nodes on-demand ones.

use crate::rules::prelude::*;

rule!("BRC4024", "spot-never-used", Correctness = Warning, Check::Clusters(check));

fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let attributes = cluster.get("azure_attributes");
    let (first, availability) = (attributes.get("first_on_demand"), attributes.get("availability"));
    let is_spot = availability.is("SPOT_AZURE") || availability.is("SPOT_WITH_FALLBACK_AZURE");
    let (Some(first_nodes), Some(workers)) = (first.int(), cluster.most_workers()) else { return };
    let nodes = workers.saturating_add(1);
    // From a pool come the VMs that the pool has, which is another rule's.
    if is_spot && first_nodes >= nodes && cluster.get("instance_pool_id").is_absent() {
        let (count, help) = if nodes == 1 {
            (
                "its one node".to_owned(),
                "write `availability: ON_DEMAND_AZURE`; a single node cannot be a spot VM",
            )
        } else {
            (
                format!("all its {nodes} nodes"),
                "write `first_on_demand: 1`, which keeps the driver alone on demand",
            )
        };
        findings.push(
            first
                .wrong(format!("{} asks for spot VMs, and has {count} on demand", cluster.name()))
                .help(help)
                .related(availability.span(), "spot VMs by this"),
        );
    }
}

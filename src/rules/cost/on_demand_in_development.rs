//! Workers that are on-demand VMs by choice where an eviction does no harm.

use crate::rules::prelude::*;

rule!("BRC5011", "on-demand-in-development", Cost, Check::Clusters(check));

fn check(cx: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let attributes = cluster.get("azure_attributes");
    let availability = attributes.get("availability");
    let has_workers = cluster.most_workers().is_some_and(|most| most > 0);
    // From a pool come the VMs that the pool has, and a reserved VM is paid for anyway.
    let is_chosen = cluster.get("instance_pool_id").is_absent()
        && attributes.get("capacity_reservation_group").is_absent();
    if !cx.is_production() && availability.is("ON_DEMAND_AZURE") && has_workers && is_chosen {
        findings.push(
            availability.wrong(format!("{} has on-demand workers in development", cluster.name())).help(
                "write `SPOT_WITH_FALLBACK_AZURE` here, and `ON_DEMAND_AZURE` in an overlay of production",
            ),
        );
    }
}

//! A price for spot VMs where all VMs are on-demand ones.

use crate::rules::prelude::*;

rule!(
    "BRC4022",
    "spot-price-without-spot",
    Correctness = Warning,
    Check::Resources(&["clusters", "instance_pools", "jobs", "pipelines"], check)
);

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    for machines in resource.machines() {
        let price = machines.get("azure_attributes.spot_bid_max_price");
        let availability = machines.get("azure_attributes.availability");
        // -1 is what the service fills in itself, so it stands in every copy of a cluster.
        if availability.is("ON_DEMAND_AZURE") && price.number().is_some_and(|price| price > 0.0) {
            findings.push(
                price
                    .wrong_key(format!("{} bids for spot VMs, and has none", machines.name()))
                    .help("leave the price out, or write `availability: SPOT_AZURE`")
                    .related(availability.span(), "on-demand VMs by this"),
            );
        }
    }
}

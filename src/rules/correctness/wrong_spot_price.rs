//! A price for spot VMs that is neither -1 nor a price.

use crate::rules::prelude::*;

rule!(
    "BRC4023",
    "wrong-spot-price",
    Correctness = Warning,
    Check::Resources(&["clusters", "instance_pools", "jobs", "pipelines"], check)
);

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    for machines in resource.machines() {
        let price = machines.get("azure_attributes.spot_bid_max_price");
        if price.number().is_some_and(|price| price > -1.0 && price <= 0.0) {
            findings.push(
                price
                    .wrong(format!("{} bids a price for spot VMs that gets none", machines.name()))
                    .help("write -1, which pays up to the on-demand price, or a price above 0"),
            );
        }
    }
}

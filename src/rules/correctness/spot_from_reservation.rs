//! Spot VMs from a capacity reservation, which has none.

use crate::rules::prelude::*;

rule!(
    "BRC4253",
    "spot-from-reservation",
    Correctness = Warning,
    Check::Resources(&["clusters", "instance_pools", "jobs", "pipelines"], check)
);

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    for machines in resource.machines() {
        let availability = machines.get("azure_attributes.availability");
        let group = machines.get("azure_attributes.capacity_reservation_group");
        let is_spot = availability.is("SPOT_AZURE") || availability.is("SPOT_WITH_FALLBACK_AZURE");
        if is_spot && group.is_set() && !group.is_unknown() {
            findings.push(
                availability
                    .wrong(format!(
                        "{} wants spot VMs from a capacity reservation, and Azure has none there",
                        machines.name()
                    ))
                    .help("write `ON_DEMAND_AZURE`, or leave the reservation out")
                    .related(group.head(), "the reservation"),
            );
        }
    }
}

//! A pool that keeps more idle VMs than it may have.

use crate::rules::prelude::*;

rule!("BRC4040", "pool-min-above-max", Correctness, Check::Resources(&["instance_pools"], check));

fn check(_: &Cx<'_>, pool: &Resource<'_>, findings: &mut Findings<'_>) {
    let (idle, most) = (pool.get("min_idle_instances"), pool.get("max_capacity"));
    let (Some(idle_count), Some(most_count)) = (idle.int(), most.int()) else { return };
    if idle_count > most_count {
        findings.push(
            idle.wrong(format!("{} keeps {idle_count} VMs idle and may have {most_count}", pool.name()))
                .help("write a `min_idle_instances` that is not above `max_capacity`")
                .related(most.span(), "the most"),
        );
    }
}

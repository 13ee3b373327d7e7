//! VMs of a pool that wait day and night where people only try things out.

use crate::rules::prelude::*;

rule!("BRC5010", "idle-pool-in-development", Cost, Check::Resources(&["instance_pools"], check));

fn check(cx: &Cx<'_>, pool: &Resource<'_>, findings: &mut Findings<'_>) {
    let idle = pool.get("min_idle_instances");
    let Some(count) = idle.int().filter(|count| *count > 0) else { return };
    if !cx.is_production() {
        let vms = if count == 1 { "a VM" } else { "VMs" };
        findings.push(
            idle.wrong(format!("{} keeps {vms} idle day and night in development", pool.name()))
                .help("write `min_idle_instances: 0` here, and the number in an overlay of production"),
        );
    }
}

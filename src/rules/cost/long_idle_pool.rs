//! A pool that keeps VMs for hours after their last use.

use crate::rules::prelude::*;

rule!("BRC5015", "long-idle-pool", Cost, Check::Resources(&["instance_pools"], check));

/// Minutes after which a VM has most likely been kept for nothing.
const LONG: i64 = 4 * 60;

fn check(_: &Cx<'_>, pool: &Resource<'_>, findings: &mut Findings<'_>) {
    let minutes = pool.get("idle_instance_autotermination_minutes");
    let Some(waits) = minutes.int().filter(|waits| *waits > LONG) else { return };
    findings.push(
        minutes
            .wrong(format!("{} keeps each VM for {} hours after its last use", pool.name(), waits / 60))
            .help("write `idle_instance_autotermination_minutes: 15`, and what has to be at hand as `min_idle_instances`"),
    );
}

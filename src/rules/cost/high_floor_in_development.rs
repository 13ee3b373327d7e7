//! An all-purpose cluster that keeps many workers where few people work.

use crate::rules::prelude::*;

rule!("BRC5019", "high-floor-in-development", Cost, Check::Clusters(check));

/// How many workers are many.
const MANY: i64 = 10;

fn check(cx: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let least = cluster.get("autoscale.min_workers");
    let Some(count) = least.int().filter(|count| *count >= MANY) else { return };
    if cluster.role == Role::AllPurpose && !cx.is_production() {
        findings.push(
            least
                .wrong(format!("{} keeps {count} workers in development, busy or not", cluster.name()))
                .help("write `min_workers: 1` here, and the number in an overlay of production"),
        );
    }
}

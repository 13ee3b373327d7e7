//! A large all-purpose cluster that keeps all its workers while one person types.

use crate::rules::prelude::*;

rule!("BRC5016", "large-fixed-cluster", Cost, Check::Clusters(check));

/// How many workers are many.
const MANY: i64 = 10;

fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let workers = cluster.get("num_workers");
    let Some(count) = workers.int().filter(|count| *count >= MANY) else { return };
    if cluster.role == Role::AllPurpose {
        findings.push(
            workers
                .wrong(format!("{} keeps {count} workers, whatever there is to do", cluster.name()))
                .help(format!("write `autoscale: {{ min_workers: 1, max_workers: {count} }}`")),
        );
    }
}

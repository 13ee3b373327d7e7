//! An all-purpose cluster that waits for more than half a day before it stops.

use crate::rules::prelude::*;

rule!("BRC5014", "long-auto-termination", Cost, Check::Clusters(check));

/// Minutes of half a day.
const LONG: i64 = 12 * 60;

fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let minutes = cluster.get("autotermination_minutes");
    let Some(waits) = minutes.int().filter(|waits| *waits > LONG) else { return };
    if cluster.role == Role::AllPurpose {
        findings.push(
            minutes
                .wrong(format!("{} idles for {} hours before it stops", cluster.name(), waits / 60))
                .help("write `autotermination_minutes: 30`; it takes a few minutes to start anew"),
        );
    }
}

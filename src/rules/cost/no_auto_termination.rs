//! An all-purpose cluster that runs until somebody stops it.

use crate::rules::prelude::*;

rule!("BRC5001", "no-auto-termination", Cost, Check::Clusters(check));

fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let minutes = cluster.get("autotermination_minutes");
    let never = minutes.int() == Some(0) || (minutes.is_absent() && !cluster.has_policy());
    if cluster.role == Role::AllPurpose && never {
        findings.push(
            minutes
                .wrong(format!("{} never terminates itself", cluster.name()))
                .help("write `autotermination_minutes: 30`"),
        );
    }
}

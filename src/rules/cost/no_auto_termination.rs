//! An all-purpose cluster that runs until somebody stops it.

use crate::rules::policy::fills_in;
use crate::rules::prelude::*;

rule!("BRC5001", "no-auto-termination", Cost, Check::Clusters(check));

fn check(cx: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let minutes = cluster.get("autotermination_minutes");
    let never = || {
        minutes.int() == Some(0) || (minutes.is_absent() && !fills_in(cx, cluster, "autotermination_minutes"))
    };
    if cluster.role == Role::AllPurpose && never() {
        findings.push(
            minutes
                .wrong(format!("{} never terminates itself", cluster.name()))
                .help("write `autotermination_minutes: 30`"),
        );
    }
}

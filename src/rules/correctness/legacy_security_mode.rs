//! An access mode from before Unity Catalog. Passthrough has a rule of its own among those of security.

use crate::rules::prelude::*;

rule!("BRC4033", "legacy-security-mode", Correctness = Warning, Check::Clusters(check));

/// Each mode, and the one to move to.
const LEGACY: [(&str, &str); 3] = [
    ("LEGACY_SINGLE_USER", "SINGLE_USER"),
    ("LEGACY_SINGLE_USER_STANDARD", "SINGLE_USER"),
    ("LEGACY_TABLE_ACL", "USER_ISOLATION"),
];

fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let mode = cluster.get("data_security_mode");
    let Some((legacy, instead)) = LEGACY.iter().find(|(legacy, _)| mode.is(legacy)) else { return };
    findings.push(
        mode.wrong(format!("{} has the access mode `{legacy}`, which newer runtimes drop", cluster.name()))
            .help(format!("move to `{instead}` and Unity Catalog")),
    );
}

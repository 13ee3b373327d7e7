//! A cluster whose local disks are not encrypted, by a word of the spec.

use crate::rules::prelude::*;

rule!("BRC6006", "no-disk-encryption", Security, Check::Clusters(check));

fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let value = cluster.get("enable_local_disk_encryption");
    if value.bool() == Some(false) {
        findings.push(
            value
                .wrong(format!("{} does not encrypt what it spills to local disks", cluster.name()))
                .help("write `true`"),
        );
    }
}

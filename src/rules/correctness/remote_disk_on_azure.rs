//! Settings of remote disks that only Google Cloud has.

use crate::rules::prelude::*;

rule!(
    "BRC4043",
    "remote-disk-on-azure",
    Correctness = Warning,
    Check::Resources(&["clusters", "instance_pools", "jobs"], check)
);

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    for machines in resource.machines() {
        for field in ["remote_disk_throughput", "total_initial_remote_disk_size"] {
            let value = machines.get(field);
            // 0 stands in copies of clusters, and asks for nothing.
            if value.int().is_some_and(|size| size > 0) {
                findings.push(
                    value
                        .wrong_key(format!(
                            "{} sets `{field}`, which only Google Cloud knows",
                            machines.name()
                        ))
                        .help("remove it")
                        .fix(value.remove()),
                );
            }
        }
    }
}

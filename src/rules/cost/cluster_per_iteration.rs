//! A loop that starts a cluster for each element.

use crate::rules::prelude::*;

rule!("BRC5034", "cluster-per-iteration", Cost, Check::Tasks(check));

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    let cluster = task.get("new_cluster");
    if task.nested && cluster.is_set() {
        findings.push(
            cluster
                .wrong_key(format!("{} starts a cluster for each element of the loop", task.name()))
                .help("describe the cluster in `job_clusters`, and name it by `job_cluster_key`"),
        );
    }
}

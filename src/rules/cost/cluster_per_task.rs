//! Tasks behind each other that start the same cluster each.

use crate::rules::prelude::*;

rule!("BRC5033", "cluster-per-task", Cost, Check::Jobs(check));

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    let mut last = None;
    for (task, _, before) in job.dependencies() {
        let (own, other) = (task.get("new_cluster"), before.get("new_cluster"));
        // One finding a task, whatever it waits for.
        let key = task.get("task_key").span();
        if own.is_same(other) && last != Some(key) {
            last = Some(key);
            findings.push(
                own.wrong_key(format!("{} starts a cluster like that of {}, which it waits for", task.name(), before.name()))
                    .help("describe the cluster once in `job_clusters`, and name it in both tasks by `job_cluster_key`")
                    .related(other.head(), "the same cluster"),
            );
        }
    }
}

//! A job that runs by itself on a cluster meant for people.

use crate::rules::prelude::*;

rule!("BRC5002", "all-purpose-cluster-in-job", Cost, Check::Jobs(check));

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    if !job.is_automatic() {
        return;
    }
    for task in job.tasks() {
        let cluster = task.get("existing_cluster_id");
        if cluster.is_set() {
            findings.push(
                cluster
                    .wrong(format!(
                        "{} of a job that starts by itself runs on an all-purpose cluster",
                        task.name()
                    ))
                    .help("declare a cluster in `job_clusters`, and name it by `job_cluster_key`"),
            );
        }
    }
}

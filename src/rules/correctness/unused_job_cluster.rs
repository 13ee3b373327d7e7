//! A job cluster on which no task runs.

use crate::rules::prelude::*;

rule!("BRC4059", "unused-job-cluster", Correctness = Warning, Check::Jobs(check));

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    for key in job.unused("job_clusters", "job_cluster_key") {
        let name = key.text().unwrap_or_default();
        findings.push(
            key.wrong(format!("no task runs on the job cluster `{name}`"))
                .help("name it in a task by `job_cluster_key`, or leave it out"),
        );
    }
}

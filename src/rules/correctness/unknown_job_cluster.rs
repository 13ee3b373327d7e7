//! A task that runs on a job cluster which the job does not declare.

use crate::rules::prelude::*;

rule!("BRC4010", "unknown-job-cluster", Correctness, Check::Jobs(check));

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    let declared = job.get("job_clusters");
    let keys: Vec<Value<'_>> = declared.list().map(|cluster| cluster.get("job_cluster_key")).collect();
    let known: Vec<_> = keys.iter().filter_map(|key| key.text()).collect();
    if declared.is_unknown() || known.len() < keys.len() {
        return;
    }
    for task in job.tasks() {
        let key = task.get("job_cluster_key");
        let Some(text) = key.text().filter(|text| !known.contains(text)) else { continue };
        let found = key.wrong(format!("{} declares no job cluster `{text}`", job.name()));
        let otherwise = format!("declare `{text}` in `job_clusters`");
        findings.push(found.meant(key, known.iter().map(|key| &**key), otherwise));
    }
}

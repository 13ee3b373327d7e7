//! A task that has nothing to run on.

use crate::rules::prelude::*;

// The service: "An environment is required for serverless task …", as told in
// <https://github.com/databricks/databricks-sdk-py/issues/1228>; which tasks need one stands in the reference of the API.
rule!("BRC4054", "task-without-compute", Correctness, Check::Tasks(check));

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    if task.cluster().is_some() {
        return;
    }
    let alone = task.get("environment_key").is_absent() && task.get("compute").is_absent();
    let Some(kind) = task.code().filter(|kind| alone && *kind != "notebook_task") else { return };
    findings.push(
        task.get(kind)
            .wrong_key(format!("{} has neither a cluster nor, for serverless compute, an environment", task.name()))
            .help("name a cluster by `job_cluster_key`, or one of the job's `environments` by `environment_key`"),
    );
}

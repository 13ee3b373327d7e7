//! Libraries of a task that runs on serverless compute.

use crate::rules::prelude::*;

// The service: "Libraries field is not supported for serverless task, please specify libraries in environment", as told
// in <https://github.com/databricks/dbt-databricks/issues/943>.
rule!("BRC4057", "libraries-on-serverless", Correctness, Check::Tasks(check));

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    let libraries = task.get("libraries");
    if task.is_serverless() && libraries.list().len() > 0 {
        findings.push(
            libraries
                .wrong_key(format!("{} has libraries and no cluster to install them on", task.name()))
                .help("list them as `dependencies` of an element of the job's `environments`, which the task names by `environment_key`"),
        );
    }
}

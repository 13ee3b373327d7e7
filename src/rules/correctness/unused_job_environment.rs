//! A serverless environment in which no task runs.

use crate::rules::prelude::*;

rule!("BRC4060", "unused-job-environment", Correctness = Warning, Check::Jobs(check));

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    for key in job.unused("environments", "environment_key") {
        let name = key.text().unwrap_or_default();
        findings.push(
            key.wrong(format!("no task runs in the environment `{name}` of {}", job.name()))
                .help("name it in a task by `environment_key`, or leave it out"),
        );
    }
}

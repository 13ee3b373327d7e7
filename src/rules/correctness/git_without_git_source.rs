//! A task that takes its file from a Git source which the job does not have.

use crate::rules::prelude::*;

rule!("BRC4062", "git-without-git-source", Correctness, Check::Tasks(check));

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    let source = ["notebook_task", "spark_python_task", "sql_task.file", "dbt_task", "gen_ai_compute_task"]
        .map(|place| task.get(place).get("source"))
        .into_iter()
        .find(|source| source.is("GIT"));
    let Some(source) = source else { return };
    if task.job.get("git_source").is_absent() {
        findings.push(
            source
                .wrong(format!(
                    "{} takes its file from Git, and {} has no `git_source`",
                    task.name(),
                    task.job.name()
                ))
                .help("declare `git_source`, or write `source: WORKSPACE`"),
        );
    }
}

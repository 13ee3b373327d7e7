//! A job that does nothing.

use crate::rules::prelude::*;

rule!("BRC4072", "job-without-tasks", Correctness = Warning, Check::Jobs(check));

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    let tasks = job.get("tasks");
    // One that does not speak of tasks at all is a sketch.
    if tasks.is_absent() || tasks.is_unknown() {
        return;
    }
    if tasks.list().len() == 0 {
        let found = tasks.wrong_key(format!("{} has no tasks", job.name()));
        findings.push(found.help("add a task to `tasks`, or leave the job out of the environment"));
    } else if tasks.list().all(|task| task.get("disabled").bool() == Some(true)) {
        let found = tasks.wrong_key(format!("all tasks of {} are disabled", job.name()));
        findings.push(found.help("pause the schedule, or leave the job out of the environment"));
    }
}

//! A production job that may hang for ever.

use crate::rules::prelude::*;

rule!("BRC7010", "no-timeout", Operations, Check::Jobs(check));

fn check(cx: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    let is_endless = |value: Value<'_>| value.is_absent() || value.int() == Some(0);
    if !cx.is_production() || job.get("continuous").is_set() || !is_endless(job.get("timeout_seconds")) {
        return;
    }
    // What decides or loops takes as long as the tasks that it decides on or loops over.
    let mut tasks = job
        .tasks()
        .filter(|task| task.get("condition_task").is_absent() && task.get("for_each_task").is_absent());
    if tasks.any(|task| is_endless(task.get("timeout_seconds"))) {
        findings.push(
            job.0
                .body
                .wrong_key(format!("{} may run for ever", job.name()))
                .help("add `timeout_seconds`, several times what a run takes"),
        );
    }
}

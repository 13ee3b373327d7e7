//! A production job that fails for good when a VM is lost.

use crate::rules::prelude::*;

rule!("BRC7011", "no-retries", Operations, Check::Jobs(check));

fn check(cx: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    if !cx.is_production() || job.get("continuous").is_set() {
        return;
    }
    // Serverless compute tries again of its own accord, unless it is told not to.
    let on_cluster = |task: &Task<'_>| {
        task.code().is_some()
            && (task.cluster().is_some() || task.get("disable_auto_optimization").bool() == Some(true))
    };
    let mut tasks = job.tasks().filter(on_cluster).peekable();
    if tasks.peek().is_some() && tasks.all(|task| task.get("max_retries").is_absent()) {
        findings.push(
            job.0
                .body
                .wrong_key(format!("no task of {} is tried again when it fails", job.name()))
                .help("add `max_retries: 1` to the tasks that may run twice, `max_retries: 0` to those that may not"),
        );
    }
}

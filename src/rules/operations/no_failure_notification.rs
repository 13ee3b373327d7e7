//! A production job whose failure nobody hears of.

use crate::rules::prelude::*;

rule!("BRC7001", "no-failure-notification", Operations, Check::Jobs(check));

fn check(cx: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    if !cx.is_production() || tells(job.0.body) {
        return;
    }
    let mut tasks = job.tasks().filter(|task| !task.nested).peekable();
    // Where each task tells, the job need not.
    if tasks.peek().is_some() && tasks.all(|task| tells(task.value)) {
        return;
    }
    findings.push(
        job.0
            .body
            .wrong_key(format!("nobody hears when {} fails", job.name()))
            .help("add `email_notifications: { on_failure: [address] }`"),
    );
}

/// Whether a job or task tells somebody of its failure.
fn tells(value: Value<'_>) -> bool {
    ["email_notifications.on_failure", "webhook_notifications.on_failure"].into_iter().any(|path| {
        let receivers = value.get(path);
        receivers.is_unknown() || receivers.list().len() > 0
    })
}

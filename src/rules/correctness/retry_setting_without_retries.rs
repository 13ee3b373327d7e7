//! How a task is tried again, where it never is.

use crate::rules::prelude::*;

rule!("BRC4066", "retry-setting-without-retries", Correctness = Warning, Check::Tasks(check));

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    let retries = task.get("max_retries");
    // Serverless compute tries again of its own accord, unless it is told not to.
    let by_itself = task.is_serverless() && task.get("disable_auto_optimization").bool() != Some(true);
    if retries.int() != Some(0) && (retries.is_set() || by_itself) {
        return;
    }
    let (on_timeout, interval) = (task.get("retry_on_timeout"), task.get("min_retry_interval_millis"));
    let idle = (on_timeout.bool() == Some(true)).then_some(on_timeout);
    if let Some(setting) = idle.or((interval.int() > Some(0)).then_some(interval)) {
        findings.push(
            setting
                .wrong_key(format!("{} is never tried again, so this says nothing", task.name()))
                .help("add `max_retries: 1`, or leave this out"),
        );
    }
}

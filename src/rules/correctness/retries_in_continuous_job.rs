//! Retries of a task whose job does not try tasks again.

use crate::rules::prelude::*;

// "You cannot use retry policies in a continuous job", unless its task retry mode is "on failure":
// <https://learn.microsoft.com/azure/databricks/jobs/continuous>; the API's default of it is `NEVER`.
rule!("BRC4069", "retries-in-continuous-job", Correctness = Warning, Check::Tasks(check));

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    let (continuous, retries) = (task.job.get("continuous"), task.get("max_retries"));
    let mode = continuous.get("task_retry_mode");
    let never = continuous.is_set() && !continuous.is_unknown() && (mode.is_absent() || mode.is("NEVER"));
    if never && retries.int().is_some_and(|retries| retries != 0) {
        findings.push(
            retries
                .wrong_key(format!(
                    "{} is of a continuous job, which starts anew instead of trying tasks again",
                    task.name()
                ))
                .help("write `task_retry_mode: ON_FAILURE` in `continuous`, or leave `max_retries` out")
                .related(continuous.head(), "continuous by this"),
        );
    }
}

//! A condition on tasks before it, on a task that waits for none.

use crate::rules::prelude::*;

rule!("BRC4051", "run-if-without-dependencies", Correctness = Warning, Check::Tasks(check));

/// Conditions that say nothing where there is nothing to wait for. `ALL_SUCCESS` is the default, which exports write out.
const IDLE: [&str; 3] = ["ALL_DONE", "AT_LEAST_ONE_SUCCESS", "NONE_FAILED"];

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    let (condition, waits) = (task.get("run_if"), task.get("depends_on"));
    let Some(text) = condition.text().filter(|text| IDLE.contains(&&**text)) else { return };
    if waits.is_absent() || (!waits.is_unknown() && waits.list().len() == 0) {
        findings.push(
            condition
                .wrong_key(format!("{} depends on no task, so `{text}` has nothing to look at", task.name()))
                .help("leave `run_if` out, or name the tasks in `depends_on`"),
        );
    }
}

//! A loop inside of a loop.

use crate::rules::prelude::*;

rule!("BRC4015", "nested-for-each", Correctness, Check::Tasks(check));

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    let inner = task.get("for_each_task");
    if task.nested && inner.is_set() {
        findings.push(
            inner
                .wrong_key(format!("{} of a `for_each_task` is a `for_each_task` itself", task.name()))
                .help("run the inner loop as a job of its own, by `run_job_task`"),
        );
    }
}

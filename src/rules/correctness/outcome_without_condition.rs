//! An outcome of a task that has none.

use crate::rules::prelude::*;

// The service: "Outcomes can only be specified for if/else condition dependencies", as told in
// <https://github.com/Nike-Inc/brickflow/issues/172>.
rule!("BRC4052", "outcome-without-condition", Correctness, Check::Jobs(check));

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    for (task, entry, other) in job.dependencies() {
        let outcome = entry.get("outcome");
        if outcome.is_set() && other.get("condition_task").is_absent() {
            findings.push(
                outcome
                    .wrong_key(format!(
                        "{} waits for an outcome of {}, which is no condition task",
                        task.name(),
                        other.name()
                    ))
                    .help("leave `outcome` out; `run_if` tells success from failure")
                    .fix(outcome.remove())
                    .related(other.get("task_key").span(), "the task"),
            );
        }
    }
}

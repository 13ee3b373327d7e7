//! A task behind a condition that does not say on which outcome it runs.

use crate::rules::prelude::*;

rule!("BRC4053", "missing-outcome", Correctness = Warning, Check::Jobs(check));

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    for (task, entry, other) in job.dependencies() {
        let outcome = entry.get("outcome");
        if outcome.is_absent() && other.get("condition_task").is_set() {
            findings.push(
                entry
                    .get("task_key")
                    .wrong(format!(
                        "{} depends on the condition of {}, and not on one of its outcomes",
                        task.name(),
                        other.name()
                    ))
                    .help("add `outcome: \"true\"` or `outcome: \"false\"`"),
            );
        }
    }
}

//! A task that runs when others have failed, and that waits for none.

use crate::rules::prelude::*;

rule!("BRC4050", "unreachable-run-if", Correctness = Warning, Check::Tasks(check));

/// Conditions that no task fulfils while it waits for none: a job of which the first task had one was seen not to run
/// at all (<https://github.com/databricks/cli/issues/1360>).
const FAILED: [&str; 2] = ["ALL_FAILED", "AT_LEAST_ONE_FAILED"];

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    let (condition, waits) = (task.get("run_if"), task.get("depends_on"));
    let Some(text) = condition.text().filter(|text| FAILED.contains(&&**text)) else { return };
    if waits.is_absent() || (!waits.is_unknown() && waits.list().len() == 0) {
        findings.push(
            condition
                .wrong(format!(
                    "{} never runs: `{text}`, and it depends on no task that could fail",
                    task.name()
                ))
                .help("name the tasks in `depends_on`, or leave `run_if` out"),
        );
    }
}

//! A task that is tried again for ever.

use crate::rules::prelude::*;

rule!("BRC5032", "unlimited-retries", Cost, Check::Tasks(check));

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    let retries = task.get("max_retries");
    if retries.int() == Some(-1) && task.job.get("continuous").is_absent() {
        findings.push(
            retries
                .wrong(format!("{} is tried again until it succeeds, however long that takes", task.name()))
                .help("write a number, such as `max_retries: 3`, or make the job `continuous`"),
        );
    }
}

//! A task that may take longer than the job as a whole.

use crate::rules::prelude::*;

rule!("BRC4067", "task-timeout-above-job", Correctness = Warning, Check::Tasks(check));

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    let (own, whole) = (task.get("timeout_seconds"), task.job.get("timeout_seconds"));
    let (Some(seconds), Some(most)) = (own.int(), whole.int()) else { return };
    if most > 0 && seconds > most {
        findings.push(
            own.wrong(format!(
                "{} may take {seconds} seconds, and the job is stopped after {most}",
                task.name()
            ))
            .help("give the task less time, or the job more")
            .related(whole.span(), "the job's time"),
        );
    }
}

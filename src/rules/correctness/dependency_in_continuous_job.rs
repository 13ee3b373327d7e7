//! Tasks that wait for each other in a continuous job.

use crate::rules::prelude::*;

// "You cannot use task dependencies with a continuous job":
// <https://learn.microsoft.com/azure/databricks/jobs/continuous>.
rule!("BRC4070", "dependency-in-continuous-job", Correctness = Warning, Check::Jobs(check));

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    let continuous = job.get("continuous");
    let waiting = job.tasks().find(|task| task.get("depends_on").list().len() > 0);
    let Some(task) = waiting.filter(|_| continuous.is_set()) else { return };
    findings.push(
        task.get("depends_on")
            .wrong_key(format!("{} is continuous, and {} depends on another", job.name(), task.name()))
            .help("let one task do it all, or run the job by a `trigger`")
            .related(continuous.head(), "continuous by this"),
    );
}

//! Several runs at one time of a job that keeps one going.

use crate::rules::prelude::*;

// "There can be only one running instance of a continuous job":
// <https://learn.microsoft.com/azure/databricks/jobs/continuous>.
rule!("BRC4068", "concurrent-continuous-job", Correctness = Warning, Check::Jobs(check));

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    let (continuous, runs) = (job.get("continuous"), job.get("max_concurrent_runs"));
    if continuous.is_set() && runs.int() > Some(1) {
        findings.push(
            runs.wrong(format!("{} is continuous, so one run is all there is at one time", job.name()))
                .help("leave `max_concurrent_runs` out, or write 1")
                .related(continuous.head(), "continuous by this")
                .fix(runs.remove()),
        );
    }
}

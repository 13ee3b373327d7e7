//! Jobs that run jobs that run jobs, too deep.

use rustc_hash::FxHashSet;

use crate::rules::prelude::*;

// "Databricks does not support jobs … that nest more than three Run Job tasks":
// <https://learn.microsoft.com/azure/databricks/jobs/tasks/run-job>.
rule!("BRC4071", "deep-run-job", Correctness = Warning, Check::Environment(check));

/// How deep jobs may be nested.
const MOST: usize = 3;

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    // Each step from a job to one that it starts.
    let mut steps: Vec<(Job<'_>, Value<'_>, &str)> = Vec::new();
    for job in cx.jobs() {
        for value in job.tasks().map(|task| task.get("run_job_task.job_id")) {
            if let Some(other) = cx.referred(value).filter(|other| other.kind() == "jobs") {
                steps.push((job, value, &other.model.key));
            }
        }
    }
    // The jobs below which others are nested once, twice, …
    let above = |below: &FxHashSet<&str>| -> FxHashSet<&str> {
        steps.iter().filter(|(.., other)| below.contains(other)).map(|(job, ..)| &*job.0.model.key).collect()
    };
    let mut nested: FxHashSet<&str> = steps.iter().map(|(job, ..)| &*job.0.model.key).collect();
    for _ in 1..MOST {
        nested = above(&nested);
    }
    // Of a chain that is longer still, the first job that is too far above tells.
    let deeper = above(&above(&nested));
    for (job, value, other) in &steps {
        if nested.contains(other) && !deeper.contains(&*job.0.model.key) {
            findings.push(
                value
                    .wrong(format!("{} nests more than three jobs below each other", job.name()))
                    .help("let this job start the inner ones itself"),
            );
        }
    }
}

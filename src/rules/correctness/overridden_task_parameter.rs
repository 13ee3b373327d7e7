//! A parameter of a task that a parameter of the job replaces.

use rustc_hash::FxHashSet;

use crate::rules::prelude::*;

// "Job parameters take precedence over task parameters. If a job parameter and a task parameter have the same key, the
// job parameter overrides the task parameter", and the types of tasks to which they are handed down:
// <https://learn.microsoft.com/azure/databricks/jobs/job-parameters>.
rule!("BRC4080", "overridden-task-parameter", Correctness = Warning, Check::Jobs(check));

/// Where tasks have parameters by name.
const PLACES: [&str; 4] = [
    "notebook_task.base_parameters",
    "python_wheel_task.named_parameters",
    "sql_task.parameters",
    "run_job_task.job_parameters",
];

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    let names: Vec<Value<'_>> = job.get("parameters").list().map(|parameter| parameter.get("name")).collect();
    let known: FxHashSet<String> = names.iter().filter_map(|name| Some(name.text()?.into_owned())).collect();
    for task in job.tasks() {
        for (name, value) in PLACES.iter().flat_map(|place| task.get(place).entries()) {
            // What refers to the job's parameter, or to anything else of the run, is left to its author.
            if value.text().is_some() && known.contains(name) {
                let found = value.wrong_key(format!(
                    "the parameter `{name}` of {} never has this value: the job has a parameter of that name",
                    task.name()
                ));
                let first = names.iter().find(|value| value.is(name));
                let found = found.help("give it another name, or leave it out");
                findings.push(match first {
                    Some(first) => found.related(first.span(), "the parameter of the job"),
                    None => found,
                });
            }
        }
    }
}

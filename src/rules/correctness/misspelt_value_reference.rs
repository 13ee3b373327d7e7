//! A reference to a value of the run, misspelt.

use crate::diagnostic::did_you_mean;
use crate::rules::prelude::*;
use crate::rules::tasks::value_references;

// "Entering an invalid reference that belongs to a known namespace (for example, {{job.naem}}) is not allowed", and the
// list of references: <https://learn.microsoft.com/azure/databricks/jobs/dynamic-value-references>. The list grows, so
// only what is close to one of them counts as misspelt.
rule!("BRC4086", "misspelt-value-reference", Correctness = Warning, Check::Tasks(check));

const JOB: &[&str] = &["id", "name", "parameters", "repair_count", "run_id", "start_time", "trigger"];
const TASK: &[&str] = &["execution_count", "name", "notebook_path", "run_id"];
const TASKS: &[&str] = &[
    "error_code",
    "execution_count",
    "notebook_path",
    "output",
    "result_state",
    "run_id",
    "start_time",
    "values",
];
const WORKSPACE: &[&str] = &["id", "url"];

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    task.each_text(&mut |text, value| {
        for steps in value_references(text) {
            let (known, step) = match steps.as_slice() {
                ["job", step, ..] => (JOB, step),
                ["task", step, ..] => (TASK, step),
                ["tasks", _, step, ..] => (TASKS, step),
                ["workspace", step, ..] => (WORKSPACE, step),
                _ => continue,
            };
            if known.contains(step) {
                continue;
            }
            if let Some(meant) = did_you_mean(step, known.iter().copied()) {
                findings.push(
                    value
                        .wrong(format!("there is no value `{{{{{}}}}}` of a run", steps.join(".")))
                        .help(format!("did you mean `{meant}` instead of `{step}`?")),
                );
            }
        }
    });
}

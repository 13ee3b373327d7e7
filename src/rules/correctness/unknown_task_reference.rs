//! A reference to a value of a task that the job does not have.

use crate::diagnostic::did_you_mean;
use crate::rules::prelude::*;
use crate::rules::tasks::value_references;

rule!("BRC4082", "unknown-task-reference", Correctness = Warning, Check::Jobs(check));

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    let keys: Vec<Value<'_>> = job.tasks().map(|task| task.get("task_key")).collect();
    let known: Vec<_> = keys.iter().filter_map(|key| key.text()).collect();
    if known.len() < keys.len() {
        return;
    }
    for task in job.tasks() {
        task.each_text(&mut |text, value| {
            for steps in value_references(text) {
                let ["tasks", key, _, ..] = steps.as_slice() else { continue };
                if known.iter().any(|known| known == key) {
                    continue;
                }
                let found = value.wrong(format!("{} has no task `{key}`", job.name()));
                findings.push(match did_you_mean(key, known.iter().map(|key| &**key)) {
                    Some(known) => found.help(format!("did you mean `{known}`?")),
                    None => found.help("name a task of this job"),
                });
            }
        });
    }
}

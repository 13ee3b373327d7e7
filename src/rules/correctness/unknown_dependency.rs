//! A task that waits for one that the job does not have.

use rustc_hash::FxHashSet;

use crate::rules::prelude::*;

rule!("BRC4009", "unknown-dependency", Correctness, Check::Jobs(check));

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    let tasks: Vec<Task<'_>> = job.tasks().filter(|task| !task.nested).collect();
    let keys: Vec<Value<'_>> = tasks.iter().map(|task| task.get("task_key")).collect();
    let known: Vec<_> = keys.iter().filter_map(|key| key.text()).collect();
    if known.len() < keys.len() {
        // A key that is not known may be the one.
        return;
    }
    let set: FxHashSet<&str> = known.iter().map(|key| &**key).collect();
    for task in &tasks {
        for entry in task.get("depends_on").list() {
            let key = entry.get("task_key");
            let Some(text) = key.text().filter(|text| !set.contains(&**text)) else { continue };
            let found = key.wrong(format!("{} has no task `{text}`", job.name()));
            let otherwise = "name a task of this job, or leave the dependency out";
            findings.push(found.meant(key, known.iter().map(|key| &**key), otherwise));
        }
    }
}

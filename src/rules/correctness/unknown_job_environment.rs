//! A task in a serverless environment that the job does not declare.

use crate::rules::prelude::*;

rule!("BRC4058", "unknown-job-environment", Correctness, Check::Jobs(check));

/// The lists of a job, with the key of their elements, by which tasks name them.
const LISTS: [(&str, &str); 2] =
    [("environments", "environment_key"), ("environment_variables", "environment_variables_key")];

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    for (list, field) in LISTS {
        let declared = job.get(list);
        let keys: Vec<Value<'_>> = declared.list().map(|element| element.get(field)).collect();
        let known: Vec<_> = keys.iter().filter_map(|key| key.text()).collect();
        if declared.is_unknown() || known.len() < keys.len() {
            continue;
        }
        for task in job.tasks() {
            let key = task.get(field);
            let Some(text) = key.text().filter(|text| !known.contains(text)) else { continue };
            let found = key.wrong(format!("{} has no `{text}` in `{list}`", job.name()));
            let otherwise = format!("declare `{text}` in `{list}`");
            findings.push(found.meant(key, known.iter().map(|key| &**key), otherwise));
        }
    }
}

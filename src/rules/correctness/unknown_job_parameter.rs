//! A reference to a parameter that the job does not have.

use crate::diagnostic::did_you_mean;
use crate::rules::prelude::*;
use crate::rules::tasks::value_references;

rule!("BRC4081", "unknown-job-parameter", Correctness = Warning, Check::Jobs(check));

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    let parameters = job.get("parameters");
    let names: Vec<Value<'_>> = parameters.list().map(|parameter| parameter.get("name")).collect();
    let known: Vec<_> = names.iter().filter_map(|name| name.text()).collect();
    if parameters.is_unknown() || known.len() < names.len() {
        return;
    }
    for task in job.tasks() {
        task.each_text(&mut |text, value| {
            for steps in value_references(text) {
                let ["job", "parameters", name] = steps.as_slice() else { continue };
                if known.iter().any(|known| known == name) {
                    continue;
                }
                let found = value.wrong(format!("{} has no parameter `{name}`", job.name()));
                findings.push(match did_you_mean(name, known.iter().map(|name| &**name)) {
                    Some(known) => found.help(format!("did you mean `{known}`?")),
                    None => found.help(format!("declare `{name}` in `parameters` of the job")),
                });
            }
        });
    }
}

//! External models of one endpoint that do different things.

use crate::rules::prelude::*;

// "The task type of all external models within an endpoint must be the same", says the reference of the API.
rule!(
    "BRC4139",
    "different-external-tasks",
    Correctness,
    Check::Resources(&["model_serving_endpoints"], check)
);

fn check(_: &Cx<'_>, endpoint: &Resource<'_>, findings: &mut Findings<'_>) {
    let tasks = endpoint.get("config.served_entities").list().map(|entity| entity.get("external_model.task"));
    let mut known = tasks.filter(|task| task.text().is_some());
    let Some(first) = known.next() else { return };
    let text = first.text().unwrap_or_default();
    for task in known.filter(|task| !task.is(&text)) {
        findings.push(
            task.wrong(format!("the external models of {} have different tasks", endpoint.name()))
                .help("write one task, or make an endpoint for each")
                .related(first.span(), "the task of the first one"),
        );
    }
}

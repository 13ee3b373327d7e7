//! A variable of an app that takes its value from a resource which the app lacks.

use crate::rules::prelude::*;

rule!("BRC4147", "unknown-app-resource", Correctness, Check::Resources(&["apps"], check));

fn check(_: &Cx<'_>, app: &Resource<'_>, findings: &mut Findings<'_>) {
    let resources = app.get("resources");
    let names: Vec<_> = resources.list().map(|resource| resource.get("name")).collect();
    // A space may have resources for its apps.
    if app.get("space").is_set() || resources.is_unknown() || names.iter().any(|name| name.text().is_none()) {
        return;
    }
    for value in app.get("env_vars").list().map(|variable| variable.get("value_from")) {
        let Some(text) = value.text() else { continue };
        if !names.iter().any(|name| name.is(&text)) {
            findings.push(
                value
                    .wrong(format!("{} has no resource of the name `{text}`", app.name()))
                    .help("write the `name` of one of its `resources`, or add the resource"),
            );
        }
    }
}

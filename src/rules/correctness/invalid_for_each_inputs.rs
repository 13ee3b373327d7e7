//! A loop over something that is no list.

use serde_json::Value as Json;

use crate::rules::prelude::*;

// "This can be a JSON string or a reference to an array parameter", says the reference of the API. How long it may be:
// <https://learn.microsoft.com/azure/databricks/jobs/for-each-lookup-example>.
rule!("BRC4074", "invalid-for-each-inputs", Correctness, Check::Tasks(check));

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    let inputs = task.get("for_each_task.inputs");
    let Some(text) = inputs.text() else { return };
    let is_list = |text: &str| matches!(serde_json::from_str(text), Ok(Json::Array(_)));
    // Lists in single quotes stand in Databricks' own examples.
    if !is_list(&text) && !is_list(&text.replace('\'', "\"")) {
        findings.push(
            inputs.wrong(format!("what {} loops over is no JSON list", task.name())).help(
                "write the text of a list, such as `'[\"orders\", \"returns\"]'`, or a reference to one",
            ),
        );
    }
}

//! A name that Databricks keeps for its own serving endpoints.

use crate::rules::prelude::*;

// "Endpoint names cannot use the databricks- prefix":
// <https://learn.microsoft.com/azure/databricks/machine-learning/model-serving/create-manage-serving-endpoints>.
rule!(
    "BRC4138",
    "reserved-endpoint-name",
    Correctness = Warning,
    Check::Resources(&["model_serving_endpoints"], check)
);

fn check(_: &Cx<'_>, endpoint: &Resource<'_>, findings: &mut Findings<'_>) {
    let name = endpoint.get("name");
    if name.text().is_some_and(|text| text.starts_with("databricks-")) {
        findings.push(
            name.wrong(format!("the name of {} begins with `databricks-`", endpoint.name()))
                .help("choose another name; those that begin so are for endpoints of Databricks"),
        );
    }
}

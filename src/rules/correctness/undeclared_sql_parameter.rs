//! A parameter of a query to which nothing gives a value.

use crate::rules::prelude::*;
use crate::rules::sql;

rule!("BRC4126", "undeclared-sql-parameter", Correctness = Warning, Check::Resources(&["alerts"], check));

fn check(_: &Cx<'_>, alert: &Resource<'_>, findings: &mut Findings<'_>) {
    let (query, parameters) = (alert.get("query_text"), alert.get("parameters"));
    let Some(text) = query.text() else { return };
    let names: Vec<_> = parameters.list().map(|parameter| parameter.get("name")).collect();
    if parameters.is_unknown() || names.iter().any(|name| name.text().is_none()) {
        return;
    }
    for name in sql::parameters(&text) {
        if !names.iter().any(|declared| declared.is(name)) {
            findings.push(
                query
                    .wrong(format!("the query of {} has a parameter `:{name}` without a value", alert.name()))
                    .help(format!("add `{{ name: {name}, value: … }}` to `parameters`")),
            );
        }
    }
}

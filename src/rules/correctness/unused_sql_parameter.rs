//! A parameter of an alert that its query does not have.

use crate::rules::prelude::*;
use crate::rules::sql;

rule!("BRC4127", "unused-sql-parameter", Correctness = Warning, Check::Resources(&["alerts"], check));

fn check(_: &Cx<'_>, alert: &Resource<'_>, findings: &mut Findings<'_>) {
    let query = alert.get("query_text");
    let Some(text) = query.text() else { return };
    let used = sql::parameters(&text);
    for parameter in alert.get("parameters").list() {
        let value = parameter.get("name");
        let Some(name) = value.text() else { continue };
        if !used.contains(&&*name) {
            findings.push(
                value
                    .wrong(format!("the query of {} has no parameter `:{name}`", alert.name()))
                    .help("remove the parameter, or write it in the query")
                    .related(query.span(), "the query")
                    .fix(parameter.remove()),
            );
        }
    }
}

//! An option of a connection by a name that the service does not know.

use crate::rules::prelude::*;

rule!(
    "BRC4118",
    "misnamed-connection-option",
    Correctness = Warning,
    Check::Resources(&["connections"], check)
);

/// What people write, and what it is called.
const NAMES: [(&str, &str); 6] = [
    ("hostname", "host"),
    ("server", "host"),
    ("username", "user"),
    ("user_name", "user"),
    ("pwd", "password"),
    ("http_path", "httpPath"),
];

/// The types of connections to databases, whose options these are.
const TYPES: [&str; 9] = [
    "DATABRICKS",
    "MYSQL",
    "ORACLE",
    "POSTGRESQL",
    "REDSHIFT",
    "SNOWFLAKE",
    "SQLDW",
    "SQLSERVER",
    "TERADATA",
];

/// The first option with such a name, and what it is called.
pub(super) fn one(options: Value<'_>) -> Option<(Value<'_>, &'static str, &'static str)> {
    let known = NAMES.iter().filter(|(_, right)| options.key(right).is_absent());
    known.map(|(wrong, right)| (options.key(wrong), *wrong, *right)).find(|(value, ..)| value.is_set())
}

// https://learn.microsoft.com/azure/databricks/query-federation/
fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let options = resource.get("options");
    if options.is_unknown() || !TYPES.iter().any(|kind| resource.get("connection_type").is(kind)) {
        return;
    }
    if let Some((value, wrong, right)) = one(options) {
        findings.push(
            value
                .wrong_key(format!("{} has an option `{wrong}`, which is called `{right}`", resource.name()))
                .help(format!("call it `{right}`"))
                .fix(value.rename_key(right)),
        );
    }
}

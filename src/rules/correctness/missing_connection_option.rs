//! A connection without what it takes to reach its system.

use crate::rules::prelude::*;

rule!(
    "BRC4117",
    "missing-connection-option",
    Correctness = Warning,
    Check::Resources(&["connections"], check)
);

/// What each type of connection cannot do without.
const NEEDED: [(&str, &[&str]); 9] = [
    ("DATABRICKS", &["host", "httpPath"]),
    ("MYSQL", &["host"]),
    ("ORACLE", &["host"]),
    ("POSTGRESQL", &["host"]),
    ("REDSHIFT", &["host"]),
    ("SNOWFLAKE", &["host"]),
    ("SQLDW", &["host"]),
    ("SQLSERVER", &["host"]),
    ("TERADATA", &["host"]),
];

// https://learn.microsoft.com/azure/databricks/query-federation/
fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let (options, kind) = (resource.get("options"), resource.get("connection_type"));
    let Some(kind) = kind.text() else { return };
    let needed = NEEDED.iter().find(|(of, _)| *of == kind).map_or(&[][..], |(_, names)| names);
    let missing = |name: &&&str| {
        let own = options.entries().any(|(key, _)| key.eq_ignore_ascii_case(name));
        let secret = resource.get("secrets");
        !own && !options.is_unknown() && secret.key(name).is_absent()
    };
    // What is called otherwise is another rule's.
    if let Some(name) =
        needed.iter().find(missing).filter(|_| super::misnamed_connection_option::one(options).is_none())
    {
        findings.push(
            options
                .wrong_key(format!(
                    "{} has no option `{name}`, which a connection to {kind} needs",
                    resource.name()
                ))
                .help(format!("add `{name}` to `options`")),
        );
    }
}

//! A program that signs in to Databricks with a personal access token.
//!
//! Source: <https://learn.microsoft.com/azure/databricks/dev-tools/auth/pat>

use crate::rules::prelude::*;

rule!("BRC6022", "personal-access-token", Security, Check::Resources(&[], check));

/// The variable that the tools of Databricks read a personal access token from.
const NAME: &str = "DATABRICKS_TOKEN";

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    look(resource.body, resource, findings);
}

fn look(value: Value<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    for (key, inner) in value.entries() {
        if key == NAME && inner.is_set() {
            findings.push(
                inner.wrong_key(format!("{} signs in with a personal access token", resource.name())).help(
                    "sign in as a service principal: `DATABRICKS_CLIENT_ID` and `DATABRICKS_CLIENT_SECRET`",
                ),
            );
        }
        look(inner, resource, findings);
    }
    value.list().for_each(|inner| look(inner, resource, findings));
}

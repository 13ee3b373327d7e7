//! Entitlements that do not go together.

use crate::rules::prelude::*;

rule!(
    "BRC4116",
    "excluding-entitlements",
    Correctness = Warning,
    Check::Resources(&["groups", "service_principals"], check)
);

// https://learn.microsoft.com/azure/databricks/security/auth/entitlements
fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let values = || resource.get("entitlements").list().map(|entry| entry.get("value"));
    let Some(consumer) = values().find(|value| value.is("workspace-consume")) else { return };
    if let Some(more) =
        values().find(|value| value.is("workspace-access") || value.is("databricks-sql-access"))
    {
        findings.push(
            consumer
                .wrong(format!(
                    "`workspace-consume` of {} stands beside an entitlement that holds more",
                    resource.name()
                ))
                .help("leave one of them out")
                .related(more.span(), "holds more"),
        );
    }
}

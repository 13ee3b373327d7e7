//! A production environment that is deployed to the resource group of a development environment.
//!
//! Source: <https://learn.microsoft.com/azure/azure-resource-manager/management/manage-resource-groups-portal>

use crate::rules::prelude::*;

rule!("BRC7030", "group-shared-with-development", Operations, Check::Environment(check));

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    let Some(azure) = cx.azure().filter(|_| cx.is_production()) else { return };
    let group = azure.get("resource_group");
    let Some(own) = group.text().map(|text| text.to_lowercase()) else { return };
    let subscription = azure.get("subscription_id");
    let same = |other: Value<'_>| {
        let theirs = other.get("subscription_id");
        let one_subscription = match (subscription.text(), theirs.text()) {
            (Some(one), Some(other)) => one.eq_ignore_ascii_case(&other),
            _ => subscription.is_absent() && theirs.is_absent(),
        };
        one_subscription && other.get("resource_group").text().is_some_and(|text| text.to_lowercase() == own)
    };
    let Some((name, _)) = cx.development().find(|(_, other)| same(*other)) else { return };
    findings.push(
        group
            .wrong(format!(
                "the resource group is that of `{name}` too, so its roles, locks and budget are as well"
            ))
            .help("give each environment its own, such as `rg-${name}-${environment}`"),
    );
}

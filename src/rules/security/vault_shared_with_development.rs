//! A production environment that reads its secrets from the vault of a development environment.
//!
//! Source: <https://learn.microsoft.com/azure/key-vault/general/best-practices>

use crate::rules::prelude::*;

rule!("BRC6025", "vault-shared-with-development", Security, Check::Environment(check));

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    let Some(azure) = cx.azure().filter(|_| cx.is_production()) else { return };
    let id =
        |azure: Value<'_>| azure.get("key_vault.existing.resource_id").text().map(|id| id.to_lowercase());
    let Some(own) = id(azure) else { return };
    let mut development = cx.development();
    let Some((name, _)) = development.find(|(_, other)| id(*other).as_deref() == Some(&*own)) else { return };
    findings.push(
        azure
            .get("key_vault.existing.resource_id")
            .wrong(format!("the vault is that of `{name}` too, where more people reach its secrets"))
            .help("give production a vault of its own"),
    );
}

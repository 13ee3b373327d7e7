//! A production vault whose secrets can be deleted for good.
//!
//! Source: <https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview>

use crate::rules::prelude::*;

rule!("BRC6023", "no-purge-protection", Security, Check::Environment(check));

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    let Some(azure) = cx.azure().filter(|_| cx.is_production()) else { return };
    let protection = azure.get("key_vault.purge_protection");
    if protection.bool() == Some(false) {
        findings.push(
            protection
                .wrong("who may purge the vault can delete its secrets before their retention is over")
                .help("remove it; vaults are protected by default"),
        );
    }
}

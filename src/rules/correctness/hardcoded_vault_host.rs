//! The address of a key vault that is written into a template.
//!
//! The linter of Bicep refuses the suffix alike: `no-hardcoded-env-urls`.

use crate::rules::templates::prelude::*;

rule!("BRC4223", "hardcoded-vault-host", Correctness = Warning, Check::Templates(check));

const SUFFIX: &str = ".vault.azure.net";

fn check(set: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    let mut found = Vec::new();
    template.each_value(&mut |value| {
        let Some(text) = value.text() else { return };
        let Some((before, _)) = text.split_once(SUFFIX) else { return };
        let name = before.rsplit("//").next().unwrap_or_default();
        let literal = !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '<' || c == '>');
        if literal && before.ends_with(&format!("//{name}")) {
            found.push((value.span, name));
        }
    });
    let grants = ["Microsoft.Authorization/roleAssignments", "Microsoft.KeyVault/vaults/accessPolicies"];
    let access = grants.iter().any(|kind| set.resources(kind).next().is_some());
    for (span, name) in found {
        let stands_in = ["your", "my-", "<", "example"].iter().any(|word| name.starts_with(word));
        let what = if stands_in { ", which only stands in for a name" } else { "" };
        let help = "declare the vault as `existing` and take `properties.vaultUri` of it";
        let help =
            if access { help.to_owned() } else { format!("{help}; nothing here gives access to it either") };
        let found = told.found(span, format!("the template names the key vault `{name}`{what}")).help(help);
        told.push_unless(Some("no-hardcoded-env-urls"), set.map(), found);
    }
}

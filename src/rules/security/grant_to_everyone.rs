//! Everybody in the account is granted everything there is to grant.

use crate::rules::grants::{SECURABLES, grants};
use crate::rules::prelude::*;

rule!("BRC6010", "grant-to-everyone", Security, Check::Resources(SECURABLES, check));

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    for grant in grants(resource).filter(|grant| grant.principal.is("account users")) {
        if let Some(privilege) = grant.one_of(&["ALL_PRIVILEGES", "MANAGE"]) {
            let name = privilege.text().unwrap_or_default();
            findings.push(
                privilege
                    .wrong(format!("everybody in the account has `{name}` on {}", resource.name()))
                    .help("grant the privileges that are needed to groups that need them"),
            );
        }
    }
}

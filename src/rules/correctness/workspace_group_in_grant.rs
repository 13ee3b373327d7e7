//! A group of the workspace where Unity Catalog knows only those of the account.

use crate::rules::grants::{SECURABLES, grants};
use crate::rules::prelude::*;

rule!("BRC4111", "workspace-group-in-grant", Correctness, Check::Resources(SECURABLES, check));

// https://learn.microsoft.com/azure/databricks/admin/users-groups/groups
fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let owner = resource.get("owner");
    let principals = grants(resource).map(|grant| grant.principal).chain([owner]);
    for value in principals {
        let Some(name) = value.text().filter(|name| ["admins", "users"].contains(&&**name)) else { continue };
        let found = value.wrong(format!(
            "`{name}` is a group of the workspace, and Unity Catalog knows those of the account"
        ));
        findings.push(if name == "users" && value.span() != owner.span() {
            found.help("write `account users`").fix(value.replace("account users"))
        } else {
            found.help("name a group of the account")
        });
    }
}

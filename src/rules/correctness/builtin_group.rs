//! A group that is there in every workspace or account.

use crate::rules::prelude::*;

rule!("BRC4115", "builtin-group", Correctness = Warning, Check::Resources(&["groups"], check));

/// The groups that Databricks makes.
pub(super) const GROUPS: [&str; 3] = ["account users", "admins", "users"];

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let value = resource.get("display_name");
    let adopts = resource.get("lifecycle.adopt");
    let Some(name) = value.text().filter(|name| GROUPS.contains(&&**name)) else {
        return;
    };
    if adopts.is_absent() || adopts.bool() == Some(false) {
        findings.push(
            value
                .wrong(format!("the group `{name}` is there already, and nobody can make another"))
                .help("take another name, or write `lifecycle: { adopt: true }`"),
        );
    }
}

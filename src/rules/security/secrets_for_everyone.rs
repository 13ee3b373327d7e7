//! Everybody may read the secrets of a scope.

use crate::rules::grants::is_everyone;
use crate::rules::prelude::*;

rule!("BRC6012", "secrets-for-everyone", Security, Check::Resources(&["secret_scopes"], check));

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    for entry in resource.get("permissions").list() {
        let level = entry.get("level");
        let everyone = entry.get("group_name").text().is_some_and(|group| is_everyone(&group));
        if everyone && (level.is("READ") || level.is("WRITE")) {
            findings.push(
                level
                    .wrong(format!("everybody in the workspace may read the secrets of {}", resource.name()))
                    .help("let a group read them whose members need to"),
            );
        }
    }
}

//! Everybody may manage something.

use crate::rules::grants::is_everyone;
use crate::rules::prelude::*;

rule!("BRC6005", "manage-for-everyone", Security, Check::Resources(&[], check));

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let entries = resource.get("permissions").list();
    let manages = |entry: Value<'_>| {
        let everyone = entry.get("group_name").text().is_some_and(|group| is_everyone(&group));
        everyone && ["CAN_MANAGE", "MANAGE"].iter().any(|level| entry.get("level").is(level))
    };
    let levels = entries.filter(|entry| manages(*entry)).map(|entry| entry.get("level"));
    let initial = resource.get("initial_manage_principal");
    for value in levels.chain([initial].into_iter().filter(|value| value.is("users"))) {
        findings.push(
            value
                .wrong(format!("everybody in the workspace may manage {}", resource.name()))
                .help("let a group manage it whose members need to"),
        );
    }
}

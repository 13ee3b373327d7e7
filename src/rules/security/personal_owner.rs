//! Something of production that belongs to a person.

use crate::rules::grants::is_person;
use crate::rules::prelude::*;

rule!("BRC6009", "personal-owner", Security, Check::Resources(&[], check));

fn check(cx: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    if !cx.is_production() {
        return;
    }
    let owners = resource.get("permissions").list().filter(|entry| entry.get("level").is("IS_OWNER"));
    let owners = owners.map(|entry| entry.get("user_name")).chain([resource.get("owner")]);
    for owner in owners.filter(|owner| owner.text().is_some_and(|text| is_person(&text))) {
        findings.push(
            owner
                .wrong(format!("{} belongs to a person", resource.name()))
                .help("let a group own it, or a service principal"),
        );
    }
}

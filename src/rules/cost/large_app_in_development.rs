//! A large app where people develop.

use crate::rules::prelude::*;

rule!("BRC5045", "large-app-in-development", Cost, Check::Resources(&["apps"], check));

fn check(cx: &Cx<'_>, app: &Resource<'_>, findings: &mut Findings<'_>) {
    let size = app.get("compute_size");
    let Some(text) = size.text().filter(|text| **text != *"MEDIUM") else { return };
    if !cx.is_production() {
        findings.push(
            size.wrong(format!("{} has the size `{text}` in development", app.name()))
                .help("write `MEDIUM`, and the larger size in the overlay of production"),
        );
    }
}

//! A global init script that no cluster runs.

use crate::rules::prelude::*;

// "By default, the script is not enabled", says the reference of the API.
rule!(
    "BRC4153",
    "idle-init-script",
    Correctness = Warning,
    Check::Resources(&["global_init_scripts"], check)
);

fn check(_: &Cx<'_>, script: &Resource<'_>, findings: &mut Findings<'_>) {
    let enabled = script.get("enabled");
    if enabled.is_absent() {
        findings.push(
            enabled
                .wrong_key(format!("{} is not enabled, so no cluster runs it", script.name()))
                .help("write `enabled: true`, or `enabled: false` if it shall lie idle"),
        );
    }
}

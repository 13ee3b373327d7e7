//! A production job that starts by itself, and is told not to.

use crate::rules::prelude::*;

rule!("BRC7018", "paused-in-production", Operations = Info, Check::Jobs(check));

fn check(cx: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    if !cx.is_production() {
        return;
    }
    for status in ["schedule", "trigger", "continuous"].map(|field| job.get(field).get("pause_status")) {
        if status.is("PAUSED") {
            findings.push(
                status
                    .wrong(format!("nothing starts {} in production", job.name()))
                    .help("leave `pause_status` out: it is paused in development only"),
            );
        }
    }
}

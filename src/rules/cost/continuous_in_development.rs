//! A job of a development environment that never stops.

use crate::model::Mode;
use crate::rules::prelude::*;

rule!("BRC5030", "continuous-in-development", Cost, Check::Jobs(check));

fn check(cx: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    let status = job.get("continuous.pause_status");
    if cx.mode() == Mode::Development && status.is("UNPAUSED") {
        findings.push(
            status.wrong(format!("{} runs all day in a development environment", job.name())).help(
                "leave `pause_status` out, which pauses it in development, or set it in production alone",
            ),
        );
    }
}

//! A production job that starts by itself, as whoever deployed it.

use crate::rules::prelude::*;

rule!("BRC7012", "no-run-as", Operations, Check::Jobs(check));

fn check(cx: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    if cx.is_production() && job.is_automatic() && job.get("run_as").is_absent() {
        findings.push(
            job.0
                .body
                .wrong_key(format!("{} runs as whoever deploys it", job.name()))
                .help("add `run_as: { service_principal_name: … }`, with the application id of a service principal of its own"),
        );
    }
}

//! Something of production that runs as a person.

use crate::rules::prelude::*;

rule!("BRC6008", "personal-run-as", Security, Check::Resources(&["alerts", "jobs", "pipelines"], check));

fn check(cx: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let user = resource.get("run_as.user_name");
    if cx.is_production() && user.text().is_some() {
        findings.push(
            user.wrong(format!("{} runs as a person, and ends when that person leaves", resource.name()))
                .help("name a service principal in `service_principal_name`"),
        );
    }
}

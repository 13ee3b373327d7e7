//! A connection that takes whoever answers for the system it wants.

use crate::rules::prelude::*;

rule!("BRC6013", "unverified-certificate", Security, Check::Resources(&["connections"], check));

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let value = resource.get("options.trustServerCertificate");
    if value.text().is_some_and(|text| text.eq_ignore_ascii_case("true")) {
        findings.push(
            value
                .wrong(format!("{} takes any certificate, so anybody on the way may answer", resource.name()))
                .help("write `\"false\"`, and let the server have a certificate that is trusted"),
        );
    }
}

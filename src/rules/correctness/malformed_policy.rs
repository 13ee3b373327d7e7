//! The definition of a policy that is not JSON.

use crate::rules::policy::{Definition, FIELDS, Fault};
use crate::rules::prelude::*;

rule!("BRC4037", "malformed-policy", Correctness, Check::Resources(&["cluster_policies"], check));

fn check(_: &Cx<'_>, policy: &Resource<'_>, findings: &mut Findings<'_>) {
    for value in FIELDS.map(|field| policy.get(field)) {
        let Some(Err(fault)) = Definition::read(value) else { continue };
        let fault = match fault {
            Fault::Syntax(reason, line, column) => {
                format!("is not JSON at its line {line}, column {column}: {reason}")
            }
            Fault::NoObject => "is no JSON object".to_owned(),
        };
        findings.push(
            value
                .wrong(format!("the definition of {} {fault}", policy.name()))
                .help("write one JSON object with a rule for each attribute"),
        );
    }
}

//! A policy that keeps its clusters from terminating themselves.

use crate::rules::policy::{Definition, FIELDS};
use crate::rules::prelude::*;

rule!("BRC5017", "policy-without-auto-termination", Cost, Check::Resources(&["cluster_policies"], check));

fn check(_: &Cx<'_>, policy: &Resource<'_>, findings: &mut Findings<'_>) {
    for value in FIELDS.map(|field| policy.get(field)) {
        let Some(Ok(definition)) = Definition::read(value) else { continue };
        let fixed = |path: &str, text: &str| definition.fixed(path).is_some_and(|fixed| fixed == text);
        // A cluster of a job ends with its run.
        if fixed("autotermination_minutes", "0") && !fixed("cluster_type", "job") {
            findings.push(
                value
                    .wrong(format!("clusters of {} never terminate themselves", policy.name()))
                    .help("fix `autotermination_minutes` to 30, or allow a range"),
            );
        }
    }
}

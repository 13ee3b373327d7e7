//! A rule of a policy that refuses its own default.

use crate::rules::policy::{Definition, FIELDS};
use crate::rules::prelude::*;

rule!(
    "BRC4252",
    "default-outside-policy",
    Correctness = Warning,
    Check::Resources(&["cluster_policies"], check)
);

fn check(_: &Cx<'_>, policy: &Resource<'_>, findings: &mut Findings<'_>) {
    for value in FIELDS.map(|field| policy.get(field)) {
        let Some(Ok(definition)) = Definition::read(value) else { continue };
        for (_, says, default) in definition.refused_defaults() {
            findings.push(
                value
                    .wrong(format!("{} {says}, and its default is `{default}`", policy.name()))
                    .help("write a default that the rule takes, or leave it out"),
            );
        }
    }
}

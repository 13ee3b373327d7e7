//! A rule of a policy that is none.

use crate::rules::policy::{Definition, FIELDS, fault};
use crate::rules::prelude::*;

rule!("BRC4038", "wrong-policy-rule", Correctness, Check::Resources(&["cluster_policies"], check));

fn check(_: &Cx<'_>, policy: &Resource<'_>, findings: &mut Findings<'_>) {
    for value in FIELDS.map(|field| policy.get(field)) {
        let Some(Ok(definition)) = Definition::read(value) else { continue };
        for (path, rule) in definition.raw() {
            if let Some((what, help)) = fault(rule) {
                findings.push(
                    value.wrong(format!("the rule for `{path}` of {} {what}", policy.name())).help(help),
                );
            }
        }
    }
}

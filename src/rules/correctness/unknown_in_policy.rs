//! Words of a policy that say nothing to Databricks: attributes that no cluster has, and misspelt words of rules.

use crate::rules::policy::{Definition, FIELDS, is_attribute, meant, unknown_words};
use crate::rules::prelude::*;

rule!("BRC4039", "unknown-in-policy", Correctness = Warning, Check::Resources(&["cluster_policies"], check));

fn check(_: &Cx<'_>, policy: &Resource<'_>, findings: &mut Findings<'_>) {
    for value in FIELDS.map(|field| policy.get(field)) {
        let Some(Ok(definition)) = Definition::read(value) else { continue };
        for (path, rule) in definition.raw() {
            if !is_attribute(path) {
                let found =
                    value.wrong(format!("{} has a rule for `{path}`, which no cluster has", policy.name()));
                findings.push(match meant(path) {
                    Some(meant) => found.help(format!("did you mean `{meant}`?")),
                    None => found.help("name a field of clusters, nested ones with dots between"),
                });
                continue;
            }
            for (word, meant) in unknown_words(rule) {
                findings.push(
                    value
                        .wrong(format!("the rule for `{path}` of {} has an unknown `{word}`", policy.name()))
                        .help(format!("did you mean `{meant}`?")),
                );
            }
        }
    }
}

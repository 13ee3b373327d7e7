//! A cluster without a value that its policy asks for.

use crate::rules::policy::{Attribute, Verdict, policy};
use crate::rules::prelude::*;

rule!(
    "BRC4036",
    "lacks-what-policy-requires",
    Correctness,
    Check::Resources(&["clusters", "jobs", "pipelines"], check)
);

fn check(cx: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    resource.clusters().iter().for_each(|cluster| check_cluster(cx, cluster, findings));
}

fn check_cluster(cx: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let Some(policy) = policy(cx, cluster) else { return };
    let defaults = cluster.get("apply_policy_default_values");
    policy.each(cluster, &mut |path, found, verdict| {
        let (Attribute::Value(value), Verdict::Missing(has_default)) = (found, verdict) else { return };
        if *has_default && (defaults.bool() == Some(true) || defaults.is_unknown()) {
            return;
        }
        let help = if *has_default {
            "add it, or `apply_policy_default_values: true`, which takes the default of the policy"
        } else {
            "add it, or make it optional by `\"isOptional\": true` in the policy"
        };
        findings.push(
            value
                .wrong(format!("{} wants `{path}`, and {} has none", policy.resource.name(), cluster.name()))
                .help(help)
                .related(policy.text.head(), "the policy says so"),
        );
    });
}

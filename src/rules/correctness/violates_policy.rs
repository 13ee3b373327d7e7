//! A cluster that its own policy refuses.

use crate::rules::policy::{Attribute, Limit, Verdict, policy};
use crate::rules::prelude::*;

rule!("BRC4035", "violates-policy", Correctness, Check::Resources(&["clusters", "jobs", "pipelines"], check));

fn check(cx: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    resource.clusters().iter().for_each(|cluster| check_cluster(cx, cluster, findings));
}

fn check_cluster(cx: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let Some(policy) = policy(cx, cluster) else { return };
    policy.each(cluster, &mut |path, found, verdict| {
        let Verdict::Refused(limit) = verdict else { return };
        let (text, value) = match found {
            Attribute::Derived(text, value) => (text, value),
            Attribute::Value(value) => (value.scalar().unwrap_or_default(), value),
            Attribute::Unknown => return,
        };
        let (policy_name, says, cluster_name) = (policy.resource.name(), limit.words(path), cluster.name());
        let (message, help) = match (limit, path) {
            (_, "cluster_type") => (
                format!("{cluster_name} is of the type `{text}`, and {policy_name} {says}"),
                "take a policy for clusters of this type".to_owned(),
            ),
            (Limit::Forbidden, _) => {
                (format!("{policy_name} {says}, and {cluster_name} sets it"), "remove it".to_owned())
            }
            _ => (format!("{policy_name} {says}, and {cluster_name} has `{text}`"), limit.remedy(&text)),
        };
        let found = value.wrong(message).help(help).related(policy.text.head(), "the policy says so");
        findings.push(match limit {
            Limit::Forbidden if path != "cluster_type" => found.fix(value.remove()),
            _ => found,
        });
    });
}

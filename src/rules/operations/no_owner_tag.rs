//! A production job or cluster of which nobody knows whose it is.

use crate::rules::prelude::*;

rule!("BRC7013", "no-owner-tag", Operations, Check::Resources(&["clusters", "jobs"], check));

/// Words, one of which is in the name of a tag that says whose it is.
const WORDS: [&str; 4] = ["owner", "team", "contact", "maintainer"];

fn check(cx: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let is_cluster = resource.kind() == "clusters";
    // A policy may add tags.
    if !cx.is_production() || (is_cluster && resource.get("policy_id").is_set()) {
        return;
    }
    let field = if is_cluster { "custom_tags" } else { "tags" };
    let tags = resource.get(field);
    let tells = |name: &str| WORDS.iter().any(|word| name.to_ascii_lowercase().contains(word));
    if tags.is_unknown() || tags.entries().any(|(name, _)| tells(name)) {
        return;
    }
    findings.push(
        resource
            .body
            .wrong_key(format!("no tag of {} says whose it is", resource.name()))
            .help(format!("add `{field}: {{ owner: … }}`, with the team that answers for it")),
    );
}

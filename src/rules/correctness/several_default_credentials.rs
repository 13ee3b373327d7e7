//! Two Git credentials that are the default of one identity for one provider.

use rustc_hash::FxHashMap;

use crate::rules::prelude::*;

rule!("BRC4150", "several-default-credentials", Correctness = Warning, Check::Environment(check));

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    let mut seen: FxHashMap<(String, Option<&str>), Value<'_>> = FxHashMap::default();
    for credential in cx.resources("git_credentials") {
        let default = credential.get("is_default_for_provider");
        let owner = credential.get("principal_id");
        let Some(provider) = credential.get("git_provider").text().filter(|_| default.bool() == Some(true))
        else {
            continue;
        };
        if owner.int().is_some() {
            continue;
        }
        let key = (provider.to_lowercase(), owner.raw());
        let Some(first) = seen.get(&key) else {
            seen.insert(key, default);
            continue;
        };
        findings.push(
            default
                .wrong(format!("two Git credentials are the default for `{provider}`"))
                .help("keep it with one of them")
                .related(first.span(), "the first one"),
        );
    }
}

//! A reference to a secret that the scope does not have.

use crate::diagnostic::did_you_mean;
use crate::rules::prelude::*;
use crate::rules::secrets::references;

rule!("BRC4112", "unknown-secret", Correctness = Warning, Check::Environment(check));

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    // Only scopes whose secrets the spec puts there, and all of them known.
    let scopes: Vec<_> = cx
        .resources("secret_scopes")
        .filter_map(|scope| {
            let keys: Option<Vec<_>> =
                scope.get("secrets").list().map(|secret| secret.get("key").text()).collect();
            let keys = keys.filter(|keys| !keys.is_empty())?;
            Some((scope.get("scope").text()?, keys, scope))
        })
        .collect();
    if scopes.is_empty() {
        return;
    }
    for resource in crate::kinds::KINDS.iter().flat_map(|kind| cx.resources(kind.name)) {
        resource.body.each_text(&mut |text, value| {
            for (scope, key) in references(text).filter_map(|inner| inner.split_once('/')) {
                let Some((_, keys, declared)) = scopes.iter().find(|(name, ..)| name == scope) else {
                    continue;
                };
                if keys.iter().any(|known| known == key) {
                    continue;
                }
                let found = value
                    .wrong(format!("{} has no secret `{key}`", declared.name()))
                    .related(declared.get("secrets").head(), "the secrets that it has");
                findings.push(match did_you_mean(key, keys.iter().map(|known| &**known)) {
                    Some(known) => found.help(format!("did you mean `{known}`?")),
                    None => found.help(format!("add `{key}` to the scope")),
                });
            }
        });
    }
}

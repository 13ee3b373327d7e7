//! Code that is fetched over a connection which anybody on the way may change.

use crate::rules::prelude::*;

rule!("BRC6011", "unencrypted-download", Security, Check::Resources(KINDS, check));

const KINDS: &[&str] = &["clusters", "jobs", "pipelines", "repos"];

/// The keys at which code is fetched from an address, and where packages are listed.
const KEYS: [&str; 7] = ["dependencies", "egg", "jar", "package", "repo", "url", "whl"];

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    walk(resource.body, findings);
}

fn walk(value: Value<'_>, findings: &mut Findings<'_>) {
    for (key, inner) in value.entries() {
        if KEYS.contains(&key) {
            inner.each_text(&mut |text, value| look(text, value, findings));
        } else {
            walk(inner, findings);
        }
    }
    value.list().for_each(|element| walk(element, findings));
}

fn look(text: &str, value: Value<'_>, findings: &mut Findings<'_>) {
    let address = text.split_whitespace().find_map(|word| word.rsplit('=').next()?.strip_prefix("http://"));
    let is_own = |host: &str| host.starts_with("localhost") || host.starts_with("127.");
    if address.is_some_and(|host| !is_own(host)) {
        findings.push(
            value
                .wrong("code is fetched over `http://`, where anybody on the way may change it")
                .help("write `https://`"),
        );
    }
}

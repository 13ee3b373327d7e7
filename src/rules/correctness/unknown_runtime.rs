//! A version of Databricks Runtime that is none of those that bricep knows.

use crate::diagnostic::did_you_mean;
use crate::facts::Key;
use crate::rules::prelude::*;

rule!("BRC4004", "unknown-runtime", Correctness = Warning, Check::Clusters(check));

fn check(cx: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let version = cluster.get("spark_version");
    let Some(text) = version.text() else { return };
    let facts = cx.facts();
    let Some(key) = Key::parse(&text) else {
        // What is no version (`auto:latest-lts`, `custom:…`, `dlt:…`) is no version of ours.
        if text.contains("-scala") && !text.contains(':') {
            findings.push(
                version
                    .wrong(format!("`{text}` is not the key of a runtime"))
                    .help(format!("write it as `{}`", facts.newest_key())),
            );
        }
        return;
    };
    if let Some(offered) = facts.offered() {
        // Of one that is out of support another rule tells.
        let ended = facts.is_ancient(&key)
            || facts.runtime(&key).zip(cx.today).is_some_and(|(own, today)| own.end < today);
        if !offered.contains(&*text) && !ended {
            let found = version.wrong(format!("the catalogue of the workspace has no runtime `{text}`"));
            findings.push(match did_you_mean(&text, offered.iter().map(String::as_str)) {
                Some(known) => {
                    found.help(format!("did you mean `{known}`? If it is new, run `bricep catalogue pull`"))
                }
                None => found.help(format!(
                    "take `{}`, or run `bricep catalogue pull` if it is new",
                    facts.newest_key()
                )),
            });
        }
        return;
    }
    // One that is newer than the list is most likely a new one.
    if facts.runtime(&key).is_none() && !facts.is_ancient(&key) && !facts.is_newer(&key) {
        findings.push(
            version
                .wrong(format!("`{text}` is no runtime with long-term support"))
                .help(format!("take one that has it, such as `{}`", facts.newest_key())),
        );
    }
}

//! A version of Databricks Runtime that is none of those that bricep knows.

use crate::rules::facts::runtimes::{Key, newest_key};
use crate::rules::prelude::*;

rule!("BRC4004", "unknown-runtime", Correctness = Warning, Check::Clusters(check));

fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let version = cluster.get("spark_version");
    let Some(text) = version.text() else { return };
    let Some(key) = Key::parse(&text) else {
        // What is no version (`auto:latest-lts`, `custom:…`, `dlt:…`) is no version of ours.
        if text.contains("-scala") && !text.contains(':') {
            findings.push(
                version
                    .wrong(format!("`{text}` is not the key of a runtime"))
                    .help(format!("write it as `{}`", newest_key())),
            );
        }
        return;
    };
    // One that is newer than the list is most likely a new one.
    if key.runtime().is_none() && !key.is_ancient() && !key.is_newer() {
        findings.push(
            version
                .wrong(format!("`{text}` is no runtime with long-term support"))
                .help(format!("take one that has it, such as `{}`", newest_key())),
        );
    }
}

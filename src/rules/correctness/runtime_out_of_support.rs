//! A version of Databricks Runtime whose support has ended.

use crate::facts::Key;
use crate::rules::prelude::*;

rule!("BRC4005", "runtime-out-of-support", Correctness = Warning, Check::Clusters(check));

fn check(cx: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let version = cluster.get("spark_version");
    let Some((today, text)) = cx.today.zip(version.text()) else { return };
    let Some(key) = Key::parse(&text) else { return };
    let ended = match (cx.facts().runtime(&key), cx.facts().runtimes().first()) {
        (Some(runtime), _) if runtime.end < today => format!("ended on {}", runtime.end),
        (None, Some(oldest)) if cx.facts().is_ancient(&key) => format!("ended before {}", oldest.end),
        _ => return,
    };
    findings.push(
        version
            .wrong(format!("support for the runtime `{text}` {ended}"))
            .help(format!("move to a newer one, such as `{}`", cx.facts().newest_key())),
    );
}

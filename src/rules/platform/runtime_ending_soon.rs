//! A version of Databricks Runtime whose support ends within 90 days.

use crate::facts::Key;
use crate::rules::prelude::*;

rule!("BRC9006", "runtime-ending-soon", Platform, Check::Clusters(check));

/// How long before the end people are told.
const DAYS: i32 = 90;

fn check(cx: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let version = cluster.get("spark_version");
    let Some((today, text)) = cx.today.zip(version.text()) else { return };
    let Some(runtime) = Key::parse(&text).and_then(|key| cx.facts().runtime(&key)) else { return };
    let left = (runtime.end - today).get_days();
    if (0..=DAYS).contains(&left) {
        findings.push(
            version
                .wrong(format!("support for the runtime `{text}` ends on {}", runtime.end))
                .help(format!("move to a newer one, such as `{}`", cx.facts().newest_key())),
        );
    }
}

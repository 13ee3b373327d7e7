//! A runtime that does not come with the Scala that its key names.

use crate::facts::Key;
use crate::rules::prelude::*;

rule!("BRC4006", "wrong-scala", Correctness, Check::Clusters(check));

fn check(cx: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let version = cluster.get("spark_version");
    let Some(text) = version.text() else { return };
    let Some(key) = Key::parse(&text) else { return };
    let Some(runtime) = cx.facts().runtime(&key) else { return };
    if runtime.scala.iter().any(|scala| scala == key.scala) {
        return;
    }
    let Some(scala) = runtime.scala.first() else { return };
    let (major, minor) = key.version;
    let front = text.strip_suffix(key.scala).unwrap_or(&text);
    findings.push(
        version
            .wrong(format!("runtime {major}.{minor} does not come with Scala {}", key.scala))
            .help(format!("write `{front}{scala}`"))
            .fix(version.replace(format!("{front}{scala}"))),
    );
}

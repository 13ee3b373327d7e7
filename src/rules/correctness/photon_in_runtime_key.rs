//! A runtime's key that names Photon, which has a field of its own.

use crate::facts::Key;
use crate::rules::prelude::*;

rule!("BRC4030", "photon-in-runtime-key", Correctness = Warning, Check::Clusters(check));

fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let (engine, version) = (cluster.get("runtime_engine"), cluster.get("spark_version"));
    let Some(text) = version.text() else { return };
    if !Key::parse(&text).is_some_and(|key| key.is_photon()) {
        return;
    }
    let key = text.replace("-photon-", "-");
    let finding = if engine.is_absent() {
        version
            .wrong(format!("`{text}` names Photon, which keys of newer runtimes do no more"))
            .help(format!("write `{key}`, and add `runtime_engine: PHOTON`"))
            .fix(version.replace(key).and(cluster.body.insert("runtime_engine", "PHOTON")))
    } else {
        version
            .wrong(format!("`{text}` names Photon beside `runtime_engine`, and the two do not go together"))
            .help(format!("write `{key}`"))
            .fix(version.replace(key))
            .related(engine.head(), "the engine is chosen here")
    };
    findings.push(finding);
}

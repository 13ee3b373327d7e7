//! Photon where there is none: on GPUs, and under older runtimes for machine learning.

use crate::facts::Key;
use crate::rules::prelude::*;

rule!("BRC4029", "photon-not-offered", Correctness = Warning, Check::Clusters(check));

/// The first runtime for machine learning that Photon comes with.
const FIRST_ML: (u32, u32) = (15, 2);

fn check(cx: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let (engine, version) = (cluster.get("runtime_engine"), cluster.get("spark_version"));
    if !engine.is("PHOTON") {
        return;
    }
    let text = version.text();
    let key = text.as_deref().and_then(Key::parse);
    let is_ml = cluster.get("use_ml_runtime").bool() == Some(true);
    let reason = if key.as_ref().is_some_and(Key::is_gpu)
        || cluster.worker_size(cx).is_some_and(|size| cx.facts().has_gpu(&size) == Some(true))
    {
        "runs on GPUs, for which there is no Photon"
    } else if key.is_some_and(|key| (key.is_ml() || is_ml) && key.version < FIRST_ML) {
        "has a runtime for machine learning from before 15.2, the first with Photon"
    } else {
        return;
    };
    findings.push(
        engine
            .wrong(format!("{} {reason}", cluster.name()))
            .help("write `runtime_engine: STANDARD`")
            .fix(engine.replace("STANDARD")),
    );
}

//! VMs with GPUs under a runtime that has no drivers for them.

use crate::facts::Key;
use crate::rules::prelude::*;

rule!("BRC4028", "gpu-without-gpu-runtime", Correctness = Warning, Check::Clusters(check));

fn check(cx: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    // Of the simplified form the service picks the variant, and an image may bring the drivers.
    if ["docker_image", "kind", "use_ml_runtime"].iter().any(|field| cluster.get(field).is_set()) {
        return;
    }
    let version = cluster.get("spark_version");
    let (Some(text), Some(size)) = (version.text(), cluster.worker_size(cx)) else { return };
    let Some(key) = Key::parse(&text) else { return };
    if !key.is_gpu() && cx.facts().has_gpu(&size) == Some(true) {
        let (major, minor) = key.version;
        findings.push(
            version
                .wrong(format!("{} runs on `{size}`, whose GPUs its runtime does not use", cluster.name()))
                .help(format!(
                    "write `{major}.{minor}.x-gpu-ml-scala{}`, or take a size without GPUs",
                    key.scala
                )),
        );
    }
}

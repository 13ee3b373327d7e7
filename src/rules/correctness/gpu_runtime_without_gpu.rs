//! A runtime for GPUs on VMs that have none.

use crate::facts::Key;
use crate::rules::prelude::*;

rule!("BRC4027", "gpu-runtime-without-gpu", Correctness = Warning, Check::Clusters(check));

fn check(cx: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let version = cluster.get("spark_version");
    let (Some(text), Some(size)) = (version.text(), cluster.worker_size(cx)) else { return };
    if Key::parse(&text).is_some_and(|key| key.is_gpu()) && cx.facts().has_gpu(&size) == Some(false) {
        findings.push(
            version.wrong(format!("{} has a runtime for GPUs, and `{size}` has none", cluster.name())).help(
                format!(
                    "write `{}`, or take a size with a GPU, such as `Standard_NC4as_T4_v3`",
                    text.replace("-gpu-ml-", "-cpu-ml-")
                ),
            ),
        );
    }
}

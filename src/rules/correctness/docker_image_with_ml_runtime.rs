//! A container image on a runtime for machine learning.

use crate::facts::Key;
use crate::rules::prelude::*;

rule!("BRC4049", "docker-image-with-ml-runtime", Correctness = Warning, Check::Clusters(check));

fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let (image, version) = (cluster.get("docker_image"), cluster.get("spark_version"));
    let flag = cluster.get("use_ml_runtime");
    let text = version.text();
    let key = text.as_deref().and_then(Key::parse);
    let reason = if key.is_some_and(|key| key.is_ml()) {
        version.span()
    } else if flag.bool() == Some(true) {
        flag.head()
    } else {
        return;
    };
    if image.is_set() {
        findings.push(
            image
                .wrong_key(format!(
                    "{} has a container image, which runtimes for machine learning do not take",
                    cluster.name()
                ))
                .help("take the standard runtime, and put the libraries into the image")
                .related(reason, "for machine learning by this"),
        );
    }
}

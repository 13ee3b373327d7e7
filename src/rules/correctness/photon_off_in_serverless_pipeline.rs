//! Photon turned off where it is always on.

use crate::rules::prelude::*;

rule!(
    "BRC4131",
    "photon-off-in-serverless-pipeline",
    Correctness = Warning,
    Check::Resources(&["pipelines"], check)
);

fn check(_: &Cx<'_>, pipeline: &Resource<'_>, findings: &mut Findings<'_>) {
    let (photon, serverless) = (pipeline.get("photon"), pipeline.get("serverless"));
    if photon.bool() == Some(false) && serverless.bool() == Some(true) {
        findings.push(
            photon
                .wrong(format!("{} is serverless, which runs on Photon always", pipeline.name()))
                .help("remove `photon`")
                .related(serverless.span(), "serverless compute")
                .fix(photon.remove()),
        );
    }
}

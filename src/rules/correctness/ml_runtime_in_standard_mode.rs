//! A runtime for machine learning on a cluster that several users share.

use crate::facts::Key;
use crate::rules::prelude::*;

rule!("BRC4046", "ml-runtime-in-standard-mode", Correctness = Warning, Check::Clusters(check));

/// From this version on nothing is said: what the standard access mode offers has grown since.
const UNTIL: (u32, u32) = (17, 0);

fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let (mode, version) = (cluster.get("data_security_mode"), cluster.get("spark_version"));
    let is_shared = mode.is("USER_ISOLATION") || mode.is("DATA_SECURITY_MODE_STANDARD");
    let Some(text) = version.text().filter(|_| is_shared) else { return };
    let is_ml = cluster.get("use_ml_runtime").bool() == Some(true);
    if Key::parse(&text).is_some_and(|key| (key.is_ml() || is_ml) && key.version < UNTIL) {
        findings.push(
            mode.wrong(format!(
                "{} has a runtime for machine learning, which the standard access mode does not offer",
                cluster.name()
            ))
            .help("write `data_security_mode: SINGLE_USER`, with a user or group in `single_user_name`")
            .related(version.span(), "for machine learning by this"),
        );
    }
}

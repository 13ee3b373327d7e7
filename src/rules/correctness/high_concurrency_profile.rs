//! The Spark profile of high-concurrency clusters, which access modes have replaced.

use crate::rules::prelude::*;

rule!("BRC4042", "high-concurrency-profile", Correctness = Warning, Check::Clusters(check));

fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let profile = cluster.get("spark_conf").key("spark.databricks.cluster.profile");
    if profile.is("serverless") {
        let mode = cluster.get("data_security_mode");
        let help = if mode.is_absent() || mode.is("NONE") {
            "remove the profile, and write `data_security_mode: USER_ISOLATION`"
        } else {
            "remove the profile"
        };
        findings.push(
            profile
                .wrong(format!(
                    "{} is a high-concurrency cluster, which access modes have replaced",
                    cluster.name()
                ))
                .help(help),
        );
    }
}

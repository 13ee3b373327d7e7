//! A shared resource for one user whom it does not name.

use crate::rules::policy::fills_in;
use crate::rules::prelude::*;

rule!("BRC4031", "single-user-without-name", Correctness = Warning, Check::Clusters(check));

fn check(cx: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let mode = cluster.get("data_security_mode");
    let is_dedicated = mode.is("SINGLE_USER") || mode.is("DATA_SECURITY_MODE_DEDICATED");
    // What is named after who deploys it is for them.
    let is_personal = cluster.get("cluster_name").raw().is_some_and(|name| name.contains("${user}"));
    // A job's cluster is for whoever the job runs as.
    if cluster.role == Role::AllPurpose
        && is_dedicated
        && cluster.get("single_user_name").is_absent()
        && !is_personal
        && !fills_in(cx, cluster, "single_user_name")
    {
        findings.push(
            mode.wrong(format!("{} is for one user, and does not say for whom", cluster.name()))
                .help("add `single_user_name`; without it, only who deploys the cluster may use it"),
        );
    }
}

//! A single node that is given workers.

use crate::rules::prelude::*;

rule!("BRC4003", "single-node-with-workers", Correctness, Check::Clusters(check));

fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let conf = cluster.get("spark_conf");
    let (profile, master) = (conf.key("spark.databricks.cluster.profile"), conf.key("spark.master"));
    let flag = cluster.get("is_single_node");
    let reason = if flag.bool() == Some(true) {
        flag
    } else if profile.is("singleNode") {
        profile
    } else if master.text().is_some_and(|master| master.starts_with("local")) {
        master
    } else {
        return;
    };
    let (workers, autoscale) = (cluster.get("num_workers"), cluster.get("autoscale"));
    let wrong = match workers.int() {
        Some(count) if count > 0 => workers,
        _ if autoscale.is_set() => autoscale,
        _ => return,
    };
    findings.push(
        wrong
            .wrong_key(format!("{} is a single node and has workers", cluster.name()))
            .help("leave the workers out, or the setting that makes it a single node")
            .related(reason.head(), "a single node by this"),
    );
}

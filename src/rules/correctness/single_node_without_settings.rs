//! A cluster without workers that is not told to be a single node.

use crate::rules::policy::fills_in;
use crate::rules::prelude::*;

rule!("BRC4002", "single-node-without-settings", Correctness, Check::Clusters(check));

fn check(cx: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let workers = cluster.get("num_workers");
    if workers.int() != Some(0) || cluster.get("is_single_node").is_set() {
        return;
    }
    let conf = cluster.get("spark_conf");
    let settings = [
        ("spark.databricks.cluster.profile", conf.key("spark.databricks.cluster.profile"), "singleNode"),
        ("spark.master", conf.key("spark.master"), "local"),
        ("ResourceClass", cluster.get("custom_tags.ResourceClass"), "SingleNode"),
    ];
    let lacks = |value: Value<'_>, start: &str| {
        value.is_absent() || value.text().is_some_and(|text| !text.starts_with(start))
    };
    let fills_in = |name: &str| {
        let map = if name == "ResourceClass" { "custom_tags" } else { "spark_conf" };
        fills_in(cx, cluster, &format!("{map}.{name}"))
    };
    let lacking = settings.iter().find(|(name, value, start)| lacks(*value, start) && !fills_in(name));
    if let Some((name, ..)) = lacking {
        let place = if *name == "ResourceClass" { "custom_tags" } else { "spark_conf" };
        findings.push(
            workers
                .wrong(format!("{} has no workers, and `{name}` in `{place}` does not make it a single node", cluster.name()))
                .help("add `spark_conf: { spark.databricks.cluster.profile: singleNode, spark.master: \"local[*]\" }` and `custom_tags: { ResourceClass: SingleNode }`"),
        );
    }
}

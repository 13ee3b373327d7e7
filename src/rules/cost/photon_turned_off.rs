//! Photon that is paid for and turned off.

use crate::rules::prelude::*;

rule!("BRC5013", "photon-turned-off", Cost, Check::Clusters(check));

fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let engine = cluster.get("runtime_engine");
    let flag = cluster.get("spark_conf").key("spark.databricks.photon.enabled");
    if engine.is("PHOTON") && flag.is("false") {
        findings.push(
            engine
                .wrong(format!("{} pays for Photon, which its `spark_conf` turns off", cluster.name()))
                .help("write `runtime_engine: STANDARD`, or remove the property")
                .fix(engine.replace("STANDARD"))
                .related(flag.span(), "turned off here"),
        );
    }
}

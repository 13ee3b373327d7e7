//! A cluster that hands its users' own credentials on to storage.

use crate::rules::prelude::*;

rule!("BRC6007", "credential-passthrough", Security, Check::Clusters(check));

// https://learn.microsoft.com/azure/databricks/archive/credential-passthrough/adls-passthrough
fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let value = cluster.get("spark_conf").key("spark.databricks.passthrough.enabled");
    if value.is("true") || value.bool() == Some(true) {
        findings.push(
            value
                .wrong(format!(
                    "{} hands credentials of its users on to storage, past Unity Catalog",
                    cluster.name()
                ))
                .help("take the setting away, and grant what they need in Unity Catalog"),
        );
    }
}

//! A pipeline that publishes its tables to the Hive metastore.

use crate::rules::prelude::*;

// <https://learn.microsoft.com/azure/databricks/ldp/hive-metastore>: a feature that is not developed further.
rule!("BRC9012", "pipeline-without-catalog", Platform, Check::Resources(&["pipelines"], check));

fn check(_: &Cx<'_>, pipeline: &Resource<'_>, findings: &mut Findings<'_>) {
    let catalog = pipeline.get("catalog");
    let hive = catalog.is("hive_metastore");
    if hive || (catalog.is_absent() && pipeline.get("libraries").is_set()) {
        findings.push(
            catalog
                .wrong(format!("{} does not publish its tables to Unity Catalog", pipeline.name()))
                .help("write `catalog` and `schema`; tables that exist do not move with them"),
        );
    }
}

//! An index that follows its table all the time on an endpoint that cannot do so.

use crate::rules::prelude::*;

// "Storage Optimized endpoints accept only TRIGGERED":
// <https://databricks.github.io/sdk-js/api/interfaces/_databricks_sdk-aisearch.v1.DeltaSyncIndexSpec.html>.
rule!(
    "BRC4142",
    "continuous-sync-on-storage-optimized",
    Correctness,
    Check::Resources(&["vector_search_indexes"], check)
);

fn check(cx: &Cx<'_>, index: &Resource<'_>, findings: &mut Findings<'_>) {
    let kind = index.get("delta_sync_index_spec.pipeline_type");
    let Some(endpoint) = cx.referred(index.get("endpoint_name")) else { return };
    let built_for = endpoint.get("endpoint_type");
    if kind.is("CONTINUOUS") && built_for.is("STORAGE_OPTIMIZED") {
        findings.push(
            kind.wrong(format!("{} cannot follow its table all the time", index.name()))
                .help("write `pipeline_type: TRIGGERED`, or move it to an endpoint of the type `STANDARD`")
                .related(built_for.span(), "the endpoint is built for many vectors")
                .fix(kind.replace("TRIGGERED")),
        );
    }
}

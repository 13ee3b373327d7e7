//! An index of a table that does not say when it follows the table.

use crate::rules::prelude::*;

// "Required on create":
// <https://databricks.github.io/sdk-js/api/interfaces/_databricks_sdk-aisearch.v1.DeltaSyncIndexSpec.html>.
rule!(
    "BRC4141",
    "index-without-pipeline-type",
    Correctness,
    Check::Resources(&["vector_search_indexes"], check)
);

fn check(_: &Cx<'_>, index: &Resource<'_>, findings: &mut Findings<'_>) {
    let spec = index.get("delta_sync_index_spec");
    let kind = spec.get("pipeline_type");
    if spec.is_set() && kind.is_absent() {
        findings.push(
            kind.wrong_key(format!("{} does not say when it follows its table", index.name()))
                .help("write `pipeline_type: TRIGGERED`, or `CONTINUOUS` if it has to follow within seconds")
                .fix(spec.insert("pipeline_type", "TRIGGERED")),
        );
    }
}

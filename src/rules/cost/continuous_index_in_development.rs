//! An index that follows its table all the time where people develop.

use crate::rules::prelude::*;

rule!(
    "BRC5044",
    "continuous-index-in-development",
    Cost,
    Check::Resources(&["vector_search_indexes"], check)
);

fn check(cx: &Cx<'_>, index: &Resource<'_>, findings: &mut Findings<'_>) {
    let kind = index.get("delta_sync_index_spec.pipeline_type");
    if kind.is("CONTINUOUS") && !cx.is_production() {
        findings.push(
            kind.wrong(format!("{} follows its table all the time in development", index.name()))
                .help("write `TRIGGERED`, and `CONTINUOUS` in the overlay of production")
                .fix(kind.replace("TRIGGERED")),
        );
    }
}

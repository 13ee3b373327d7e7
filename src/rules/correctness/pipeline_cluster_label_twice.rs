//! Two clusters of a pipeline for one purpose.

use rustc_hash::FxHashMap;

use crate::rules::prelude::*;

rule!(
    "BRC4128",
    "pipeline-cluster-label-twice",
    Correctness = Warning,
    Check::Resources(&["pipelines"], check)
);

fn check(_: &Cx<'_>, pipeline: &Resource<'_>, findings: &mut Findings<'_>) {
    let mut seen: FxHashMap<String, Value<'_>> = FxHashMap::default();
    for cluster in pipeline.get("clusters").list() {
        let label = cluster.get("label");
        let Some(text) = label.text().or(label.is_absent().then_some("default".into())) else { continue };
        let Some(first) = seen.get(&*text) else {
            seen.insert(text.into_owned(), label);
            continue;
        };
        findings.push(
            label
                .wrong(format!("{} has two clusters with the label `{text}`", pipeline.name()))
                .help("give each its own label: `default`, `updates` or `maintenance`")
                .related(first.span(), "the first one"),
        );
    }
}

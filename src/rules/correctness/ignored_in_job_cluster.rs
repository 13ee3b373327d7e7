//! Fields of all-purpose clusters on a cluster that lives as long as a run.

use crate::rules::prelude::*;

rule!("BRC4048", "ignored-in-job-cluster", Correctness = Warning, Check::Clusters(check));

/// Each field, and what decides in its place.
const IGNORED: [(&str, &str); 2] = [
    ("autotermination_minutes", "ends with the run"),
    ("cluster_name", "is named after the job and the run"),
];

fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    if cluster.role == Role::AllPurpose {
        return;
    }
    for (field, instead) in IGNORED {
        let value = cluster.get(field);
        // What is empty or 0 stands in copies of clusters, and asks for nothing.
        if value.is_absent() || value.int() == Some(0) || value.is("") {
            continue;
        }
        findings.push(
            value
                .wrong_key(format!("{} {instead}, whatever `{field}` says", cluster.name()))
                .help(format!("remove `{field}`"))
                .fix(value.remove()),
        );
    }
}

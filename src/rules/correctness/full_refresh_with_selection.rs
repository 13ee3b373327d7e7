//! An update of some tables, and of all of them.

use crate::rules::prelude::*;

rule!("BRC4079", "full-refresh-with-selection", Correctness = Warning, Check::Tasks(check));

const SELECTIONS: [&str; 4] =
    ["full_refresh_selection", "refresh_selection", "refresh_flow_selection", "reset_checkpoint_selection"];

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    for place in ["pipeline_task", "run_job_task.pipeline_params"].map(|place| task.get(place)) {
        let all = place.get("full_refresh");
        let some = SELECTIONS.iter().map(|field| place.get(field)).find(|list| list.list().len() > 0);
        if let Some(some) = some.filter(|_| all.bool() == Some(true)) {
            findings.push(
                some.wrong_key(format!("{} computes all tables anew, and this selects some", task.name()))
                    .help("leave out `full_refresh`, or the selection")
                    .related(all.head(), "all tables"),
            );
        }
    }
}

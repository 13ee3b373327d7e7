//! A notebook that is told to run on a SQL warehouse and on a cluster.

use crate::rules::prelude::*;

rule!("BRC4089", "cluster-beside-warehouse", Correctness = Warning, Check::Tasks(check));

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    let warehouse = task.get("notebook_task.warehouse_id");
    if let Some(cluster) = task.cluster().filter(|_| warehouse.is_set()) {
        findings.push(
            cluster
                .wrong_key(format!(
                    "{} runs its notebook on a SQL warehouse, and names a cluster",
                    task.name()
                ))
                .help("leave one of them out; a warehouse runs cells of SQL alone")
                .related(warehouse.head(), "the warehouse"),
        );
    }
}

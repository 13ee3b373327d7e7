//! A warehouse that keeps several clusters where people develop.

use crate::rules::prelude::*;

rule!("BRC5042", "several-clusters-in-development", Cost, Check::Resources(&["sql_warehouses"], check));

fn check(cx: &Cx<'_>, warehouse: &Resource<'_>, findings: &mut Findings<'_>) {
    let least = warehouse.get("min_num_clusters");
    let Some(min) = least.int().filter(|min| *min > 1) else { return };
    if !cx.is_production() {
        findings.push(
            least
                .wrong(format!("{} keeps {min} clusters in development", warehouse.name()))
                .help("write `min_num_clusters: 1`; it grows to `max_num_clusters` when queries wait"),
        );
    }
}

//! A warehouse whose least number of clusters is above its most.

use crate::rules::prelude::*;

rule!("BRC4122", "warehouse-min-above-max", Correctness, Check::Resources(&["sql_warehouses"], check));

fn check(_: &Cx<'_>, warehouse: &Resource<'_>, findings: &mut Findings<'_>) {
    let (least, most) = (warehouse.get("min_num_clusters"), warehouse.get("max_num_clusters"));
    let (Some(min), Some(max)) = (least.int(), most.int()) else { return };
    if min > max {
        findings.push(
            least
                .wrong(format!("{} has at least {min} clusters and at most {max}", warehouse.name()))
                .help("write a `min_num_clusters` that is not above `max_num_clusters`")
                .related(most.span(), "the most"),
        );
    }
}

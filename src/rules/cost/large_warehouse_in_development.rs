//! A large warehouse where people develop.

use crate::rules::prelude::*;

rule!("BRC5041", "large-warehouse-in-development", Cost, Check::Resources(&["sql_warehouses"], check));

/// The sizes of 32 workers and more.
const LARGE: [&str; 5] = ["X-Large", "2X-Large", "3X-Large", "4X-Large", "5X-Large"];

fn check(cx: &Cx<'_>, warehouse: &Resource<'_>, findings: &mut Findings<'_>) {
    let size = warehouse.get("cluster_size");
    let Some(text) = size.text().filter(|text| LARGE.contains(&&**text)) else { return };
    if !cx.is_production() {
        findings.push(
            size.wrong(format!("{} has the size `{text}` in development", warehouse.name())).help(
                "write a smaller size, such as `Small`, and the larger one in the overlay of production",
            ),
        );
    }
}

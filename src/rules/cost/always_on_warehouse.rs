//! A warehouse that runs until somebody stops it.

use crate::rules::prelude::*;

rule!("BRC5040", "always-on-warehouse", Cost, Check::Resources(&["sql_warehouses"], check));

fn check(_: &Cx<'_>, warehouse: &Resource<'_>, findings: &mut Findings<'_>) {
    let minutes = warehouse.get("auto_stop_mins");
    if minutes.int() == Some(0) {
        findings.push(
            minutes
                .wrong(format!("{} never stops by itself", warehouse.name()))
                .help("write `auto_stop_mins: 10`"),
        );
    }
}

//! A warehouse on VMs that shall stop sooner than it may.

use crate::rules::prelude::*;

// "Must be == 0 or >= 10 mins", says the reference of the API; serverless warehouses may stop sooner:
// <https://learn.microsoft.com/azure/databricks/compute/sql-warehouse/create>.
rule!("BRC4123", "short-auto-stop", Correctness, Check::Resources(&["sql_warehouses"], check));

/// Fewest minutes, but for never.
const LEAST: i64 = 10;

fn check(_: &Cx<'_>, warehouse: &Resource<'_>, findings: &mut Findings<'_>) {
    let value = warehouse.get("auto_stop_mins");
    let Some(minutes) = value.int() else { return };
    let on_vms = warehouse.get("enable_serverless_compute").bool() == Some(false)
        || warehouse.get("warehouse_type").is("CLASSIC");
    if on_vms && (1..LEAST).contains(&minutes) {
        findings.push(
            value
                .wrong(format!(
                    "{} shall stop after {minutes} minutes, and takes {LEAST} at least",
                    warehouse.name()
                ))
                .help(format!("write `auto_stop_mins: {LEAST}`, or turn on serverless compute"))
                .fix(value.replace(LEAST)),
        );
    }
}

//! A task that refreshes a dashboard of the older kind.

use crate::rules::prelude::*;

// <https://learn.microsoft.com/azure/databricks/sql/user/dashboards/>: legacy dashboards are at their end; AI/BI
// dashboards take their place.
rule!("BRC9010", "legacy-dashboard-task", Platform, Check::Tasks(check));

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    let dashboard = task.get("sql_task.dashboard");
    if dashboard.is_set() {
        findings.push(
            dashboard
                .wrong_key(format!("{} refreshes a legacy dashboard, a kind that is at its end", task.name()))
                .help("clone the dashboard to an AI/BI one, and write `dashboard_task`"),
        );
    }
}

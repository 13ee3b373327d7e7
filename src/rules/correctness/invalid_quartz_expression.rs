//! A schedule that the scheduler cannot read.

use crate::rules::prelude::*;
use crate::rules::quartz;

rule!(
    "BRC4012",
    "invalid-quartz-expression",
    Correctness,
    Check::Resources(&["alerts", "jobs", "pipelines"], check)
);

/// Where kinds have schedules.
const PLACES: [&str; 3] =
    ["schedule.quartz_cron_expression", "schedule.quartz_cron_schedule", "trigger.cron.quartz_cron_schedule"];

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    for value in PLACES.map(|place| resource.get(place)) {
        if let Some(fault) = value.text().and_then(|text| quartz::check(&text).err()) {
            findings.push(value.wrong(fault.message).help(fault.help));
        }
    }
}

//! A job that begins every minute, on a cluster that takes longer than that to start.

use crate::rules::prelude::*;

rule!("BRC5031", "schedule-faster-than-cluster", Cost, Check::Jobs(check));

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    if !job.is_automatic() {
        return;
    }
    let (expression, interval) =
        (job.get("schedule.quartz_cron_expression"), job.get("trigger.periodic.interval"));
    let is_minutely = expression.text().is_some_and(|text| is_every_minute(&text))
        || (interval.int() == Some(1) && job.get("trigger.periodic.unit").is("MINUTES"));
    // VMs of a pool may be there already.
    let new =
        job.clusters().find(|cluster| cluster.get("instance_pool_id").is_absent() && !cluster.has_policy());
    let Some(cluster) = new.filter(|_| is_minutely) else { return };
    let place = if expression.is_set() { expression } else { interval };
    findings.push(
        place
            .wrong(format!("{} begins every minute, and its clusters take minutes to start", job.name()))
            .help("let it begin less often, run it on serverless compute, or make it `continuous`")
            .related(cluster.body.head(), "a new cluster for each run"),
    );
}

/// Whether an expression fires in every minute, if only of some hours.
fn is_every_minute(expression: &str) -> bool {
    let minutes = expression.split_whitespace().nth(1);
    minutes.is_some_and(|field| matches!(field, "*" | "*/1" | "0/1" | "0-59"))
}

//! A production job whose health rule nobody hears of.

use crate::rules::prelude::*;

rule!("BRC7017", "unheard-health-rule", Operations, Check::Jobs(check));

fn check(cx: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    if !cx.is_production() {
        return;
    }
    for rule in job.get("health.rules").list() {
        let metric = rule.get("metric");
        let Some(text) = metric.text() else { continue };
        let list = match &*text {
            "RUN_DURATION_SECONDS" => "on_duration_warning_threshold_exceeded",
            text if text.starts_with("STREAMING_BACKLOG") => "on_streaming_backlog_exceeded",
            _ => continue,
        };
        let places = std::iter::once(job.0.body).chain(job.tasks().map(|task| task.value));
        let mut receivers = places.flat_map(|place| {
            ["email_notifications", "webhook_notifications"].map(|field| place.get(field).get(list))
        });
        if receivers.all(|receivers| !receivers.is_unknown() && receivers.list().len() == 0) {
            findings.push(
                metric
                    .wrong(format!("nobody hears when {} breaks this rule", job.name()))
                    .help(format!("add `{list}` to `email_notifications` or `webhook_notifications`")),
            );
        }
    }
}

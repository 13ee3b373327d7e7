//! Receivers of a warning that nothing gives.

use crate::rules::prelude::*;

// "If no rule for the RUN_DURATION_SECONDS metric is specified in the health field for the job, notifications are not
// sent", says the reference of the API.
rule!("BRC4075", "notification-without-health-rule", Correctness = Warning, Check::Jobs(check));

/// Lists of receivers, each with how the metrics begin that it is about.
const LISTS: [(&str, &str, &str); 2] = [
    ("on_duration_warning_threshold_exceeded", "RUN_DURATION", "RUN_DURATION_SECONDS"),
    ("on_streaming_backlog_exceeded", "STREAMING_BACKLOG", "STREAMING_BACKLOG_SECONDS"),
];

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    let (own, tasks) = (job.get("health"), job.tasks().map(|task| task.get("health")));
    let healths: Vec<Value<'_>> = std::iter::once(own).chain(tasks).collect();
    for (list, start, example) in LISTS {
        let measures = |health: &Value<'_>| {
            let rules = health.get("rules");
            let mut metrics = rules.list().map(|rule| rule.get("metric"));
            rules.is_unknown()
                || metrics.any(|metric| {
                    metric.is_unknown() || metric.text().is_some_and(|text| text.starts_with(start))
                })
        };
        if healths.iter().any(measures) {
            continue;
        }
        let places = std::iter::once(job.0.body).chain(job.tasks().map(|task| task.value));
        for receivers in
            places.flat_map(|place| [place.get("email_notifications"), place.get("webhook_notifications")])
        {
            let receivers = receivers.get(list);
            if receivers.list().len() > 0 {
                findings.push(
                    receivers
                        .wrong_key(format!("{} has no health rule that would send this", job.name()))
                        .help(format!("add `health: {{ rules: [{{ metric: {example}, op: GREATER_THAN, value: 3600 }}] }}`, or leave it out")),
                );
            }
        }
    }
}

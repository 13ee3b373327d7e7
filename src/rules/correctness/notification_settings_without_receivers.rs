//! What is left out of notifications that nobody gets.

use crate::rules::prelude::*;

rule!("BRC4076", "notification-settings-without-receivers", Correctness = Warning, Check::Jobs(check));

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    let tasks = job.tasks().map(|task| (task.value, task.name()));
    for (place, name) in std::iter::once((job.0.body, job.name())).chain(tasks) {
        let settings = place.get("notification_settings");
        let says_something = settings.entries().any(|(_, value)| value.bool() == Some(true));
        if says_something && !has_receivers(place) {
            findings.push(
                settings
                    .wrong_key(format!("{name} sends no notifications, so there is nothing to leave out"))
                    .help("add `email_notifications` or `webhook_notifications` beside it, or leave it out"),
            );
        }
    }
}

fn has_receivers(place: Value<'_>) -> bool {
    ["email_notifications", "webhook_notifications"].into_iter().any(|field| {
        let lists = place.get(field);
        lists.is_unknown() || lists.entries().any(|(_, list)| list.is_unknown() || list.list().len() > 0)
    })
}

//! A production job that is due at a time which one day of the year does not have.

use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::rules::prelude::*;

// "If you select a time zone that observes daylight saving time, an hourly job will be skipped or might appear to be
// delayed": <https://learn.microsoft.com/azure/databricks/jobs/scheduled>.
rule!("BRC7019", "schedule-in-lost-hour", Operations, Check::Jobs(check));

fn check(cx: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    let (expression, zone) = (job.get("schedule.quartz_cron_expression"), job.get("schedule.timezone_id"));
    let (Some(today), Some(text), Some(name)) = (cx.today, expression.text(), zone.text()) else { return };
    if !cx.is_production() || !job.is_automatic() {
        return;
    }
    let (Some(due), Ok(zone)) = (daily(&text), TimeZone::get(&name)) else { return };
    let Ok(now) = TimeZone::UTC.to_timestamp(today.to_datetime(Time::midnight())) else { return };
    if let Some(lost) = lost(&zone, now, due) {
        findings.push(
            expression
                .wrong(format!(
                    "there is no {} in {name} on {}, when the clocks go forward",
                    short(due),
                    lost.date()
                ))
                .help("let it begin in another hour, or write `timezone_id: UTC`"),
        );
    }
}

/// The time of an expression that fires every day at one time.
fn daily(expression: &str) -> Option<Time> {
    let fields: Vec<&str> = expression.split_whitespace().collect();
    let [second, minute, hour, day, "*", weekday] = fields.as_slice() else { return None };
    if ![*day, *weekday].iter().all(|field| matches!(*field, "*" | "?")) {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, second.parse().ok()?, 0).ok()
}

/// The first time of this kind, within a year, that the clocks of a zone jump over.
fn lost(zone: &TimeZone, now: Timestamp, due: Time) -> Option<DateTime> {
    let year = SignedDuration::from_hours(24 * 366);
    zone.following(now).take_while(|change| change.timestamp().duration_since(now) < year).find_map(
        |change| {
            let after = zone.to_datetime(change.timestamp());
            let before = change.timestamp().checked_sub(SignedDuration::from_nanos(1)).ok()?;
            let before = zone.to_datetime(before);
            // Clocks that jump forward go from just before `before` to `after`.
            let wanted = after.date().to_datetime(due);
            (before < wanted && wanted < after).then_some(wanted)
        },
    )
}

/// A time as people write it.
fn short(time: Time) -> String {
    if time.second() == 0 { time.strftime("%H:%M").to_string() } else { time.to_string() }
}

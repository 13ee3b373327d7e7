//! A time zone that does not exist.

use jiff::tz;

use crate::diagnostic::did_you_mean;
use crate::rules::prelude::*;

rule!("BRC4013", "unknown-time-zone", Correctness, Check::Resources(&["alerts", "jobs", "pipelines"], check));

/// Where kinds have schedules.
const PLACES: [&str; 2] = ["schedule.timezone_id", "trigger.cron.timezone_id"];

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    for value in PLACES.map(|place| resource.get(place)) {
        let Some(text) = value.text() else { continue };
        // Offsets such as `GMT+2` and Java's old abbreviations are zones too.
        let is_other = text.starts_with("GMT") || text.starts_with("UTC") || text.len() == 3;
        // The database does not mind the case, the service does.
        if is_other || tz::db().get(&text).is_ok_and(|zone| zone.iana_name() == Some(&*text)) {
            continue;
        }
        let known: Vec<String> = tz::db().available().map(|name| name.to_string()).collect();
        let found = value.wrong(format!("there is no time zone `{text}`"));
        findings.push(match did_you_mean(&text, known.iter().map(String::as_str)) {
            Some(known) => found.help(format!("did you mean `{known}`?")),
            None => found.help("write it as `Europe/Berlin` or `UTC`"),
        });
    }
}

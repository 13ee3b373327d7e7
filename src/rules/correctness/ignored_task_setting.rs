//! A setting that the type of a task has no use for.

use crate::rules::prelude::*;
use crate::rules::tasks::CLUSTERS;

rule!("BRC4085", "ignored-task-setting", Correctness = Warning, Check::Tasks(check));

/// Types that run no code of the author's on compute of the task, each with what it runs on.
const WITHOUT_COMPUTE: [(&str, &str); 9] = [
    ("alert_task", "runs on a SQL warehouse"),
    ("condition_task", "runs on nothing"),
    ("dashboard_task", "runs on a SQL warehouse"),
    ("dbt_platform_task", "runs elsewhere"),
    ("for_each_task", "leaves it to the task inside of it"),
    ("pipeline_task", "runs on the compute of the pipeline"),
    ("power_bi_task", "runs on a SQL warehouse"),
    ("run_job_task", "runs on the compute of the other job"),
    ("sql_task", "runs on a SQL warehouse"),
];

/// What a condition has no use for besides: it "does not support retries or notifications", says the reference of the API.
const NOT_OF_CONDITIONS: [&str; 4] =
    ["max_retries", "retry_on_timeout", "email_notifications", "webhook_notifications"];

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    let Some((kind, place)) = WITHOUT_COMPUTE.iter().find(|(kind, _)| task.get(kind).is_set()) else {
        return;
    };
    for field in CLUSTERS.into_iter().chain(["environment_key", "libraries"]) {
        let value = task.get(field);
        if value.is_set() && !is_empty(value) {
            findings.push(
                value
                    .wrong_key(format!("{} is a `{kind}`, which {place}", task.name()))
                    .help(format!("leave `{field}` out"))
                    .fix(value.remove()),
            );
        }
    }
    // "The SQL alert task does not support custom parameters", says the reference of the API.
    let parameters = task.get("sql_task.parameters");
    if task.get("sql_task.alert").is_set() && parameters.is_set() && !is_empty(parameters) {
        findings.push(
            parameters
                .wrong_key(format!("{} evaluates an alert, which takes no parameters", task.name()))
                .help("leave `parameters` out")
                .fix(parameters.remove()),
        );
    }
    if *kind != "condition_task" {
        return;
    }
    for field in NOT_OF_CONDITIONS {
        let value = task.get(field);
        if value.is_set() && !is_empty(value) {
            findings.push(
                value
                    .wrong_key(format!(
                        "{} is a condition, which is not tried again and tells nobody",
                        task.name()
                    ))
                    .help(format!("leave `{field}` out"))
                    .fix(value.remove()),
            );
        }
    }
}

/// Whether it says the same as nothing; exports write such values out.
fn is_empty(value: Value<'_>) -> bool {
    let is_off = value.int() == Some(0) || value.bool() == Some(false);
    is_off
        || (!value.is_unknown()
            && value.text().is_none()
            && value.int().is_none()
            && value.bool().is_none()
            && value.list().len() == 0
            && value.entries().next().is_none())
}

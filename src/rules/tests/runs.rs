//! How jobs and tasks run: again, how long, when, and who hears of it.

use insta::assert_snapshot;

use super::{found, job, silent};

const CLUSTERS: &str = "job_clusters: [{ job_cluster_key: main, new_cluster: { @cluster } }]\n";
const NOTEBOOK: &str = "notebook_task: { notebook_path: /Shared/etl }";

#[test]
fn retry_setting_without_retries() {
    let code = "BRC4066";
    assert_snapshot!(found(code, &job(&format!("{CLUSTERS}tasks:
- {{ task_key: a, job_cluster_key: main, retry_on_timeout: true, {NOTEBOOK} }}
- {{ task_key: b, max_retries: 0, min_retry_interval_millis: 60000, {NOTEBOOK} }}"))), @"
    9:47 `retry_on_timeout` the task `a` is never tried again, so this says nothing
        /resources/jobs/nightly/tasks/0/retry_on_timeout: add `max_retries: 1`, or leave this out
    10:40 `min_retry_interval_millis` the task `b` is never tried again, so this says nothing
        /resources/jobs/nightly/tasks/1/min_retry_interval_millis: add `max_retries: 1`, or leave this out
    ");
    silent(
        code,
        &[
            &job(&format!("tasks: [{{ task_key: a, min_retry_interval_millis: 60000, {NOTEBOOK} }}]")),
            &job("tasks: [{ task_key: a, min_retry_interval_millis: 60000, @task }]"),
            &job(&format!(
                "{CLUSTERS}tasks: [{{ task_key: a, job_cluster_key: main, retry_on_timeout: false, min_retry_interval_millis: 0, {NOTEBOOK} }}]"
            )),
            &format!(
                "variables: {{ retries: {{ type: number }} }}\n{}",
                job(&format!(
                    "{CLUSTERS}tasks: [{{ task_key: a, job_cluster_key: main, max_retries: '${{var.retries}}', retry_on_timeout: true, {NOTEBOOK} }}]"
                ))
            ),
        ],
    );
}

#[test]
fn task_timeout_above_job() {
    let code = "BRC4067";
    assert_snapshot!(
        found(code, &job("timeout_seconds: 60\ntasks: [{ task_key: a, timeout_seconds: 61, @task }]")),
        @"
    8:47 `61` the task `a` may take 61 seconds, and the job is stopped after 60
        /resources/jobs/nightly/tasks/0/timeout_seconds: give the task less time, or the job more
        7:24 the job's time
    "
    );
    silent(
        code,
        &[
            &job(
                "timeout_seconds: 60\ntasks: [{ task_key: a, timeout_seconds: 60, @task }, { task_key: b, @task }]",
            ),
            &job("timeout_seconds: 0\ntasks: [{ task_key: a, timeout_seconds: 60, @task }]"),
        ],
    );
}

#[test]
fn concurrent_continuous_job() {
    let code = "BRC4068";
    assert_snapshot!(
        found(code, &job("continuous: {}\nmax_concurrent_runs: 2\ntasks: [{ task_key: a, @task }]")),
        @"
    8:28 `2` the job `nightly` is continuous, so one run is all there is at one time
        /resources/jobs/nightly/max_concurrent_runs: leave `max_concurrent_runs` out, or write 1
        7:7 continuous by this
    "
    );
    silent(
        code,
        &[
            &job("continuous: {}\nmax_concurrent_runs: 1\ntasks: [{ task_key: a, @task }]"),
            &job("max_concurrent_runs: 2\ntasks: [{ task_key: a, @task }]"),
        ],
    );
}

#[test]
fn retries_in_continuous_job() {
    let code = "BRC4069";
    assert_snapshot!(found(code, &job("continuous: {}\ntasks: [{ task_key: a, @task }]")), @"
    8:77 `max_retries` the task `a` is of a continuous job, which starts anew instead of trying tasks again
        /resources/jobs/nightly/tasks/0/max_retries: write `task_retry_mode: ON_FAILURE` in `continuous`, or leave `max_retries` out
        7:7 continuous by this
    ");
    silent(
        code,
        &[
            &job("continuous: { task_retry_mode: ON_FAILURE }\ntasks: [{ task_key: a, @task }]"),
            &job(&format!("continuous: {{}}\ntasks: [{{ task_key: a, max_retries: 0, {NOTEBOOK} }}]")),
            &job("tasks: [{ task_key: a, @task }]"),
        ],
    );
}

#[test]
fn dependency_in_continuous_job() {
    let code = "BRC4070";
    let tasks = "tasks:\n- { task_key: a, @task }\n- { task_key: b, depends_on: [{ task_key: a }], @task }";
    assert_snapshot!(found(code, &job(&format!("continuous: {{}}\n{tasks}"))), @"
    10:24 `depends_on` the job `nightly` is continuous, and the task `b` depends on another
        /resources/jobs/nightly/tasks/1/depends_on: let one task do it all, or run the job by a `trigger`
        7:7 continuous by this
    ");
    silent(code, &[&job(tasks), &job("continuous: {}\ntasks: [{ task_key: a, @task }]")]);
}

#[test]
fn deep_run_job() {
    let code = "BRC4071";
    let chain = |jobs: usize| {
        let link = |at: usize| {
            let task = if at == 0 {
                "@task".to_owned()
            } else {
                format!("run_job_task: {{ job_id: '${{resources.jobs.j{}.id}}' }}", at - 1)
            };
            format!("\n    j{at}: {{ name: j{at}, tasks: [{{ task_key: a, {task} }}] }}")
        };
        format!("resources:\n  jobs:{}", (0..jobs).map(link).collect::<String>())
    };
    assert_snapshot!(found(code, &chain(5)), @"
    9:68 `'${resources.jobs.j3.id}'` the job `j4` nests more than three jobs below each other
        /resources/jobs/j4/tasks/0/run_job_task/job_id: let this job start the inner ones itself
    ");
    assert_eq!(found(code, &chain(7)), found(code, &chain(5)), "a longer chain is one fault still");
    silent(code, &[&chain(4), &job("tasks: [{ task_key: a, run_job_task: { job_id: 1 } }]")]);
}

#[test]
fn job_without_tasks() {
    let code = "BRC4072";
    assert_snapshot!(found(code, &job("tasks: []")), @"
    7:7 `tasks` the job `nightly` has no tasks
        /resources/jobs/nightly/tasks: add a task to `tasks`, or leave the job out of the environment
    ");
    assert_snapshot!(found(code, &job("tasks: [{ task_key: a, disabled: true, @task }]")), @"
    7:7 `tasks` all tasks of the job `nightly` are disabled
        /resources/jobs/nightly/tasks: pause the schedule, or leave the job out of the environment
    ");
    silent(
        code,
        &[
            &job("tasks: [{ task_key: a, disabled: true, @task }, { task_key: b, @task }]"),
            &job("description: a sketch"),
        ],
    );
}

#[test]
fn notification_without_health_rule() {
    let code = "BRC4075";
    let told = "email_notifications: { on_duration_warning_threshold_exceeded: [data@contoso.com] }";
    assert_snapshot!(found(code, &job(&format!("{told}
webhook_notifications: {{ on_streaming_backlog_exceeded: [{{ id: x }}] }}
tasks: [{{ task_key: a, {told}, @task }}]"))), @"
    7:30 `on_duration_warning_threshold_exceeded` the job `nightly` has no health rule that would send this
        /resources/jobs/nightly/email_notifications/on_duration_warning_threshold_exceeded: add `health: { rules: [{ metric: RUN_DURATION_SECONDS, op: GREATER_THAN, value: 3600 }] }`, or leave it out
    8:32 `on_streaming_backlog_exceeded` the job `nightly` has no health rule that would send this
        /resources/jobs/nightly/webhook_notifications/on_streaming_backlog_exceeded: add `health: { rules: [{ metric: STREAMING_BACKLOG_SECONDS, op: GREATER_THAN, value: 3600 }] }`, or leave it out
    9:53 `on_duration_warning_threshold_exceeded` the job `nightly` has no health rule that would send this
        /resources/jobs/nightly/tasks/0/email_notifications/on_duration_warning_threshold_exceeded: add `health: { rules: [{ metric: RUN_DURATION_SECONDS, op: GREATER_THAN, value: 3600 }] }`, or leave it out
    ");
    let rule = "health: { rules: [{ metric: RUN_DURATION_SECONDS, op: GREATER_THAN, value: 60 }] }";
    silent(
        code,
        &[
            &job(&format!("{told}\n{rule}\ntasks: [{{ task_key: a, @task }}]")),
            &job(&format!("{told}\ntasks: [{{ task_key: a, {rule}, @task }}]")),
            &job(
                "email_notifications: { on_duration_warning_threshold_exceeded: [] }\ntasks: [{ task_key: a, @task }]",
            ),
        ],
    );
}

#[test]
fn notification_settings_without_receivers() {
    let code = "BRC4076";
    let settings = "notification_settings: { no_alert_for_skipped_runs: true }";
    assert_snapshot!(found(code, &job(&format!("{settings}
email_notifications: {{ on_failure: [] }}
tasks: [{{ task_key: a, notification_settings: {{ alert_on_last_attempt: true }}, @task }}]"))), @"
    7:7 `notification_settings` the job `nightly` sends no notifications, so there is nothing to leave out
        /resources/jobs/nightly/notification_settings: add `email_notifications` or `webhook_notifications` beside it, or leave it out
    9:30 `notification_settings` the task `a` sends no notifications, so there is nothing to leave out
        /resources/jobs/nightly/tasks/0/notification_settings: add `email_notifications` or `webhook_notifications` beside it, or leave it out
    ");
    silent(
        code,
        &[
            &job(&format!(
                "{settings}\nemail_notifications: {{ on_failure: [data@contoso.com] }}\ntasks: [{{ task_key: a, @task }}]"
            )),
            &job(&format!(
                "{settings}\nwebhook_notifications: {{ on_failure: [{{ id: x }}] }}\ntasks: [{{ task_key: a, @task }}]"
            )),
            &job(
                "notification_settings: { no_alert_for_skipped_runs: false }\ntasks: [{ task_key: a, @task }]",
            ),
        ],
    );
}

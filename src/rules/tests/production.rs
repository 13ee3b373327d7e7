//! What jobs and clusters cost, and what production asks of them.

use insta::assert_snapshot;

use super::{found, job, silent};

const CLUSTERS: &str = "job_clusters: [{ job_cluster_key: main, new_cluster: { @cluster } }]\n";
const NOTEBOOK: &str = "notebook_task: { notebook_path: /Shared/etl }";

/// The same in a production environment.
fn production(spec: &str) -> String {
    format!("environments: {{ prod: {{}} }}\n{spec}")
}

#[test]
fn continuous_in_development() {
    let code = "BRC5030";
    let unpaused = job("continuous: { pause_status: UNPAUSED }\ntasks: [{ task_key: a, @task }]");
    assert_snapshot!(found(code, &unpaused), @"
    7:35 `UNPAUSED` the job `nightly` runs all day in a development environment
        /resources/jobs/nightly/continuous/pause_status: leave `pause_status` out, which pauses it in development, or set it in production alone
    ");
    silent(code, &[&production(&unpaused), &job("continuous: {}\ntasks: [{ task_key: a, @task }]")]);
}

#[test]
fn schedule_faster_than_cluster() {
    let code = "BRC5031";
    let every = |start: &str, cluster: &str| {
        production(&job(&format!("{start}\ntasks: [{{ task_key: a, {cluster}, @task }}]")))
    };
    let cron = |expression: &str| {
        format!("schedule: {{ quartz_cron_expression: '{expression}', timezone_id: UTC }}")
    };
    let periodic = |interval: u32, unit: &str| {
        format!("trigger: {{ periodic: {{ interval: {interval}, unit: {unit} }} }}")
    };
    let own = "new_cluster: { @cluster }";
    assert_snapshot!(found(code, &every(&cron("0 * * * * ?"), own)), @"
    8:43 `'0 * * * * ?'` the job `nightly` begins every minute, and its clusters take minutes to start
        /resources/jobs/nightly/schedule/quartz_cron_expression: let it begin less often, run it on serverless compute, or make it `continuous`
        9:30 a new cluster for each run
    ");
    assert_snapshot!(found(code, &every(&periodic(1, "MINUTES"), own)), @"
    8:40 `1` the job `nightly` begins every minute, and its clusters take minutes to start
        /resources/jobs/nightly/trigger/periodic/interval: let it begin less often, run it on serverless compute, or make it `continuous`
        9:30 a new cluster for each run
    ");
    let pooled = "new_cluster: { spark_version: 17.3.x-scala2.13, instance_pool_id: x, num_workers: 1 }";
    silent(
        code,
        &[
            &every(&cron("0 0/15 * * * ?"), own),
            &every(&periodic(1, "HOURS"), own),
            &every(&cron("0 * * * * ?"), pooled),
            &every(&cron("0 * * * * ?"), "timeout_seconds: 60"),
            &every(&cron("0 * * * * ?"), own).replace("UTC", "UTC, pause_status: PAUSED"),
        ],
    );
}

#[test]
fn unlimited_retries() {
    let code = "BRC5032";
    let task = format!("tasks: [{{ task_key: a, max_retries: -1, {NOTEBOOK} }}]");
    assert_snapshot!(found(code, &job(&task)), @"
    7:43 `-1` the task `a` is tried again until it succeeds, however long that takes
        /resources/jobs/nightly/tasks/0/max_retries: write a number, such as `max_retries: 3`, or make the job `continuous`
    ");
    silent(code, &[&job(&format!("continuous: {{}}\n{task}")), &job("tasks: [{ task_key: a, @task }]")]);
}

#[test]
fn cluster_per_task() {
    let code = "BRC5033";
    let two = |first: &str, second: &str| {
        job(&format!(
            "
tasks:
- {{ task_key: a, new_cluster: {{ {first} }}, @task }}
- {{ task_key: b, depends_on: [{{ task_key: a }}], new_cluster: {{ {second} }}, @task }}"
        ))
    };
    assert_snapshot!(found(code, &two("@cluster", "@cluster")), @"
    9:55 `new_cluster` the task `b` starts a cluster like that of the task `a`, which it waits for
        /resources/jobs/nightly/tasks/1/new_cluster: describe the cluster once in `job_clusters`, and name it in both tasks by `job_cluster_key`
        8:24 the same cluster
    ");
    silent(
        code,
        &[
            &two(
                "@cluster",
                "spark_version: 17.3.x-scala2.13, node_type_id: Standard_D8ds_v5, num_workers: 1",
            ),
            &two("@cluster", "@cluster").replace("depends_on: [{ task_key: a }], ", ""),
        ],
    );
}

#[test]
fn cluster_per_iteration() {
    let code = "BRC5034";
    let each = |cluster: &str| {
        job(&format!(
            "{CLUSTERS}tasks: [{{ task_key: a, for_each_task: {{ inputs: '[1]', task: {{ task_key: b, {cluster}, @task }} }} }}]"
        ))
    };
    assert_snapshot!(found(code, &each("new_cluster: { @cluster }")), @"
    8:83 `new_cluster` the task `b` starts a cluster for each element of the loop
        /resources/jobs/nightly/tasks/0/for_each_task/task/new_cluster: describe the cluster in `job_clusters`, and name it by `job_cluster_key`
    ");
    silent(
        code,
        &[&each("job_cluster_key: main"), &job("tasks: [{ task_key: a, new_cluster: { @cluster }, @task }]")],
    );
}

#[test]
fn no_timeout() {
    let code = "BRC7010";
    let plain = job("tasks: [{ task_key: a, @task }]");
    assert_snapshot!(found(code, &production(&plain)), @"
    6:5 `nightly` the job `nightly` may run for ever
        /resources/jobs/nightly: add `timeout_seconds`, several times what a run takes
    ");
    assert_snapshot!(found(code, &production(&job("timeout_seconds: 0\ntasks: [{ task_key: a, timeout_seconds: 60, @task }, { task_key: b, @task }]"))), @"
    6:5 `nightly` the job `nightly` may run for ever
        /resources/jobs/nightly: add `timeout_seconds`, several times what a run takes
    ");
    silent(
        code,
        &[
            &plain,
            &production(&job("timeout_seconds: 60\ntasks: [{ task_key: a, @task }]")),
            &production(&job("tasks: [{ task_key: a, timeout_seconds: 60, @task }]")),
            &production(&job("continuous: {}\ntasks: [{ task_key: a, @task }]")),
            &format!(
                "variables: {{ time: {{ type: number }} }}\n{}",
                production(&job("timeout_seconds: ${var.time}\ntasks: [{ task_key: a, @task }]"))
            ),
        ],
    );
}

#[test]
fn no_retries() {
    let code = "BRC7011";
    let on_cluster = |rest: &str| {
        job(&format!("{CLUSTERS}tasks: [{{ task_key: a, job_cluster_key: main, {rest}{NOTEBOOK} }}]"))
    };
    assert_snapshot!(found(code, &production(&on_cluster(""))), @"
    6:5 `nightly` no task of the job `nightly` is tried again when it fails
        /resources/jobs/nightly: add `max_retries: 1` to the tasks that may run twice, `max_retries: 0` to those that may not
    ");
    silent(
        code,
        &[
            &on_cluster(""),
            &production(&on_cluster("max_retries: 0, ")),
            &production(&job(&format!("tasks: [{{ task_key: a, {NOTEBOOK} }}]"))),
            &production(&job(&format!(
                "continuous: {{}}\n{CLUSTERS}tasks: [{{ task_key: a, job_cluster_key: main, {NOTEBOOK} }}]"
            ))),
        ],
    );
}

#[test]
fn no_run_as() {
    let code = "BRC7012";
    let start = "schedule: { quartz_cron_expression: 0 0 2 * * ?, timezone_id: UTC }\ntasks: [{ task_key: a, @task }]";
    assert_snapshot!(found(code, &production(&job(start))), @"
    6:5 `nightly` the job `nightly` runs as whoever deploys it
        /resources/jobs/nightly: add `run_as: { service_principal_name: … }`, with the application id of a service principal of its own
    ");
    silent(
        code,
        &[
            &job(start),
            &production(&job(&format!("run_as: {{ service_principal_name: x }}\n{start}"))),
            &production(&job("tasks: [{ task_key: a, @task }]")),
        ],
    );
}

#[test]
fn no_owner_tag() {
    let code = "BRC7013";
    let cluster = |tags: &str| {
        production(&format!(
            "resources: {{ clusters: {{ etl: {{ spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, num_workers: 1{tags} }} }} }}"
        ))
    };
    let plain = job("tags: { cost: high }\ntasks: [{ task_key: a, @task }]");
    assert_snapshot!(found(code, &production(&plain)), @"
    6:5 `nightly` no tag of the job `nightly` says whose it is
        /resources/jobs/nightly: add `tags: { owner: … }`, with the team that answers for it
    ");
    assert_snapshot!(found(code, &cluster("")), @"
    4:26 `etl` no tag of the cluster `etl` says whose it is
        /resources/clusters/etl: add `custom_tags: { owner: … }`, with the team that answers for it
    ");
    silent(
        code,
        &[
            &plain,
            &production(&job("tags: { DataOwner: me }\ntasks: [{ task_key: a, @task }]")),
            &cluster(", custom_tags: { team: lake }"),
            &cluster(", policy_id: x"),
        ],
    );
}

#[test]
fn unpinned_cluster() {
    let code = "BRC7014";
    let cluster = |rest: &str| format!("resources: {{ clusters: {{ etl: {{ @cluster{rest} }} }} }}");
    assert_snapshot!(found(code, &production(&cluster(""))), @"
    4:26 `etl` the cluster `etl` is deleted when nobody has used it for 30 days
        /resources/clusters/etl: add `lifecycle: { pin: true }`
    ");
    silent(
        code,
        &[
            &cluster(""),
            &production(&cluster(", lifecycle: { pin: true }")),
            &production(&job(&format!("{CLUSTERS}tasks: [{{ task_key: a, job_cluster_key: main, @task }}]"))),
        ],
    );
}

#[test]
fn unpinned_library() {
    let code = "BRC7015";
    let spec = production(&job("
environments: [{ environment_key: e, spec: { environment_version: '4', dependencies: [requests, 'pandas[excel]', numpy==2.0, 'polars>=1', /Volumes/a/b/c/x.whl, '-r /Volumes/a/b/c/r.txt'] } }]
tasks:
- { task_key: a, environment_key: e, @task }
- { task_key: b, existing_cluster_id: x, libraries: [{ pypi: { package: simplejson } }, { maven: { coordinates: 'a:b:1' } }], @task }"));
    assert_snapshot!(found(code, &format!("{spec}\n  clusters: {{ etl: {{ @cluster, libraries: [{{ pypi: {{ package: pandas }} }}] }} }}")), @"
    8:93 `requests` `requests` is installed in whatever version is newest at that moment
        /resources/jobs/nightly/environments/0/spec/dependencies/0: add the version that was tested, as `requests==1.2.3`
    8:103 `'pandas[excel]'` `pandas[excel]` is installed in whatever version is newest at that moment
        /resources/jobs/nightly/environments/0/spec/dependencies/1: add the version that was tested, as `pandas[excel]==1.2.3`
    11:79 `simplejson` `simplejson` is installed in whatever version is newest at that moment
        /resources/jobs/nightly/tasks/1/libraries/0/pypi/package: add the version that was tested, as `simplejson==1.2.3`
    12:228 `pandas` `pandas` is installed in whatever version is newest at that moment
        /resources/clusters/etl/libraries/0/pypi/package: add the version that was tested, as `pandas==1.2.3`
    ");
    silent(code, &[&spec.replace("prod:", "dev:")]);
}

#[test]
fn git_branch_in_production() {
    let code = "BRC7016";
    let git = |reference: &str| {
        job(&format!(
            "git_source: {{ git_url: 'https://github.com/contoso/lake', git_provider: gitHub, {reference} }}\ntasks: [{{ task_key: a, notebook_task: {{ notebook_path: etl }} }}]"
        ))
    };
    assert_snapshot!(found(code, &production(&git("git_branch: main"))), @"
    8:99 `main` the job `nightly` runs whatever this branch holds when it starts
        /resources/jobs/nightly/git_source/git_branch: name a tag or a commit, which changes by deploying alone
    ");
    silent(code, &[&git("git_branch: main"), &production(&git("git_commit: abc"))]);
}

#[test]
fn unheard_health_rule() {
    let code = "BRC7017";
    let rules = "health: { rules: [{ metric: RUN_DURATION_SECONDS, op: GREATER_THAN, value: 60 }, { metric: STREAMING_BACKLOG_BYTES, op: GREATER_THAN, value: 60 }] }";
    let plain = job(&format!("{rules}\ntasks: [{{ task_key: a, @task }}]"));
    assert_snapshot!(found(code, &production(&plain)), @"
    8:35 `RUN_DURATION_SECONDS` nobody hears when the job `nightly` breaks this rule
        /resources/jobs/nightly/health/rules/0/metric: add `on_duration_warning_threshold_exceeded` to `email_notifications` or `webhook_notifications`
    8:98 `STREAMING_BACKLOG_BYTES` nobody hears when the job `nightly` breaks this rule
        /resources/jobs/nightly/health/rules/1/metric: add `on_streaming_backlog_exceeded` to `email_notifications` or `webhook_notifications`
    ");
    let told = "email_notifications: { on_duration_warning_threshold_exceeded: [data@contoso.com] }\nwebhook_notifications: { on_streaming_backlog_exceeded: [{ id: x }] }";
    silent(
        code,
        &[&plain, &production(&job(&format!("{rules}\n{told}\ntasks: [{{ task_key: a, @task }}]")))],
    );
}

#[test]
fn paused_in_production() {
    let code = "BRC7018";
    let paused = |status: &str| {
        job(&format!(
            "schedule: {{ quartz_cron_expression: 0 0 2 * * ?, timezone_id: UTC{status} }}\ntasks: [{{ task_key: a, @task }}]"
        ))
    };
    assert_snapshot!(found(code, &production(&paused(", pause_status: PAUSED"))), @"
    8:88 `PAUSED` nothing starts the job `nightly` in production
        /resources/jobs/nightly/schedule/pause_status: leave `pause_status` out: it is paused in development only
    ");
    silent(
        code,
        &[
            &paused(", pause_status: PAUSED"),
            &production(&paused("")),
            &production(&paused(", pause_status: UNPAUSED")),
        ],
    );
}

#[test]
fn schedule_in_lost_hour() {
    let code = "BRC7019";
    let due = |expression: &str, zone: &str| {
        production(&job(&format!(
            "schedule: {{ quartz_cron_expression: '{expression}', timezone_id: {zone} }}\ntasks: [{{ task_key: a, @task }}]"
        )))
    };
    assert_snapshot!(found(code, &due("0 30 2 * * ?", "Europe/Amsterdam")), @"
    8:43 `'0 30 2 * * ?'` there is no 02:30 in Europe/Amsterdam on 2027-03-28, when the clocks go forward
        /resources/jobs/nightly/schedule/quartz_cron_expression: let it begin in another hour, or write `timezone_id: UTC`
    ");
    assert_snapshot!(found(code, &due("15 0 2 ? * *", "America/New_York")), @"
    8:43 `'15 0 2 ? * *'` there is no 02:00:15 in America/New_York on 2027-03-14, when the clocks go forward
        /resources/jobs/nightly/schedule/quartz_cron_expression: let it begin in another hour, or write `timezone_id: UTC`
    ");
    // The clocks go from 02:00 to 03:00: the first of the hour is lost, the first of the next is not.
    assert_snapshot!(found(code, &due("0 0 2 * * ?", "Europe/Amsterdam")), @"
    8:43 `'0 0 2 * * ?'` there is no 02:00 in Europe/Amsterdam on 2027-03-28, when the clocks go forward
        /resources/jobs/nightly/schedule/quartz_cron_expression: let it begin in another hour, or write `timezone_id: UTC`
    ");
    silent(
        code,
        &[
            &due("0 0 3 * * ?", "Europe/Amsterdam"),
            &due("0 59 1 * * ?", "Europe/Amsterdam"),
            &due("0 30 2 * * ?", "UTC"),
            &due("0 30 2 * * ?", "Asia/Tokyo"),
            &due("0 30 2 ? * MON-FRI", "Europe/Amsterdam"),
            &due("0 30 2 * * ?", "Europe/Amsterdam").replace("prod:", "dev:"),
        ],
    );
}

#[test]
fn unnamed_job() {
    let code = "BRC7020";
    assert_snapshot!(found(code, "resources: { jobs: { nightly: { tasks: [{ task_key: a, @task }] } } }"), @"
    3:22 `nightly` the job `nightly` has no name, so people see it as `Untitled`
        /resources/jobs/nightly: add `name: nightly`
    ");
    silent(code, &[&job("tasks: [{ task_key: a, @task }]")]);
}

#[test]
fn shared_name() {
    let code = "BRC7021";
    let two = |first: &str, second: &str| {
        format!("resources:\n  jobs:\n    a: {{ name: {first} }}\n    b: {{ name: {second} }}")
    };
    assert_snapshot!(found(code, &two("load", "load")), @"
    6:16 `load` two resources of `jobs` have the name `load`, and people see the name alone
        /resources/jobs/b/name: give each its own name
        5:16 the first one
    ");
    let unknown = format!("variables: {{ title: {{}} }}\n{}", two("'${var.title}'", "'${var.title}'"));
    silent(code, &[&two("load", "report"), &unknown]);
}

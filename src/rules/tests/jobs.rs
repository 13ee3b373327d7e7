use insta::assert_snapshot;

use super::{found, silent};

/// A production job with these tasks.
fn tasks(tasks: &str) -> String {
    format!(
        "environments: {{ prod: {{}} }}\nresources:\n  jobs:\n    nightly:\n      name: nightly\n      tasks:\n{tasks}"
    )
}

/// A job with this schedule.
fn schedule(expression: &str, zone: &str) -> String {
    format!(
        "resources:\n  jobs:\n    nightly:\n      name: nightly\n      schedule: {{ quartz_cron_expression: '{expression}', timezone_id: {zone} }}\n      tasks: [{{ task_key: a, @task }}]"
    )
}

#[test]
fn task_cycle() {
    let code = "BRC4008";
    assert_snapshot!(found(code, &tasks("
        - { task_key: first, @task }
        - { task_key: behind, depends_on: [{ task_key: b }], @task }
        - { task_key: a, depends_on: [{ task_key: first }, { task_key: c }], @task }
        - { task_key: b, depends_on: [{ task_key: a }], @task }
        - { task_key: c, depends_on: [{ task_key: b }], @task }")), @"
    13:51 `a` the tasks `b`, `a`, `c` depend on each other in a circle
        /resources/jobs/nightly/tasks/3/depends_on/0/task_key: leave out one of the dependencies
    ");
    assert_snapshot!(found(code, &tasks("        - { task_key: a, depends_on: [{ task_key: a }], @task }")), @"
    9:51 `a` the task `a` depends on itself
        /resources/jobs/nightly/tasks/0/depends_on/0/task_key: leave out one of the dependencies
    ");
    silent(
        code,
        &[&tasks(
            "        - { task_key: a, depends_on: [{ task_key: b }, { task_key: none }], @task }\n        - { task_key: b, @task }",
        )],
    );
}

#[test]
fn unknown_dependency() {
    let code = "BRC4009";
    assert_snapshot!(found(code, &tasks("
        - { task_key: extract, @task }
        - { task_key: load, depends_on: [{ task_key: extrakt }, { task_key: zz }], @task }")), @"
    11:54 `extrakt` the job `nightly` has no task `extrakt`
        /resources/jobs/nightly/tasks/1/depends_on/0/task_key: did you mean `extract`?
    11:77 `zz` the job `nightly` has no task `zz`
        /resources/jobs/nightly/tasks/1/depends_on/1/task_key: name a task of this job, or leave the dependency out
    ");
    silent(
        code,
        &[&tasks(
            "        - { task_key: a, @task }\n        - { task_key: b, depends_on: [{ task_key: a }], @task }",
        )],
    );
    // An overlay that removes a task leaves the names behind.
    assert_snapshot!(found(code, "
        environments: { dev: {}, prod: { resources: { jobs: { nightly: { tasks: { extract: null } } } } } }
        resources:
          jobs:
            nightly:
              name: nightly
              tasks: [{ task_key: extract, @task }, { task_key: load, depends_on: [{ task_key: extract }], @task }]
    "), @"
    8:144 `extract` the job `nightly` has no task `extract` (in prod)
        /resources/jobs/nightly/tasks/0/depends_on/0/task_key: name a task of this job, or leave the dependency out
    ");
}

#[test]
fn unknown_job_cluster() {
    let code = "BRC4010";
    assert_snapshot!(found(code, "
        resources:
          jobs:
            nightly:
              name: nightly
              job_clusters: [{ job_cluster_key: main, new_cluster: { @cluster } }]
              tasks:
                - { task_key: a, job_cluster_key: mian, @task }
                - task_key: all
                  for_each_task: { inputs: '[1]', task: { task_key: one, job_cluster_key: other, notebook_task: { notebook_path: /x } } }
                - { task_key: b, job_cluster_key: main, @task }
    "), @"
    9:43 `mian` the job `nightly` declares no job cluster `mian`
        /resources/jobs/nightly/tasks/0/job_cluster_key: did you mean `main`?
    11:83 `other` the job `nightly` declares no job cluster `other`
        /resources/jobs/nightly/tasks/1/for_each_task/task/job_cluster_key: declare `other` in `job_clusters`
    ");
    silent(code, &["resources: { jobs: { a: { name: a, tasks: [{ task_key: a, @task }] } } }"]);
}

#[test]
fn several_starts() {
    let code = "BRC4011";
    assert_snapshot!(found(code, "
        resources:
          jobs:
            nightly:
              name: nightly
              schedule: { quartz_cron_expression: 0 0 2 * * ?, timezone_id: UTC }
              continuous: {}
              tasks: [{ task_key: a, @task }]
    "), @"
    8:7 `continuous` `schedule` and `continuous` exclude each other
        /resources/jobs/nightly: keep one of them
        7:7 `schedule` stands here
    ");
    silent(code, &[&schedule("0 0 2 * * ?", "UTC")]);
}

#[test]
fn invalid_quartz_expression() {
    let code = "BRC4012";
    assert_snapshot!(found(code, &schedule("0 0 25 * * ?", "UTC")), @"
    7:43 `'0 0 25 * * ?'` `25` is no hour
        /resources/jobs/nightly/schedule/quartz_cron_expression: write 0 to 23, a range, a list or a step of them, or `*`
    ");
    // The number of fields is the schema's to count.
    assert_snapshot!(found(code, &schedule("0 2 * * *", "UTC")), @"
    7:43 `'0 2 * * *'` `0 2 * * *` does not fit `quartz_cron_expression`
        /resources/jobs/nightly/schedule/quartz_cron_expression: write a Quartz expression of six or seven fields, such as `0 0 2 * * ?`
    ");
    silent(
        code,
        &[
            &schedule("0 0 2 ? * MON-FRI", "UTC"),
            &format!("variables: {{ when: {{}} }}\n{}", schedule("${var.when}", "UTC")),
        ],
    );
}

#[test]
fn unknown_time_zone() {
    let code = "BRC4013";
    assert_snapshot!(found(code, &schedule("0 0 2 * * ?", "europe/berlin")), @"
    7:71 `europe/berlin` there is no time zone `europe/berlin`
        /resources/jobs/nightly/schedule/timezone_id: did you mean `Europe/Berlin`?
    ");
    assert_snapshot!(found(code, &schedule("0 0 2 * * ?", "Nowhere/Zz")), @"
    7:71 `Nowhere/Zz` there is no time zone `Nowhere/Zz`
        /resources/jobs/nightly/schedule/timezone_id: write it as `Europe/Berlin` or `UTC`
    ");
    for zone in ["UTC", "Europe/Berlin", "GMT+2", "Etc/GMT-3", "PST", "Asia/Calcutta"] {
        silent(code, &[&schedule("0 0 2 * * ?", zone)]);
    }
}

#[test]
fn all_purpose_cluster_in_job() {
    let code = "BRC5002";
    let job = |environment: &str, pause: &str| {
        format!(
            "
        environments: {{ {environment}: {{}} }}
        resources:
          clusters: {{ etl: {{ @cluster }} }}
          jobs:
            nightly:
              name: nightly
              schedule: {{ quartz_cron_expression: 0 0 2 * * ?, timezone_id: UTC{pause} }}
              tasks: [{{ task_key: a, existing_cluster_id: '${{resources.clusters.etl.id}}', @task }}]"
        )
    };
    assert_snapshot!(found(code, &job("prod", "")), @"
    10:51 `'${resources.clusters.etl.id}'` the task `a` of a job that starts by itself runs on an all-purpose cluster
        /resources/jobs/nightly/tasks/0/existing_cluster_id: declare a cluster in `job_clusters`, and name it by `job_cluster_key`
    ");
    silent(
        code,
        &[
            &job("dev", ""),
            &job("prod", ", pause_status: PAUSED"),
            &tasks("        - { task_key: a, existing_cluster_id: x, @task }"),
        ],
    );
}

#[test]
fn no_failure_notification() {
    let code = "BRC7001";
    assert_snapshot!(found(code, &tasks("        - { task_key: a, @task }")), @"
    6:5 `nightly` nobody hears when the job `nightly` fails
        /resources/jobs/nightly: add `email_notifications: { on_failure: [address] }`
    ");
    let told = "email_notifications: { on_failure: [data@contoso.com] }";
    silent(
        code,
        &[
            &tasks(&format!("        - {{ task_key: a, {told}, @task }}")),
            &tasks("        - { task_key: a, @task }").replace(
                "name: nightly",
                "name: nightly\n      webhook_notifications: { on_failure: [{ id: x }] }",
            ),
            &tasks("        - { task_key: a, @task }").replace("prod", "dev"),
        ],
    );
}

#[test]
fn nested_for_each() {
    let code = "BRC4015";
    assert_snapshot!(found(code, &tasks("        - { task_key: a, for_each_task: { inputs: '[1]', task: { task_key: b, for_each_task: { inputs: '[1]', task: { task_key: c, @task } } } } }")), @"
    9:79 `for_each_task` the task `b` of a `for_each_task` is a `for_each_task` itself
        /resources/jobs/nightly/tasks/0/for_each_task/task/for_each_task: run the inner loop as a job of its own, by `run_job_task`
    ");
    silent(
        code,
        &[&tasks(
            "        - { task_key: a, for_each_task: { inputs: '[1]', task: { task_key: b, @task } } }",
        )],
    );
}

#[test]
fn too_many_tasks() {
    let job = |count: usize| {
        let tasks: Vec<String> = (0..count).map(|at| format!("{{ task_key: t{at}, @task }}")).collect();
        format!("resources: {{ jobs: {{ a: {{ name: a, tasks: [{}] }} }} }}", tasks.join(", "))
    };
    let checked = super::check(&job(1_001));
    let found: Vec<_> =
        checked.diagnostics.iter().map(|one| (one.code.id, &*one.path, &*one.message)).collect();
    assert_eq!(found, [("BRC4254", "/resources/jobs/a/tasks", "`tasks` is longer than 1000 elements")]);
    silent("BRC4254", &[&job(1_000)]);
}

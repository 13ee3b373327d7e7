//! What tasks of each type are told: conditions, loops, commands, ids, parameters and references.

use insta::assert_snapshot;

use super::{found, job, silent};

#[test]
fn condition_on_text() {
    let code = "BRC4073";
    let condition = |op: &str, right: &str| {
        job(&format!(
            "tasks: [{{ task_key: a, condition_task: {{ op: {op}, left: '{{{{tasks.b.values.x}}}}', right: {right} }} }}]"
        ))
    };
    assert_snapshot!(found(code, &condition("GREATER_THAN_OR_EQUAL", "many")), @"
    7:112 `many` `GREATER_THAN_OR_EQUAL` compares numbers, and `many` is none
        /resources/jobs/nightly/tasks/0/condition_task/right: write a number, or compare texts by `EQUAL_TO` or `NOT_EQUAL`
        7:52 the comparison
    ");
    silent(
        code,
        &[
            &condition("LESS_THAN", "'-1.5e3'"),
            &condition("EQUAL_TO", "many"),
            &condition("LESS_THAN", "'{{input}}'"),
        ],
    );
}

#[test]
fn invalid_for_each_inputs() {
    let code = "BRC4074";
    let each = |inputs: &str| {
        job(&format!(
            "tasks: [{{ task_key: a, for_each_task: {{ inputs: {inputs}, task: {{ task_key: b, @task }} }} }}]"
        ))
    };
    assert_snapshot!(found(code, &each("'a, b'")), @r#"
    7:55 `'a, b'` what the task `a` loops over is no JSON list
        /resources/jobs/nightly/tasks/0/for_each_task/inputs: write the text of a list, such as `'["orders", "returns"]'`, or a reference to one
    "#);
    assert_snapshot!(found(code, &each("'{\"a\": 1}'")), @r#"
    7:55 `'{"a": 1}'` what the task `a` loops over is no JSON list
        /resources/jobs/nightly/tasks/0/for_each_task/inputs: write the text of a list, such as `'["orders", "returns"]'`, or a reference to one
    "#);
    assert_snapshot!(found(code, &each(&format!("'[\"{}\"]'", "x".repeat(10_000)))).replace("xxxxxxxxxx", ""), @r#"
    7:55 `'[""]'` `inputs` is longer than 10000 characters
        /resources/jobs/nightly/tasks/0/for_each_task/inputs: it takes 10000 characters at most
    "#);
    silent(
        code,
        &[&each("'[1, 2]'"), &each("\"['a', 'b']\""), &each("'{{tasks.x.values.list}}'"), &each("'[]'")],
    );
}

#[test]
fn foreign_dbt_command() {
    let code = "BRC4077";
    let dbt = |commands: &str| {
        job(&format!(
            "tasks: [{{ task_key: a, existing_cluster_id: x, dbt_task: {{ project_directory: /dbt, commands: [{commands}] }} }}]"
        ))
    };
    assert_snapshot!(found(code, &dbt("dbt deps, dbtf run, pip install x")), @"
    7:112 `dbtf run` the command `dbtf run` of the task `a` does not begin with `dbt`
        /resources/jobs/nightly/tasks/0/dbt_task/commands/1: write a command of dbt, such as `dbt run`; do the rest in a task of its own
    7:122 `pip install x` the command `pip install x` of the task `a` does not begin with `dbt`
        /resources/jobs/nightly/tasks/0/dbt_task/commands/2: write a command of dbt, such as `dbt run`; do the rest in a task of its own
    ");
    silent(
        code,
        &[
            &dbt("dbt deps, 'dbt run --select {{job.parameters.model}}'"),
            &dbt("'{{job.parameters.command}}'"),
        ],
    );
}

#[test]
fn name_for_id() {
    let code = "BRC4078";
    assert_snapshot!(found(code, &format!("{}\n  clusters: {{ etl: {{ cluster_name: Big one, @cluster }} }}", job("
tasks:
- { task_key: a, existing_cluster_id: etl, @task }
- { task_key: b, existing_cluster_id: Big one, @task }
- { task_key: c, sql_task: { warehouse_id: reports, query: { query_id: x } } }
- { task_key: d, pipeline_task: { pipeline_id: tables } }"))), @"
    8:45 `etl` `etl` is not the id of a cluster
        /resources/jobs/nightly/tasks/0/existing_cluster_id: write `${resources.clusters.etl.id}`
        12:15 the resource
    9:45 `Big one` `Big one` is not the id of a cluster
        /resources/jobs/nightly/tasks/1/existing_cluster_id: write `${resources.clusters.etl.id}`
        12:15 the resource
    10:50 `reports` `reports` is not the id of a SQL warehouse
        /resources/jobs/nightly/tasks/2/sql_task/warehouse_id: write the id, such as `1234567890abcdef`, or refer to a resource of the spec
    11:54 `tables` `tables` is not the id of a pipeline
        /resources/jobs/nightly/tasks/3/pipeline_task/pipeline_id: write the id, such as `2f0f5a3c-7a0d-4f53-9a35-6a1f8f6f2d10`, or refer to a resource of the spec
    ");
    silent(
        code,
        &[
            &job("tasks: [{ task_key: a, existing_cluster_id: 0923-164208-meows279, @task }]"),
            &job(
                "tasks: [{ task_key: a, sql_task: { warehouse_id: 0123456789abcdef, query: { query_id: x } } }]",
            ),
            &job(
                "tasks: [{ task_key: a, pipeline_task: { pipeline_id: 2f0f5a3c-7a0d-4f53-9a35-6a1f8f6f2d10 } }]",
            ),
            &format!(
                "variables: {{ id: {{}} }}\n{}",
                job("tasks: [{ task_key: a, existing_cluster_id: '${var.id}', @task }]")
            ),
        ],
    );
}

#[test]
fn full_refresh_with_selection() {
    let code = "BRC4079";
    let pipeline =
        |rest: &str| job(&format!("tasks: [{{ task_key: a, pipeline_task: {{ pipeline_id: x, {rest} }} }}]"));
    assert_snapshot!(found(code, &pipeline("full_refresh: true, refresh_selection: [orders]")), @"
    7:83 `refresh_selection` the task `a` computes all tables anew, and this selects some
        /resources/jobs/nightly/tasks/0/pipeline_task/refresh_selection: leave out `full_refresh`, or the selection
        7:63 all tables
    ");
    silent(
        code,
        &[
            &pipeline("full_refresh: false, refresh_selection: [orders]"),
            &pipeline("full_refresh: true, refresh_selection: []"),
            &pipeline("refresh_selection: [orders], full_refresh_selection: [returns]"),
        ],
    );
}

#[test]
fn overridden_task_parameter() {
    let code = "BRC4080";
    let with = |task: &str| {
        job(&format!("parameters: [{{ name: day, default: today }}]\ntasks: [{{ task_key: a, {task} }}]"))
    };
    assert_snapshot!(found(code, &with("notebook_task: { notebook_path: /x, base_parameters: { day: x, night: x } }")), @"
    8:85 `day` the parameter `day` of the task `a` never has this value: the job has a parameter of that name
        /resources/jobs/nightly/tasks/0/notebook_task/base_parameters/day: give it another name, or leave it out
        7:28 the parameter of the job
    ");
    silent(
        code,
        &[
            &with("notebook_task: { notebook_path: /x, base_parameters: { day: '{{job.parameters.day}}' } }"),
            &job(
                "tasks: [{ task_key: a, notebook_task: { notebook_path: /x, base_parameters: { day: x } } }]",
            ),
        ],
    );
}

/// A job with a parameter and two tasks, the second of which gets this value.
fn reading(value: &str) -> String {
    job(&format!(
        "
parameters: [{{ name: day, default: x }}, {{ name: a.b, default: x }}]
tasks:
- {{ task_key: extract, @task }}
- {{ task_key: load, notebook_task: {{ notebook_path: /x, base_parameters: {{ it: '{value}' }} }} }}"
    ))
}

#[test]
fn unknown_job_parameter() {
    let code = "BRC4081";
    assert_snapshot!(found(code, &reading("{{job.parameters.dya}}-{{job.parameters.zzz}}")), @"
    10:86 `'{{job.parameters.dya}}-{{job.parameters.zzz}}'` the job `nightly` has no parameter `dya`
        /resources/jobs/nightly/tasks/1/notebook_task/base_parameters/it: did you mean `day`?
    10:86 `'{{job.parameters.dya}}-{{job.parameters.zzz}}'` the job `nightly` has no parameter `zzz`
        /resources/jobs/nightly/tasks/1/notebook_task/base_parameters/it: declare `zzz` in `parameters` of the job
    ");
    silent(
        code,
        &[
            &reading("{{ job.parameters.day }}"),
            &reading("{{job.parameters.`a.b`}}"),
            &reading("{{ job.parameters.[day] }}{{job.parameters.[a.b]}}"),
            &reading("{{job.parameters.day"),
        ],
    );
    // The task inside of a loop is told once.
    assert_snapshot!(found(code, &job("tasks: [{ task_key: a, for_each_task: { inputs: '{{job.parameters.list}}', task: { task_key: b, notebook_task: { notebook_path: /x, base_parameters: { it: '{{job.parameters.it}}' } } } } }]")), @"
    7:55 `'{{job.parameters.list}}'` the job `nightly` has no parameter `list`
        /resources/jobs/nightly/tasks/0/for_each_task/inputs: declare `list` in `parameters` of the job
    7:162 `'{{job.parameters.it}}'` the job `nightly` has no parameter `it`
        /resources/jobs/nightly/tasks/0/for_each_task/task/notebook_task/base_parameters/it: declare `it` in `parameters` of the job
    ");
}

#[test]
fn unknown_task_reference() {
    let code = "BRC4082";
    assert_snapshot!(found(code, &reading("{{tasks.extrakt.values.x}} {{tasks.zz.result_state}}")), @"
    10:86 `'{{tasks.extrakt.values.x}} {{tasks.zz.result_state}}'` the job `nightly` has no task `extrakt`
        /resources/jobs/nightly/tasks/1/notebook_task/base_parameters/it: did you mean `extract`?
    10:86 `'{{tasks.extrakt.values.x}} {{tasks.zz.result_state}}'` the job `nightly` has no task `zz`
        /resources/jobs/nightly/tasks/1/notebook_task/base_parameters/it: name a task of this job
    ");
    silent(
        code,
        &[
            &reading("{{tasks.extract.values.x}}"),
            &reading("{{tasks.`extract`.values.x}}"),
            &reading("{{tasks.[extract].values.[x]}}"),
            &reading("{{tasks}}"),
        ],
    );
}

#[test]
fn partial_table_name() {
    let code = "BRC4083";
    let watching = |tables: &str| {
        job(&format!(
            "trigger: {{ table_update: {{ table_names: [{tables}] }} }}\ntasks: [{{ task_key: a, @task }}]"
        ))
    };
    assert_snapshot!(found(code, &watching("orders, lake.sales.orders, lake..orders")), @"
    7:48 `orders` `orders` is not the full name of a table
        /resources/jobs/nightly/trigger/table_update/table_names/0: write it as `catalog.schema.table`
    7:75 `lake..orders` `lake..orders` is not the full name of a table
        /resources/jobs/nightly/trigger/table_update/table_names/2: write it as `catalog.schema.table`
    ");
    silent(code, &[&watching("lake.sales.orders"), &watching("'`a.b`.c.d'")]);
}

#[test]
fn dbt_setting_without_use() {
    let code = "BRC4084";
    let dbt = |rest: &str| {
        job(&format!(
            "tasks: [{{ task_key: a, existing_cluster_id: x, dbt_task: {{ project_directory: /dbt, commands: [dbt run], {rest} }} }}]"
        ))
    };
    assert_snapshot!(found(code, &dbt("catalog: lake")), @"
    7:54 `dbt_task` `dbt_task` has no `warehouse_id`, which `catalog: lake` needs
        /resources/jobs/nightly/tasks/0/dbt_task: add `warehouse_id`
    ");
    assert_snapshot!(found(code, &dbt("profiles_directory: profiles, warehouse_id: x")), @"
    7:112 `profiles_directory` `profiles_directory` does not go with `warehouse_id: x`
        /resources/jobs/nightly/tasks/0/dbt_task: remove `profiles_directory`, or change `warehouse_id`
        7:142 `warehouse_id` stands here
    ");
    silent(code, &[&dbt("catalog: lake, warehouse_id: x"), &dbt("profiles_directory: profiles")]);
}

#[test]
fn ignored_task_setting() {
    let code = "BRC4085";
    let condition = "condition_task: { op: EQUAL_TO, left: '{{job.id}}', right: x }";
    assert_snapshot!(found(code, &job(&format!("
job_clusters: [{{ job_cluster_key: main, new_cluster: {{ @cluster }} }}]
tasks:
- {{ task_key: a, job_cluster_key: main, sql_task: {{ warehouse_id: x, query: {{ query_id: x }} }} }}
- {{ task_key: f, sql_task: {{ warehouse_id: x, alert: {{ alert_id: x }}, parameters: {{ a: b }} }} }}
- {{ task_key: b, libraries: [{{ pypi: {{ package: x }} }}], run_job_task: {{ job_id: 1 }} }}
- {{ task_key: c, max_retries: 1, email_notifications: {{ on_failure: [data@contoso.com] }}, {condition} }}
- {{ task_key: d, job_cluster_key: main, for_each_task: {{ inputs: '[1]', task: {{ task_key: e, job_cluster_key: main, @task }} }} }}"))), @"
    9:24 `job_cluster_key` the task `a` is a `sql_task`, which runs on a SQL warehouse
        /resources/jobs/nightly/tasks/0/job_cluster_key: leave `job_cluster_key` out
    10:77 `parameters` the task `f` evaluates an alert, which takes no parameters
        /resources/jobs/nightly/tasks/1/sql_task/parameters: leave `parameters` out
    11:24 `libraries` the task `b` is a `run_job_task`, which runs on the compute of the other job
        /resources/jobs/nightly/tasks/2/libraries: leave `libraries` out
    12:24 `max_retries` the task `c` is a condition, which is not tried again and tells nobody
        /resources/jobs/nightly/tasks/3/max_retries: leave `max_retries` out
    12:40 `email_notifications` the task `c` is a condition, which is not tried again and tells nobody
        /resources/jobs/nightly/tasks/3/email_notifications: leave `email_notifications` out
    13:24 `job_cluster_key` the task `d` is a `for_each_task`, which leaves it to the task inside of it
        /resources/jobs/nightly/tasks/4/job_cluster_key: leave `job_cluster_key` out
    ");
    silent(
        code,
        &[
            &job(&format!(
                "tasks: [{{ task_key: a, max_retries: 0, libraries: [], retry_on_timeout: false, email_notifications: {{}}, {condition} }}]"
            )),
            &job(
                "tasks: [{ task_key: a, max_retries: 1, email_notifications: { on_failure: [data@contoso.com] }, sql_task: { warehouse_id: x, query: { query_id: x } } }]",
            ),
        ],
    );
}

#[test]
fn misspelt_value_reference() {
    let code = "BRC4086";
    assert_snapshot!(found(code, &reading("{{job.runid}} {{tasks.extract.value.x}} {{task.nme}}")), @"
    10:86 `'{{job.runid}} {{tasks.extract.value.x}} {{task.nme}}'` there is no value `{{job.runid}}` of a run
        /resources/jobs/nightly/tasks/1/notebook_task/base_parameters/it: did you mean `run_id` instead of `runid`?
    10:86 `'{{job.runid}} {{tasks.extract.value.x}} {{task.nme}}'` there is no value `{{task.nme}}` of a run
        /resources/jobs/nightly/tasks/1/notebook_task/base_parameters/it: did you mean `name` instead of `nme`?
    10:86 `'{{job.runid}} {{tasks.extract.value.x}} {{task.nme}}'` there is no value `{{tasks.extract.value.x}}` of a run
        /resources/jobs/nightly/tasks/1/notebook_task/base_parameters/it: did you mean `values` instead of `value`?
    ");
    silent(
        code,
        &[
            &reading("{{job.start_time.iso_date}} {{workspace.url}} {{tasks.extract.values.x}}"),
            &reading("{{job.something_new}} {{jinja.runid}}"),
        ],
    );
}

#[test]
fn input_outside_for_each() {
    let code = "BRC4087";
    assert_snapshot!(found(code, &reading("x-{{input.table}}")), @"
    10:86 `'x-{{input.table}}'` the task `load` is in no loop, and `{{input}}` is the element of one
        /resources/jobs/nightly/tasks/1/notebook_task/base_parameters/it: put the task into a `for_each_task`, or name another value
    ");
    silent(
        code,
        &[
            &job(
                "tasks: [{ task_key: a, for_each_task: { inputs: '[1]', task: { task_key: b, notebook_task: { notebook_path: /x, base_parameters: { it: '{{input}}' } } } } }]",
            ),
            &reading("{{inputs}} input"),
        ],
    );
}

#[test]
fn aliases_without_alias_condition() {
    let code = "BRC4088";
    let watching =
        |model: &str| job(&format!("trigger: {{ model: {{ {model} }} }}\ntasks: [{{ task_key: a, @task }}]"));
    assert_snapshot!(found(code, &watching("condition: MODEL_CREATED, securable_name: a.b, aliases: [champion]")), @"
    7:74 `aliases` `aliases` does not go with `condition: MODEL_CREATED`
        /resources/jobs/nightly/trigger/model: remove `aliases`, or change `condition`
        7:27 `condition` stands here
    ");
    silent(
        code,
        &[
            &watching("condition: MODEL_ALIAS_SET, securable_name: a.b.c, aliases: [champion]"),
            &watching("condition: MODEL_CREATED, securable_name: a.b"),
        ],
    );
}

#[test]
fn cluster_beside_warehouse() {
    let code = "BRC4089";
    let notebook = "notebook_task: { notebook_path: /x, warehouse_id: 0123456789abcdef }";
    assert_snapshot!(found(code, &job(&format!("tasks: [{{ task_key: a, new_cluster: {{ @cluster }}, {notebook} }}]"))), @"
    7:30 `new_cluster` the task `a` runs its notebook on a SQL warehouse, and names a cluster
        /resources/jobs/nightly/tasks/0/new_cluster: leave one of them out; a warehouse runs cells of SQL alone
        7:258 the warehouse
    ");
    silent(
        code,
        &[
            &job(&format!("tasks: [{{ task_key: a, {notebook} }}]")),
            &job("tasks: [{ task_key: a, new_cluster: { @cluster }, @task }]"),
        ],
    );
}

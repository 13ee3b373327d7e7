use insta::assert_snapshot;

use super::{found, run, shown, spec, tree};

/// What `prod` makes of a job.
fn job(base: &str, overlay: &str) -> String {
    let body = spec(&format!(
        "environments: {{ dev: , prod: {{ resources: {{ jobs: {{ j: {overlay} }} }} }} }}\nresources: {{ jobs: {{ j: {base} }} }}"
    ));
    let checked = run(&[("bricep.yaml", &body)]);
    let text = tree(&checked, "prod", "jobs", "j") + "\n" + &shown(&checked);
    text.replace("bricep.yaml", "")
}

#[test]
fn maps_merge_and_scalars_and_lists_replace() {
    assert_snapshot!(job(
        "{ name: a, tags: { a: '1', b: '2' }, timeout_seconds: 5, email_notifications: { on_failure: [x], on_success: [y] } }",
        "{ tags: { b: '3', c: '4' }, timeout_seconds: 6, email_notifications: { on_failure: [z] } }"
    ), @r#"
    {"name":"a","tags":{"a":"1","b":"3","c":"4"},"timeout_seconds":6,"email_notifications":{"on_failure":["z"],"on_success":["y"]}}
    :3:140: error[BRC2006] pattern-mismatch: `z` does not fit element 1 of `on_failure` in environment `prod` (write an e-mail address)
        `z` /environments/prod/resources/jobs/j/email_notifications/on_failure/0
    :4:118: error[BRC2006] pattern-mismatch: `x` does not fit element 1 of `on_failure` in environment `dev` (write an e-mail address)
        `x` /resources/jobs/j/email_notifications/on_failure/0
    :4:135: error[BRC2006] pattern-mismatch: `y` does not fit element 1 of `on_success` (write an e-mail address)
        `y` /resources/jobs/j/email_notifications/on_success/0
    "#);
}

#[test]
fn null_removes() {
    assert_snapshot!(job("{ name: a, tags: { a: '1', b: '2' }, timeout_seconds: 5 }", "{ tags: { b: null }, timeout_seconds: null }"), @r#"{"name":"a","tags":{"a":"1"}}"#);
    assert_snapshot!(job("{ name: a, tags: { alpha: '1' } }", "{ tags: { alhpa: null }, queue: null, schedul: null }"), @r#"
    {"name":"a","tags":{"alpha":"1"}}
    :3:66: error[BRC3011] unknown-overlay: `alhpa` is removed here, but it is not set in environment `prod` (did you mean `alpha`?)
        `alhpa` /environments/prod/resources/jobs/j/tags/alhpa
    :3:81: error[BRC3011] unknown-overlay: `queue` is removed here, but it is not set in environment `prod` (leave the line out: `null` removes what the spec sets for all environments)
        `queue` /environments/prod/resources/jobs/j/queue
    :3:94: error[BRC3011] unknown-overlay: `schedul` is removed here, but it is not set in environment `prod` (leave the line out: `null` removes what the spec sets for all environments)
        `schedul` /environments/prod/resources/jobs/j/schedul
    "#);
    assert_snapshot!(job("{ name: a }", "{ tags: { a: '1', b: null } }"), @r#"{"name":"a","tags":{"a":"1"}}"#);
}

#[test]
fn keyed_lists_merge_by_key_and_keep_their_order() {
    let base = "{ name: a, tasks: [{ task_key: one, run_if: ALL_DONE, spark_jar_task: {} }, { task_key: two, spark_jar_task: {} }, { task_key: three, spark_jar_task: {} }] }";
    assert_snapshot!(job(base, "{ tasks: [{ task_key: new, spark_jar_task: {} }, { task_key: one, max_retries: 1 }] }"), @r#"{"name":"a","tasks":[{"task_key":"one","run_if":"ALL_DONE","spark_jar_task":{},"max_retries":1},{"task_key":"two","spark_jar_task":{}},{"task_key":"three","spark_jar_task":{}},{"task_key":"new","spark_jar_task":{}}]}"#);
    assert_snapshot!(job(base, "{ tasks: { new: { spark_jar_task: {} }, two: null, one: { run_if: null } } }"), @r#"{"name":"a","tasks":[{"task_key":"one","spark_jar_task":{}},{"task_key":"three","spark_jar_task":{}},{"task_key":"new","spark_jar_task":{}}]}"#);
    assert_snapshot!(job(base, "{ tasks: { twoo: null } }"), @r#"
    {"name":"a","tasks":[{"task_key":"one","run_if":"ALL_DONE","spark_jar_task":{}},{"task_key":"two","spark_jar_task":{}},{"task_key":"three","spark_jar_task":{}}]}
    :3:67: error[BRC3011] unknown-overlay: `twoo` is removed here, but it is not set in environment `prod` (did you mean `two`?)
        `twoo` /environments/prod/resources/jobs/j/tasks/twoo
    "#);
    assert_snapshot!(job(base, "{ tasks: null }"), @r#"{"name":"a"}"#);
    assert_snapshot!(job(base, "{ tasks: [] }"), @r#"{"name":"a","tasks":[{"task_key":"one","run_if":"ALL_DONE","spark_jar_task":{}},{"task_key":"two","spark_jar_task":{}},{"task_key":"three","spark_jar_task":{}}]}"#);
}

#[test]
fn keyed_lists_may_be_maps_in_the_base() {
    assert_snapshot!(job(
        "{ name: a, tasks: { one: { spark_jar_task: {} }, two: { task_key: other, spark_jar_task: {} }, three: null, four: 5 } }",
        "{ tasks: [{ task_key: one, max_retries: 1 }] }"
    ), @r#"
    {"name":"a","tasks":[{"task_key":"one","spark_jar_task":{},"max_retries":1},{"task_key":"two","spark_jar_task":{}}]}
    :4:91: error[BRC2010] conflicting-properties: the element `two` has another `task_key` here (leave `task_key` out: the key of the map says it)
        `other` /resources/jobs/j
        :4:74: its key in the map: `two`
    :4:120: error[BRC2002] wrong-type: expected `three` to be a map, found null (give it a value, or remove it; `null` removes elements in overlays alone)
        `three` /resources/jobs/j
    :4:139: error[BRC2002] wrong-type: expected `four` to be a map, found a number (write what the element holds, key by key)
        `5` /resources/jobs/j
    "#);
    assert_snapshot!(job(
        "{ name: a, parameters: { day: { default: x } }, job_clusters: { small: { new_cluster: @cluster } } }",
        "{ parameters: [{ name: day, default: y }], job_clusters: { small: { new_cluster: { num_workers: 2 } } } }"
    ), @r#"{"name":"a","parameters":[{"name":"day","default":"y"}],"job_clusters":[{"job_cluster_key":"small","new_cluster":{"spark_version":"16.4.x-scala2.12","node_type_id":"Standard_D4ds_v5","num_workers":2}}]}"#);
}

#[test]
fn an_element_that_is_overlaid_twice_or_has_no_key_is_reported() {
    let base = "{ name: a, tasks: [{ task_key: one, spark_jar_task: {} }] }";
    assert_snapshot!(job(base, "{ tasks: [{ task_key: one, max_retries: 1 }, { task_key: one, max_retries: 2 }] }"), @r#"
    {"name":"a","tasks":[{"task_key":"one","spark_jar_task":{},"max_retries":1}]}
    :3:113: error[BRC2013] duplicate-element: two elements have the task_key `one` in environment `prod` (say all that changes in one element)
        `one` /environments/prod/resources/jobs/j/tasks/one
        :3:78: the first one: `one`
    "#);
    assert_snapshot!(job(base, "{ tasks: [{ max_retries: 1 }] }"), @r#"
    {"name":"a","tasks":[{"task_key":"one","spark_jar_task":{}}]}
    :3:68: error[BRC2003] missing-property: an element of this overlay has no `task_key` in environment `prod` (add the `task_key` of the element that it changes, or of a new one)
        `max_retries` /environments/prod/resources/jobs/j/tasks
    "#);
    assert_snapshot!(job("{ name: a, tasks: [{ task_key: one, spark_jar_task: {} }, { task_key: one, spark_jar_task: {} }] }", "{ timeout_seconds: 1 }"), @r#"
    {"name":"a","tasks":[{"task_key":"one","spark_jar_task":{}},{"task_key":"one","spark_jar_task":{}}],"timeout_seconds":1}
    :4:95: error[BRC2013] duplicate-element: two elements have the task_key `one` (give each element its own task_key)
        `one` /resources/jobs/j/tasks/1/task_key
        :4:56: the first one: `one`
    "#);
}

#[test]
fn an_interpolation_is_replaced_whole() {
    let body = |overlay: &str| {
        spec(&format!(
            "
        variables: {{ t: {{ default: {{ a: x }} }} }}
        environments: {{ dev: , prod: {{ resources: {{ jobs: {{ j: {overlay} }} }} }} }}
        resources: {{ jobs: {{ j: {{ name: a, tags: '${{var.t}}' }} }} }}
    "
        ))
    };
    let checked = run(&[("bricep.yaml", &body("{ tags: { b: y } }"))]);
    assert_snapshot!(tree(&checked, "prod", "jobs", "j") + "\n" + &shown(&checked), @r#"{"name":"a","tags":{"b":"y"}}"#);
}

#[test]
fn a_resource_is_removed_or_added() {
    let checked = run(&[(
        "bricep.yaml",
        &spec(
            "
        environments:
          dev: { resources: { clusters: { only_dev: @cluster } } }
          prod: { resources: { clusters: { etl: null } } }
        resources: { clusters: { etl: @cluster } }
    ",
        ),
    )]);
    assert_snapshot!(shown(&checked), @"");
    let trees = ["etl", "only_dev"]
        .map(|key| ["dev", "prod"].map(|environment| tree(&checked, environment, "clusters", key)));
    assert_snapshot!(trees.concat().join("\n"), @r#"
    {"spark_version":"16.4.x-scala2.12","node_type_id":"Standard_D4ds_v5","num_workers":1}
    -
    {"spark_version":"16.4.x-scala2.12","node_type_id":"Standard_D4ds_v5","num_workers":1}
    -
    "#);
    assert_eq!(checked.resources, 2);
}

#[test]
fn overlays_of_unknown_things_are_reported() {
    assert_snapshot!(found("
        environments: { dev: , prod: { resources: { clusters: { etk: null, other: null } } } }
        resources: { clusters: { etl: @cluster } }
    "), @"
    bricep.yaml:3:57: error[BRC3011] unknown-overlay: the cluster `etk` is removed here, but nothing defines it in environment `prod` (did you mean `etl`?)
        `etk` /environments/prod/resources/clusters/etk
    bricep.yaml:3:68: error[BRC3011] unknown-overlay: the cluster `other` is removed here, but nothing defines it in environment `prod` (leave the line out)
        `other` /environments/prod/resources/clusters/other
    ");
    assert_snapshot!(found("
        environments: { dev: , prod: { resources: { clusters: { etk: { num_workers: 2 } } } } }
        resources: { clusters: { etl: @cluster } }
    "), @"
    bricep.yaml:3:57: error[BRC3011] unknown-overlay: the cluster `etk` is changed here, but nothing defines it in environment `prod` (did you mean `etl`?)
        `etk` /environments/prod/resources/clusters/etk
    ");
    assert_snapshot!(found("
        environments: { dev: , prod: { resources: { clusters: { far_away: { num_workers: 2 } } } } }
        resources: { clusters: { etl: @cluster } }
    "), @"
    bricep.yaml:3:57: error[BRC2003] missing-property: the cluster `far_away` has no `spark_version` in environment `prod` (add `spark_version`, or `policy_id`, which may fix it)
        `far_away` /environments/prod/resources/clusters/far_away
    bricep.yaml:3:57: error[BRC2010] conflicting-properties: the cluster `far_away` has none of `node_type_id` and `instance_pool_id` in environment `prod` (add `node_type_id` or `instance_pool_id`, or `policy_id`, which may fix it)
        `far_away` /environments/prod/resources/clusters/far_away
    ");
    assert_snapshot!(found("
        environments: { dev: , prod: { outputs: { oo: null }, resources: { cluster: { etl: null } } } }
        resources: { clusters: { etl: @cluster } }
        outputs: { o: x }
    "), @"
    bricep.yaml:3:43: error[BRC3011] unknown-overlay: the output `oo` is removed here, but nothing defines it in environment `prod`
        `oo` /environments/prod/outputs/oo
    bricep.yaml:3:68: error[BRC2011] unknown-kind: `cluster` is no kind of resource (did you mean `clusters`?) [fixable]
        `cluster` /environments/prod/resources/cluster
    ");
    assert_snapshot!(found("resources: { clusters: { etl: null } }"), @"
    bricep.yaml:3:26: error[BRC2002] wrong-type: expected the cluster `etl` to be a map, found null (give it a value, or remove it)
        `etl` /resources/clusters/etl
    ");
}

#[test]
fn outputs_are_overlaid() {
    let checked = run(&[(
        "bricep.yaml",
        &spec(
            "
        environments: { dev: , prod: { outputs: { a: y, b: null, c: z } } }
        outputs: { a: x, b: x }
    ",
        ),
    )]);
    assert_snapshot!(shown(&checked), @"");
    let outputs = checked.model.unwrap().outputs;
    let outputs: Vec<String> = outputs
        .iter()
        .map(|output| {
            let values: Vec<&str> = output
                .values
                .iter()
                .map(|value| value.as_ref().and_then(|value| value.as_str()).unwrap_or("-"))
                .collect();
            format!("{} {}", output.name, values.join(" "))
        })
        .collect();
    assert_snapshot!(outputs.join("\n"), @"
    a x y
    b x -
    c - z
    ");
}

#[test]
fn an_element_has_the_key_of_its_map() {
    assert_snapshot!(found("resources: { jobs: { j: { name: j, tasks: { a: { task_key: b, spark_jar_task: {} }, c: { task_key: c, spark_jar_task: {} } } } } }"), @"
    bricep.yaml:3:60: error[BRC2010] conflicting-properties: the element `a` has another `task_key` here (leave `task_key` out: the key of the map says it)
        `b` /resources/jobs/j
        bricep.yaml:3:45: its key in the map: `a`
    ");
}

use super::check;

/// The codes of what is found, in order.
fn codes(body: &str) -> String {
    let checked = check(body);
    checked.diagnostics.iter().map(|found| found.code.id).collect::<Vec<_>>().join(" ")
}

#[test]
fn an_error_hides_no_other_fault_of_its_resource() {
    let cluster = |rest: &str| {
        format!(
            "resources: {{ clusters: {{ a: {{ cluster_name: a, @cluster, autoscale: {{ min_workers: 4, max_workers: 2 }}, {rest} }} }} }}"
        )
        .replace("num_workers: 1, ", "")
        .replace("@cluster", "spark_version: 17.3.x-scala2.12, node_type_id: Standard_D4ds_v5, data_security_mode: USER_ISOLATION, autotermination_minutes: 30")
    };
    assert_eq!(codes(&cluster("custom_tags: { owner: a }")), "BRC4006 BRC4001");
    assert_eq!(codes(&cluster("spark_confs: {}")), "BRC4006 BRC4001 BRC2001");
    assert_eq!(codes(&cluster("custom_tags: { Owner: [] }")), "BRC4006 BRC4001 BRC2002");
}

#[test]
fn what_may_be_misspelt_is_not_missed() {
    // `timeout_secs` may be the time-out that production asks for, and `taks` the tasks.
    let job = |field: &str| {
        format!(
            "environments: {{ prod: {{}} }}\nresources: {{ jobs: {{ a: {{ name: a, {field}, tasks: [{{ task_key: t, @task }}] }} }} }}"
        )
    };
    assert_eq!(codes(&job("timeout_secs: 60")), "BRC2001");
    assert_ne!(codes(&job("description: x")), "");
    assert_eq!(codes(&job("description: x").replace("tasks:", "taks:")), "BRC2001");
}

#[test]
fn a_value_that_is_wrong_is_not_told_twice() {
    let with = |bounds: &str| {
        format!("resources: {{ clusters: {{ a: {{ cluster_name: a, @cluster, autoscale: {{ {bounds} }} }} }} }}")
            .replace("@cluster", "spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, data_security_mode: USER_ISOLATION, autotermination_minutes: 30, custom_tags: { owner: a }")
    };
    assert_eq!(codes(&with("min_workers: 4, max_workers: 2")), "BRC4001");
    assert_eq!(codes(&with("min_workers: four, max_workers: 2")), "BRC2002");
    assert_eq!(codes(&with("min_workers: 4, max_wrkers: 2")), "BRC2001");
}

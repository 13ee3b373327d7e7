//! What jobs bring along from Airflow.

use insta::assert_snapshot;

use super::{found, silent};

fn with(text: &str) -> String {
    format!(
        "resources:\n  jobs:\n    etl:\n      name: etl\n      tasks:\n        - {{ task_key: a, notebook_task: {{ notebook_path: /Shared/a, base_parameters: {{ day: \"{text}\" }} }} }}"
    )
}

#[test]
fn macros_of_airflow_are_told_from_references_of_databricks() {
    let code = "BRC4224";
    assert_snapshot!(found(code, &with("day {{ ds }}")), @r#"
    8:93 `"day {{ ds }}"` `ds` is a macro of Airflow, which Databricks does not fill in
        /resources/jobs/etl/tasks/0/notebook_task/base_parameters/day: write `{{job.start_time.iso_date}}` for the day of the run, or compute the date in the task
    "#);
    let fine = ["{{job.start_time.iso_date}}", "{{ds", "ds", "{{tasks.ds.values.x}}"];
    silent(code, &fine.map(with).each_ref().map(String::as_str));
}

//! A macro of Airflow in a job, which Databricks hands on as it reads.
//!
//! References that do not exist are literal texts:
//! <https://learn.microsoft.com/azure/databricks/jobs/dynamic-value-references>.

use crate::rules::prelude::*;

rule!("BRC4224", "airflow-macro", Correctness = Warning, Check::Jobs(check));

/// Names of Airflow that Databricks does not know.
const MACROS: [&str; 11] = [
    "data_interval_end",
    "data_interval_start",
    "ds",
    "ds_nodash",
    "execution_date",
    "logical_date",
    "next_ds",
    "prev_ds",
    "tomorrow_ds",
    "ts",
    "yesterday_ds",
];

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    let mut found = Vec::new();
    job.0.body.each_text(&mut |text, value| {
        for part in text.split("{{").skip(1) {
            let Some((inside, _)) = part.split_once("}}") else { continue };
            if MACROS.contains(&inside.trim()) {
                found.push((value, inside.trim()));
            }
        }
    });
    for (value, name) in found {
        let message = format!("`{name}` is a macro of Airflow, which Databricks does not fill in");
        let help =
            "write `{{job.start_time.iso_date}}` for the day of the run, or compute the date in the task";
        findings.push(value.wrong(message).help(help));
    }
}

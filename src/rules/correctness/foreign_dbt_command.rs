//! A command of a dbt task that is none of dbt.

use crate::rules::prelude::*;

// "All commands must start with dbt", says the reference of the API.
rule!("BRC4077", "foreign-dbt-command", Correctness, Check::Tasks(check));

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    for command in task.get("dbt_task.commands").list() {
        let Some(text) = command.text() else { continue };
        if text != "dbt" && !text.starts_with("dbt ") {
            findings.push(
                command
                    .wrong(format!("the command `{text}` of {} does not begin with `dbt`", task.name()))
                    .help("write a command of dbt, such as `dbt run`; do the rest in a task of its own"),
            );
        }
    }
}

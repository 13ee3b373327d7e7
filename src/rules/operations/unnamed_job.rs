//! A job without a name.

use crate::rules::prelude::*;

// "The default value is Untitled", says the Terraform provider of Databricks of a job's name.
rule!("BRC7020", "unnamed-job", Operations, Check::Jobs(check));

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    if job.get("name").is_absent() {
        let key = &job.0.model.key;
        findings.push(
            job.0
                .body
                .wrong_key(format!("{} has no name, so people see it as `Untitled`", job.name()))
                .help(format!("add `name: {key}`"))
                .fix(job.0.body.insert("name", &**key)),
        );
    }
}

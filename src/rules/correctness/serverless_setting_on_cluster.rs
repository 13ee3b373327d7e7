//! A setting of serverless compute, where nothing runs on it.

use crate::rules::prelude::*;

rule!("BRC4056", "serverless-setting-on-cluster", Correctness = Warning, Check::Jobs(check));

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    for task in job.tasks() {
        let Some(cluster) = task.cluster() else { continue };
        let (optimization, compute) = (task.get("disable_auto_optimization"), task.get("compute"));
        let setting = if optimization.bool() == Some(true) { optimization } else { compute };
        if setting.is_set() {
            findings.push(
                setting
                    .wrong_key(format!(
                        "{} runs on a cluster, and this is for serverless compute",
                        task.name()
                    ))
                    .help("leave it out, or the cluster")
                    .related(cluster.head(), "the cluster"),
            );
        }
    }
    let target = job.get("performance_target");
    let mut tasks = job.tasks().peekable();
    // What a notebook, a pipeline or another job runs on is decided elsewhere where the task names no cluster.
    if target.is_set() && tasks.peek().is_some() && tasks.all(|task| task.cluster().is_some()) {
        findings.push(
            target
                .wrong_key(format!(
                    "all tasks of {} run on clusters, and this is for serverless compute",
                    job.name()
                ))
                .help("leave it out")
                .fix(target.remove()),
        );
    }
}

//! A production job that runs whatever a branch holds at that moment.

use crate::rules::prelude::*;

rule!("BRC7016", "git-branch-in-production", Operations = Info, Check::Jobs(check));

fn check(cx: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    let branch = job.get("git_source.git_branch");
    if cx.is_production() && branch.is_set() {
        findings.push(
            branch
                .wrong(format!("{} runs whatever this branch holds when it starts", job.name()))
                .help("name a tag or a commit, which changes by deploying alone"),
        );
    }
}

//! A path of the workspace, where the job takes the file from its Git source.

use crate::rules::prelude::*;

// "For files stored in a remote repository, the path must be relative", says the reference of the API.
rule!("BRC4065", "absolute-path-in-git", Correctness, Check::Tasks(check));

fn check(cx: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    let Some(file) = task.file().filter(|file| file.is_in_git(&task.job) == Some(true)) else { return };
    let is_uploaded = cx.referred(file.path).is_some();
    let is_absolute = file.path.text().is_some_and(|path| path.starts_with('/'));
    if is_uploaded || is_absolute {
        let kind = if is_uploaded { "a file that the spec uploads" } else { "a path of the workspace" };
        findings.push(
            file.path
                .wrong(format!("{} takes its file from the Git source, and this is {kind}", task.name()))
                .help("write `source: WORKSPACE` beside it, or the path within the repository, without `/` or `./` in front")
                .related(task.job.get("git_source").head(), "the Git source"),
        );
    }
}

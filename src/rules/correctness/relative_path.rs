//! A path that leads nowhere: neither of the workspace, nor local, nor within a Git source.

use crate::rules::prelude::*;

// "For notebooks stored in the Databricks workspace, the path must be absolute and begin with a slash", says the
// reference of the API, and so it does of scripts and of files of SQL.
rule!("BRC4064", "relative-path", Correctness, Check::Tasks(check));

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    let Some(file) = task.file() else { return };
    let Some(path) = file.path.text() else { return };
    // An address (`dbfs:/…`, `abfss://…`) is of no workspace.
    let is_address = path.contains(":/");
    if file.is_in_git(&task.job) != Some(false) || path.starts_with('/') || is_address {
        return;
    }
    let help = if task.job.get("git_source").is_set() {
        "write `source: GIT` for a file of the Git source, or an absolute path of the workspace".to_owned()
    } else {
        format!(
            "write `./{path}` for a file beside this one, which is uploaded, or an absolute path of the workspace"
        )
    };
    findings.push(
        file.path
            .wrong(format!("`{path}` is neither a local path nor an absolute one of the workspace"))
            .help(help),
    );
}

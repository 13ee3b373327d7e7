//! An init script at a path that is none of the place it is said to be in.

use crate::rules::prelude::*;

rule!("BRC4251", "wrong-init-script-path", Correctness, Check::Clusters(check));

fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    for script in cluster.get("init_scripts").list() {
        let (workspace, volume) = (script.get("workspace.destination"), script.get("volumes.destination"));
        if let Some((fault, help)) = workspace.text().and_then(|path| of_workspace(&path)) {
            findings.push(workspace.wrong(fault).help(help));
        }
        if let Some(path) = volume.text().filter(|path| !is_in_volume(path)) {
            findings.push(
                volume
                    .wrong(format!("`{path}` names no file in a volume"))
                    .help("write `/Volumes/<catalog>/<schema>/<volume>/<file>`"),
            );
        }
    }
}

/// What is wrong with a path of the workspace, and what to write instead. A local one is uploaded.
fn of_workspace(path: &str) -> Option<(String, &'static str)> {
    if path.starts_with("/Volumes/") {
        return Some((
            format!("`{path}` is a path in a volume, not in the workspace"),
            "write `volumes:` in place of `workspace:`",
        ));
    }
    if path.starts_with(['/', '.']) {
        return None;
    }
    let fault = format!("`{path}` is neither a local path nor an absolute one of the workspace");
    Some((
        fault,
        "write an absolute path such as `/Shared/setup.sh`, or `./setup.sh` for a file beside this one",
    ))
}

/// Whether a path leads to a file in a volume: catalog, schema, volume, and what is in it.
fn is_in_volume(path: &str) -> bool {
    let path = path.strip_prefix("dbfs:").unwrap_or(path);
    path.split('/').filter(|step| !step.is_empty()).count() >= 5
}

//! A Git folder below `/Repos` at the wrong depth.

use crate::rules::prelude::*;

// "If repo is created in /Repos, path must be in the format /Repos/{folder}/{repo-name}", says the reference of the
// API.
rule!("BRC4149", "wrong-depth-in-repos", Correctness, Check::Resources(&["repos"], check));

fn check(_: &Cx<'_>, repo: &Resource<'_>, findings: &mut Findings<'_>) {
    let path = repo.get("path");
    let Some(text) = path.text() else { return };
    let Some(below) = text.strip_prefix("/Repos/") else { return };
    if below.split('/').count() != 2 {
        findings.push(
            path.wrong(format!("{} does not lie in a folder of `/Repos`", repo.name()))
                .help("write `/Repos/<folder>/<name>`, or a path outside of `/Repos`"),
        );
    }
}

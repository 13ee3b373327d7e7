//! A file or notebook that is put into a Git folder.

use crate::rules::prelude::*;

rule!("BRC4156", "path-in-git-folder", Correctness = Warning, Check::Environment(check));

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    let folders: Vec<_> = cx.resources("repos").map(|repo| (repo, repo.get("path"))).collect();
    for resource in ["notebooks", "workspace_files"].into_iter().flat_map(|kind| cx.resources(kind)) {
        let path = resource.get("path");
        let Some(text) = path.text() else { continue };
        let inside = |folder: &Value<'_>| {
            let below = folder.text().and_then(|folder| Some(text.strip_prefix(&*folder)?.starts_with('/')));
            below == Some(true)
        };
        if let Some((repo, folder)) = folders.iter().find(|(_, folder)| inside(folder)) {
            findings.push(
                path.wrong(format!("{} is put into {}", resource.name(), repo.name()))
                    .help("put it elsewhere, or commit the file to the repository")
                    .related(folder.span(), "the Git folder"),
            );
        }
    }
}

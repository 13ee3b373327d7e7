//! Two resources at one place of the workspace.

use rustc_hash::FxHashMap;

use crate::rules::prelude::*;

rule!("BRC4151", "same-workspace-path", Correctness = Warning, Check::Environment(check));

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    let mut seen: FxHashMap<String, Value<'_>> = FxHashMap::default();
    for kind in ["notebooks", "repos", "workspace_files"] {
        for resource in cx.resources(kind) {
            let path = resource.get("path");
            let Some(text) = path.text() else { continue };
            let Some(first) = seen.get(&*text) else {
                seen.insert(text.into_owned(), path);
                continue;
            };
            findings.push(
                path.wrong(format!("{} has the path of another resource, `{text}`", resource.name()))
                    .help("give each its own path")
                    .related(first.span(), "the first one"),
            );
        }
    }
}

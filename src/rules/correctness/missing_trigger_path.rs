//! A pipeline that starts for changes of files which are not there.

use crate::rules::templates::prelude::*;
use crate::template::tree::Language;

rule!("BRC4216", "missing-trigger-path", Correctness = Warning, Check::Templates(check));

/// The lists of paths of Azure Pipelines and of GitHub.
const LISTS: [&str; 4] =
    ["trigger.paths.include", "pr.paths.include", "on.push.paths", "on.pull_request.paths"];

fn check(set: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    // Paths are those of the repository, so its folder has to be the one that is looked at.
    let Some(root) =
        template.root.as_ref().filter(|_| template.language == Language::Pipeline && set.exists(".git"))
    else {
        return;
    };
    for value in LISTS.iter().filter_map(|list| root.get(list)).flat_map(Value::list) {
        let Some(text) = value.text().filter(|text| !text.starts_with('!')) else { continue };
        // What stands before the first pattern has to be there.
        let fixed = match text.find(['*', '?', '[']) {
            Some(at) => {
                text.get(..at).and_then(|start| start.rsplit_once('/')).map_or("", |(folder, _)| folder)
            }
            None => text,
        };
        let fixed = fixed.trim_matches('/');
        if fixed.is_empty() || fixed.contains('$') || set.exists(fixed) {
            continue;
        }
        let message = format!("the pipeline starts for changes in `{fixed}`, which is not there");
        told.push(told.found(value.span, message).help("write the path from the folder of the repository"));
    }
}

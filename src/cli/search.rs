//! From the paths of a command line to specs: a folder is searched for them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::project::{Project, show};
use super::{report, say_error};

/// Whether a file of this name is a spec.
fn is_spec(name: &str) -> bool {
    matches!(name, "bricep.yaml" | "bricep.yml" | "bricep.json") || name.ends_with(".bricep.yaml")
}

/// A spec that was asked for.
pub(super) struct Candidate {
    /// The spec.
    pub(super) project: Project,
    /// Whether a path of the command line names it; others were found in a folder.
    pub(super) named: bool,
}

/// The specs of some paths, each once, sorted by the path that people see, and whether all paths led to one. What did
/// not is said on stderr.
pub(super) fn specs(paths: &[PathBuf]) -> (Vec<Candidate>, bool) {
    let mut found: BTreeMap<PathBuf, Candidate> = BTreeMap::new();
    let mut complete = true;
    for path in paths {
        let named = !path.is_dir();
        let files = if named { Ok(vec![path.clone()]) } else { below(path) };
        let files = files.unwrap_or_else(|fault| {
            say_error(&fault);
            complete = false;
            Vec::new()
        });
        for file in files {
            let Ok(project) = report::open(&file) else {
                complete = false;
                continue;
            };
            let place = project.files.root().join(project.spec.as_str());
            let candidate = found.entry(place).or_insert(Candidate { project, named });
            candidate.named |= named;
        }
    }
    let mut found: Vec<Candidate> = found.into_values().collect();
    found.sort_by_cached_key(|candidate| candidate.project.show(&candidate.project.spec));
    (found, complete)
}

/// The specs below a folder. Hidden folders are left out, and what a `.gitignore` names; settings of a machine or of a
/// user do not count.
///
/// # Errors
/// There is none, or a part of the folder cannot be looked at.
fn below(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut walk = WalkBuilder::new(folder);
    walk.require_git(false).git_global(false).git_exclude(false).ignore(false);
    let mut specs = Vec::new();
    for entry in walk.build() {
        let entry = entry.map_err(|error| format!("`{}` cannot be searched: {error}", show(folder)))?;
        if entry.path().is_file() && entry.file_name().to_str().is_some_and(is_spec) {
            specs.push(entry.into_path());
        }
    }
    if specs.is_empty() {
        return Err(format!(
            "there is no spec in `{}`: looked for `bricep.yaml`, `bricep.yml`, `bricep.json` and `*.bricep.yaml` that no \
             `.gitignore` names; name the spec, or begin one with `bricep init`",
            show(folder)
        ));
    }
    Ok(specs)
}

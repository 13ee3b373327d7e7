//! Fixes of some specs, together: a file that several of them include is edited once, and breaks none of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::batch::Spec;
use super::project::Project;
use crate::diagnostic::Diagnostic;
use crate::fix::{self, Mended};
use crate::source::ProjectPath;
use crate::spec::Options;

/// An edited file.
pub(super) struct Edited {
    /// Its path as the user would name it.
    pub(super) shown: String,
    /// What it held when it was read.
    pub(super) old: String,
    /// What it is to hold.
    pub(super) new: String,
    /// How many findings are mended in it.
    pub(super) fixed: usize,
}

/// What fixing came to.
#[derive(Default)]
pub(super) struct Fixes {
    /// The edited files, by their places with links resolved.
    pub(super) files: BTreeMap<PathBuf, Edited>,
    /// Fixes that would bring new faults.
    refused: usize,
}

/// Applies the fixes of each spec in their order; what is left is found in the specs then.
pub(super) fn apply(specs: &mut Vec<Spec>, options: &Options) -> Fixes {
    let mut fixes = Fixes::default();
    for at in 0..specs.len() {
        if specs[at].checked.diagnostics.iter().all(|found| found.fix.is_none()) {
            continue;
        }
        let mut spec = specs.remove(at);
        let Project { files, spec: root, .. } = &spec.candidate.project;
        let texts = fixes.texts(&spec.candidate.project);
        let Mended { files: edited, fixed, checked, refused } =
            fix::mend(files, root, options, texts.clone(), spec.checked);
        spec.checked = checked;
        if fixes.fits(&spec.candidate.project, &edited) && fixes.stand(specs, options, &spec, &edited, &fixed)
        {
            fixes.refused += refused;
            fixes.add(&spec.candidate.project, edited, &fixed);
        } else {
            fixes.refused += refused + fixed.len();
            let Project { files, spec: root, .. } = &spec.candidate.project;
            spec.checked = fix::check(files, root, options, texts);
        }
        specs.insert(at, spec);
    }
    fixes
}

/// Files of one project with what they held and what they hold.
type Texts = BTreeMap<ProjectPath, (String, String)>;

impl Fixes {
    /// What files of a project hold by now.
    fn texts(&self, project: &Project) -> BTreeMap<ProjectPath, String> {
        let mut texts = BTreeMap::new();
        for (place, edited) in &self.files {
            let below = place.strip_prefix(project.files.root()).ok().and_then(Path::to_str);
            if let Some(path) = below.and_then(|below| ProjectPath::root().join(below).ok()) {
                texts.insert(path, edited.new.clone());
            }
        }
        texts
    }

    /// Whether each edited file has one path only: of two links to it, one would undo what the other did.
    fn fits(&self, project: &Project, edited: &Texts) -> bool {
        let places: std::collections::BTreeSet<PathBuf> =
            edited.keys().map(|path| place(project, path)).collect();
        places.len() == edited.len()
    }

    /// Whether nothing new is found in the other specs that have an edited file.
    fn stand(
        &self,
        others: &mut [Spec],
        options: &Options,
        spec: &Spec,
        edited: &Texts,
        fixed: &[(ProjectPath, Diagnostic)],
    ) -> bool {
        let project = &spec.candidate.project;
        let edited: BTreeMap<PathBuf, &String> =
            edited.iter().map(|(path, (_, new))| (place(project, path), new)).collect();
        let mut checked = Vec::new();
        for (at, other) in others.iter().enumerate() {
            let project = &other.candidate.project;
            let shared: Vec<_> = other
                .checked
                .map
                .files()
                .filter_map(|file| Some((file.path.clone(), *edited.get(&place(project, &file.path))?)))
                .collect();
            if shared.is_empty() {
                continue;
            }
            let mut texts = self.texts(project);
            texts.extend(shared.into_iter().map(|(path, text)| (path, text.clone())));
            let after = fix::check(&project.files, &project.spec, options, texts);
            if fix::breaks(&other.checked, &after, fixed) {
                return false;
            }
            checked.push((at, after));
        }
        for (at, after) in checked {
            others[at].checked = after;
        }
        true
    }

    fn add(&mut self, project: &Project, edited: Texts, fixed: &[(ProjectPath, Diagnostic)]) {
        for (path, (old, new)) in edited {
            let file = self.files.entry(place(project, &path)).or_insert_with(|| Edited {
                shown: project.show(&path),
                old,
                new: String::new(),
                fixed: 0,
            });
            file.new = new;
            file.fixed += fixed.iter().filter(|(stood, _)| *stood == path).count();
        }
    }

    /// What was done, or would be, file by file.
    pub(super) fn told(&self, done: &str) -> String {
        let mut told = String::new();
        let total: usize = self.files.values().map(|file| file.fixed).sum();
        if total > 0 {
            let findings = if total == 1 { "finding" } else { "findings" };
            told += &format!("{done} {total} {findings}:\n");
            for file in self.files.values() {
                told += &format!("  {}: {}\n", file.shown, file.fixed);
            }
        }
        if self.refused > 0 {
            let fixes =
                if self.refused == 1 { "1 fix".to_owned() } else { format!("{} fixes", self.refused) };
            told += &format!("Left out {fixes} that would bring new faults.\n");
        }
        told
    }
}

/// Where a file of a project stands, links resolved.
fn place(project: &Project, path: &ProjectPath) -> PathBuf {
    let plain = project.files.root().join(path.as_str());
    std::fs::canonicalize(&plain).unwrap_or(plain)
}

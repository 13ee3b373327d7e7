//! Applies the fixes of a spec, as long as the spec loads afterwards and has no fault that it did not have.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::edited::Edited;
use super::faults::Faults;
use super::page::Page;
use crate::diagnostic::{Change, Diagnostic, Edit, Severity};
use crate::source::{FileId, Files, ProjectPath, Span};
use crate::spec::{self, Checked, Options};

/// How often a spec is read again, at most.
const ROUNDS: usize = 100;

/// What fixing came to.
pub(crate) struct Mended {
    /// The files that were edited: what they held, and what they hold then.
    pub(crate) files: BTreeMap<ProjectPath, (String, String)>,
    /// The findings that were mended, with the files that they stood in.
    pub(crate) fixed: Vec<(ProjectPath, Diagnostic)>,
    /// What is left.
    pub(crate) checked: Checked,
    /// Fixes that would bring new faults.
    pub(crate) refused: usize,
}

/// A fix that was tried in vain: code, path and title.
type Name = (&'static str, String, String);

/// Checks a spec some of whose files read otherwise.
pub(crate) fn check(
    files: &dyn Files,
    root: &ProjectPath,
    options: &Options,
    texts: BTreeMap<ProjectPath, String>,
) -> Checked {
    spec::check(&Edited { under: files, texts }, root, options)
}

/// Whether more is found in a spec after fixes of files that it shares with another one.
pub(crate) fn breaks(before: &Checked, after: &Checked, fixed: &[(ProjectPath, Diagnostic)]) -> bool {
    let fixed: Vec<&Diagnostic> = fixed.iter().map(|(_, found)| found).collect();
    !Faults::of(before, Severity::Info).allow(after, &fixed)
}

/// Applies every fix of what was found in a spec, and those of what comes to light then, until nothing changes. `texts` are
/// files that read otherwise already.
pub(crate) fn mend(
    files: &dyn Files,
    root: &ProjectPath,
    options: &Options,
    texts: BTreeMap<ProjectPath, String>,
    checked: Checked,
) -> Mended {
    let mut mender = Mender {
        edited: Edited { under: files, texts },
        root,
        options,
        old: BTreeMap::new(),
        fixed: Vec::new(),
        refused: FxHashSet::default(),
        checked,
        rounds: 0,
    };
    while mender.round() && mender.rounds < ROUNDS {}
    let Mender { edited, mut old, fixed, refused, checked, .. } = mender;
    let pairs = edited.texts.into_iter().filter_map(|(path, text)| {
        let before = old.remove(&path)?;
        (before != text).then_some((path, (before, text)))
    });
    Mended { files: pairs.collect(), fixed, checked, refused: refused.len() }
}

struct Mender<'a> {
    edited: Edited<'a>,
    root: &'a ProjectPath,
    options: &'a Options,
    old: BTreeMap<ProjectPath, String>,
    fixed: Vec<(ProjectPath, Diagnostic)>,
    refused: FxHashSet<Name>,
    checked: Checked,
    rounds: usize,
}

impl Mender<'_> {
    /// Applies what can be applied together; whether there was anything to try.
    fn round(&mut self) -> bool {
        let mut chosen: Vec<&Diagnostic> = Vec::new();
        let mut taken: Vec<Span> = Vec::new();
        for found in &self.checked.diagnostics {
            let Some(fix) = found.fix.as_ref().filter(|_| !self.refused.contains(&name(found))) else {
                continue;
            };
            // What two fixes touch is the first one's; the other comes in the next round, if it is still there.
            if fix.edits.iter().all(|edit| !taken.iter().any(|other| meet(*other, edit.span))) {
                taken.extend(fix.edits.iter().map(|edit| edit.span));
                chosen.push(found);
            }
        }
        let chosen: Vec<Diagnostic> = chosen.into_iter().cloned().collect();
        !chosen.is_empty() && self.attempt(&chosen)
    }

    /// Applies some fixes, or as many of them from the first on as go; whether anything came of it. A fix that breaks
    /// something is refused.
    fn attempt(&mut self, chosen: &[Diagnostic]) -> bool {
        self.rounds += 1;
        if self.apply(chosen) {
            return true;
        }
        match chosen {
            [] => false,
            [only] => self.refused.insert(name(only)),
            several => {
                let (first, _) = several.split_at(several.len() / 2);
                // The places of the others are others now.
                self.attempt(first)
            }
        }
    }

    /// Applies some fixes, unless that breaks something.
    fn apply(&mut self, chosen: &[Diagnostic]) -> bool {
        let mut by_file: BTreeMap<FileId, (Vec<&Edit>, Vec<&Change>)> = BTreeMap::new();
        for fix in chosen.iter().filter_map(|found| found.fix.as_ref()) {
            fix.edits.iter().for_each(|edit| by_file.entry(edit.span.file).or_default().0.push(edit));
            fix.changes
                .iter()
                .for_each(|change| by_file.entry(change.place().file).or_default().1.push(change));
        }
        let mut texts = self.edited.texts.clone();
        for (file, (mut edits, changes)) in by_file {
            let file = self.checked.map.file(file);
            edits.sort_by_key(|edit| edit.span);
            let text = edited(&file.text, &edits);
            if !Page::read(file).is_some_and(|page| page.becomes(&text, &changes)) {
                return false;
            }
            texts.insert(file.path.clone(), text);
        }
        let before = std::mem::replace(&mut self.edited.texts, texts);
        let checked = spec::check(&self.edited, self.root, self.options);
        let fixed: Vec<&Diagnostic> = chosen.iter().collect();
        if !Faults::of(&self.checked, Severity::Error).allow(&checked, &fixed) {
            self.edited.texts = before;
            return false;
        }
        for path in self.edited.texts.keys() {
            if let Some(file) = self.checked.map.files().find(|file| file.path == *path) {
                self.old.entry(path.clone()).or_insert_with(|| file.text.to_string());
            }
        }
        for found in chosen {
            let path = &self.checked.map.file(found.span.file).path;
            self.fixed.push((path.clone(), found.clone()));
        }
        self.checked = checked;
        true
    }
}

fn name(found: &Diagnostic) -> Name {
    let title = found.fix.as_ref().map(|fix| fix.title.clone()).unwrap_or_default();
    (found.code.id, found.path.clone(), title)
}

/// Whether two edits cannot both be made: they share a byte, or the place of an insertion.
fn meet(a: Span, b: Span) -> bool {
    a.file == b.file && a.start <= b.end && b.start <= a.end
}

/// A text after edits that are in order and do not overlap.
fn edited(text: &str, edits: &[&Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out += text.get(at..edit.span.start as usize).unwrap_or_default();
        out += &edit.text;
        at = edit.span.end as usize;
    }
    out + text.get(at..).unwrap_or_default()
}

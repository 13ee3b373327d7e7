//! Fixes: what a finding wants changed becomes edits of its file, which leave every other byte alone.

mod edited;
mod faults;
mod insert;
mod mend;
mod page;
mod remove;
mod said;
#[cfg(test)]
mod tests;
mod write;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

pub(crate) use self::mend::{Mended, breaks, check, mend};
use self::page::Page;
use crate::diagnostic::{Change, Diagnostic, Edit, Fix};
use crate::source::{FileId, SourceMap, Span};

/// Turns what the fixes of some findings change into edits. A fix that cannot be carried out where it stands is none.
pub(crate) fn resolve(map: &SourceMap, diagnostics: &mut [Diagnostic]) {
    let mut pages: FxHashMap<FileId, Option<Page<'_>>> = FxHashMap::default();
    for found in diagnostics.iter_mut().filter(|found| found.fix.is_some()) {
        let elsewhere = found.code.is_rule();
        found.fix = found.fix.take().and_then(|fix| edits(map, &mut pages, fix, elsewhere));
    }
}

/// A fix with its edits. What aliases stand for elsewhere is left alone, unless it is wrong wherever it stands.
fn edits<'m>(
    map: &'m SourceMap,
    pages: &mut FxHashMap<FileId, Option<Page<'m>>>,
    mut fix: Fix,
    elsewhere: bool,
) -> Option<Fix> {
    let mut by_file: BTreeMap<FileId, Vec<&Change>> = BTreeMap::new();
    for change in &fix.changes {
        by_file.entry(change.place().file).or_default().push(change);
    }
    let mut edits = Vec::new();
    for (file, changes) in by_file {
        let page = pages.entry(file).or_insert_with(|| Page::read(map.file(file)));
        let page = page.as_ref()?;
        for (range, text) in page.edits(&changes)? {
            if elsewhere && page.is_shared(&range) {
                return None;
            }
            let span = Span::new(file, range.start as u32, range.end as u32);
            edits.push(Edit { span, text });
        }
    }
    if edits.is_empty() {
        return None;
    }
    fix.edits = edits;
    Some(fix)
}

impl Change {
    /// The place that it is about.
    pub(crate) fn place(&self) -> Span {
        match self {
            Self::RemoveEntry { key } | Self::Rename { key, .. } => *key,
            Self::RemoveElement { value } | Self::Replace { value, .. } => *value,
            Self::Insert { map, .. } => *map,
            Self::Comment { part, .. } | Self::Interpolation { part, .. } => *part,
        }
    }
}

//! Edited files as a unified diff.

use similar::TextDiff;

use super::fix::Fixes;
use crate::diagnostic::render::{inert, inert_source};

/// What `--fix` would change, as `git apply -p0` and `patch` read it.
pub(super) fn unified(fixes: &Fixes) -> String {
    let mut out = String::new();
    for file in fixes.files.values() {
        let path = inert(&file.shown);
        let diff = TextDiff::from_lines(&file.old, &file.new);
        out += &diff.unified_diff().context_radius(3).header(&path, &path).to_string();
    }
    out.split_inclusive('\n').map(harmless).collect()
}

/// A line that does nothing to a terminal; its line break stays.
fn harmless(line: &str) -> String {
    let bare = line.trim_end_matches(['\r', '\n']);
    inert_source(bare).into_owned() + line.get(bare.len()..).unwrap_or_default()
}

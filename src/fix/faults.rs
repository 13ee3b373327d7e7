//! The faults of a spec before a fix, which may come to light but not come into being.

use rustc_hash::FxHashMap;

use crate::diagnostic::{Change, Diagnostic, Severity, code, pointer};
use crate::spec::Checked;

/// The faults of a spec: its errors, or all that is found.
pub(super) struct Faults<'a> {
    checked: &'a Checked,
    least: Severity,
    /// How many there are of a code with the same words, but for numbers: positions in lists change.
    counts: FxHashMap<(&'static str, String), usize>,
}

impl<'a> Faults<'a> {
    /// The findings that are as severe as `least`.
    pub(super) fn of(checked: &'a Checked, least: Severity) -> Self {
        let mut counts = FxHashMap::default();
        for found in severe(checked, least) {
            *counts.entry(key(found)).or_default() += 1;
        }
        Self { checked, least, counts }
    }

    /// Whether what a spec has after some fixes is no fault of theirs.
    pub(super) fn allow(mut self, after: &Checked, fixed: &[&Diagnostic]) -> bool {
        if !after.opened || (self.checked.complete && !after.complete) {
            return false;
        }
        // Of more than can be shown, those that come up now were there before.
        if self.checked.diagnostics.iter().any(|found| found.code == &code::TOO_MANY_FINDINGS) {
            return true;
        }
        severe(after, self.least).all(|found| {
            if let Some(left) = self.counts.get_mut(&key(found)).filter(|left| **left > 0) {
                *left -= 1;
                return true;
            }
            self.was_hidden(found, fixed)
        })
    }

    /// Whether a fault was there before and not told: rules say nothing of what errors of the language leave in doubt, and
    /// the schema nothing of a value whose key is misspelt.
    fn was_hidden(&self, found: &Diagnostic, fixed: &[&Diagnostic]) -> bool {
        if found.code.is_rule() {
            let own = resource(&found.path);
            let mut broken = severe(self.checked, Severity::Error).filter(|found| !found.code.is_rule());
            return own.is_some() && broken.any(|before| resource(&before.path) == own);
        }
        fixed.iter().any(|mended| {
            let changes = mended.fix.iter().flat_map(|fix| &fix.changes);
            changes.into_iter().any(|change| match change {
                Change::Rename { to, .. } => {
                    let above = mended.path.rsplit_once('/').map_or("", |(above, _)| above);
                    found.path.starts_with(&format!("{above}{}", pointer([&**to])))
                }
                Change::Replace { .. } | Change::Interpolation { .. } => {
                    !mended.path.is_empty() && found.path == mended.path
                }
                _ => false,
            })
        })
    }
}

fn severe(checked: &Checked, least: Severity) -> impl Iterator<Item = &Diagnostic> {
    checked.diagnostics.iter().filter(move |found| found.severity >= least)
}

fn key(found: &Diagnostic) -> (&'static str, String) {
    (found.code.id, found.message.chars().filter(|c| !c.is_ascii_digit()).collect())
}

/// Kind and key of the resource that a path leads into.
fn resource(path: &str) -> Option<(&str, &str)> {
    let mut steps = path.split('/').skip(1);
    let root = steps.next()?;
    if root == "environments" {
        steps.nth(1)?;
    }
    steps.next().zip(steps.next())
}

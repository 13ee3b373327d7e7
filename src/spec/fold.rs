//! One finding for a fault that several environments show.

use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::{Change, Diagnostic, Fix, Sink};
use crate::model::Environment;
use crate::source::Span;

/// Findings by environment, the same one kept once.
#[derive(Default)]
pub(crate) struct Fold {
    found: Found,
}

type Found = IndexMap<(&'static str, Span, String), (Diagnostic, Vec<usize>)>;

impl Fold {
    /// Adds a finding that some environments show.
    pub(crate) fn push(&mut self, environments: &[usize], diagnostic: Diagnostic) {
        let key = (diagnostic.code.id, diagnostic.span, diagnostic.message.clone());
        let (_, shown) = self.found.entry(key).or_insert_with(|| (diagnostic, Vec::new()));
        shown.extend_from_slice(environments);
    }

    /// Adds what another has found, behind what this one has.
    pub(crate) fn absorb(&mut self, other: Self) {
        for (key, (diagnostic, shown)) in other.found {
            self.found.entry(key).or_insert_with(|| (diagnostic, Vec::new())).1.extend(shown);
        }
    }

    /// Leaves out what stands at a value that the schema refused before: sections are checked as they are written, as
    /// overlays make them, and as they are filled in.
    pub(super) fn beside(mut self, sink: &Sink) -> Self {
        let of_values = sink.iter().filter(|found| found.code.is_of_value());
        let refused: FxHashSet<Span> = of_values.map(|found| found.span).collect();
        self.found.retain(|(_, span, _), _| !refused.contains(span));
        self
    }

    /// Hands the findings on. One that every environment shows names none, all others name the first in the spec's
    /// order; one that stands in an overlay has its path there.
    pub(crate) fn finish(self, environments: &[Environment], overlays: &[Option<Span>], sink: &mut Sink) {
        for (mut diagnostic, mut shown) in one_a_value(self.found) {
            shown.sort_unstable();
            shown.dedup();
            if shown.len() < environments.len() {
                let first = shown.first().and_then(|at| environments.get(*at));
                diagnostic.environment = first.map(|environment| environment.name.clone());
                diagnostic.fix = diagnostic
                    .fix
                    .take()
                    .filter(|fix| !diagnostic.code.is_rule() || touches_only(fix, &shown, overlays));
            }
            let inside = |overlay: &Span| {
                overlay.file == diagnostic.span.file
                    && (overlay.start..=overlay.end).contains(&diagnostic.span.start)
            };
            let overlay = overlays.iter().position(|overlay| overlay.as_ref().is_some_and(inside));
            if let Some(environment) = overlay.and_then(|at| environments.get(at)) {
                diagnostic.path = format!("/environments/{}{}", environment.name, diagnostic.path);
            }
            sink.push(diagnostic);
        }
    }
}

/// Whether the environments that do not show a finding have what its fix changes too.
fn touches_only(fix: &Fix, shown: &[usize], overlays: &[Option<Span>]) -> bool {
    let inside = |place: Span, environment: usize| {
        let overlay = overlays.get(environment).copied().flatten();
        overlay.is_some_and(|overlay| {
            overlay.file == place.file && (overlay.start..=overlay.end).contains(&place.start)
        })
    };
    fix.changes.iter().map(Change::place).all(|place| {
        shown.iter().any(|at| inside(place, *at))
            && (0..overlays.len()).all(|at| shown.contains(&at) || !inside(place, at))
    })
}

/// What each environment's own value gets wrong at one place, in other words each time, is one fault: the first tells.
fn one_a_value(found: Found) -> Vec<(Diagnostic, Vec<usize>)> {
    let mut kept: Vec<(Diagnostic, Vec<usize>)> = Vec::with_capacity(found.len());
    let mut first: FxHashMap<(&str, Span), usize> = FxHashMap::default();
    for (diagnostic, shown) in found.into_values() {
        if diagnostic.code.is_of_value() || diagnostic.code.is_rule() {
            let place = *first.entry((diagnostic.code.id, diagnostic.span)).or_insert(kept.len());
            if let Some((_, environments)) = kept.get_mut(place)
                && shown.iter().all(|at| !environments.contains(at))
            {
                environments.extend(shown);
                continue;
            }
        }
        kept.push((diagnostic, shown));
    }
    kept
}

/// The distinct trees among those of the environments, each with the positions that share it.
pub(super) fn distinct<T>(trees: &[Option<Arc<T>>]) -> Vec<(&Arc<T>, Vec<usize>)> {
    let mut groups: Vec<(&Arc<T>, Vec<usize>)> = Vec::new();
    for (at, tree) in trees.iter().enumerate() {
        let Some(tree) = tree else { continue };
        match groups.iter_mut().find(|(known, _)| Arc::ptr_eq(known, tree)) {
            Some((_, environments)) => environments.push(at),
            None => groups.push((tree, vec![at])),
        }
    }
    groups
}

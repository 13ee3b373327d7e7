//! Where findings are collected.

use rustc_hash::FxHashSet;

use super::{Diagnostic, Severity, code};
use crate::source::Span;

/// What a run found, bounded: past [`Sink::LIMIT`] findings are counted, not kept.
#[derive(Debug, Default)]
pub struct Sink {
    items: Vec<Diagnostic>,
    seen: FxHashSet<(Span, &'static str, String)>,
    dropped: usize,
    errors: bool,
}

impl Sink {
    /// The most findings that one run keeps.
    pub const LIMIT: usize = 1_000;

    /// Keeps a finding, unless the same one (code, place and message) is there already.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.errors |= diagnostic.severity == Severity::Error;
        if self.items.len() >= Self::LIMIT {
            self.dropped += 1;
        } else if self.seen.insert((diagnostic.span, diagnostic.code.id, diagnostic.message.clone())) {
            self.items.push(diagnostic);
        }
    }

    /// Takes over what another sink holds.
    pub fn absorb(&mut self, other: Sink) {
        self.errors |= other.errors;
        self.dropped += other.dropped;
        for item in other.items {
            self.push(item);
        }
    }

    /// Leaves out the findings that a test refuses; what did not fit stays counted.
    pub fn retain(&mut self, mut keep: impl FnMut(&Diagnostic) -> bool) {
        self.items.retain(|item| keep(item));
        self.errors =
            self.dropped > 0 && self.errors || self.items.iter().any(|item| item.severity == Severity::Error);
    }

    /// Takes the findings that a test accepts out.
    pub fn take(&mut self, mut accept: impl FnMut(&Diagnostic) -> bool) -> Vec<Diagnostic> {
        let mut taken = Vec::new();
        let kept = std::mem::take(&mut self.items).into_iter().filter_map(|item| {
            if accept(&item) {
                taken.push(item);
                return None;
            }
            Some(item)
        });
        self.items = kept.collect();
        self.retain(|_| true);
        taken
    }

    /// The findings so far, in the order of arrival.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.items.iter()
    }

    /// How many findings did not fit.
    pub fn dropped(&self) -> usize {
        self.dropped
    }

    /// Whether any finding is an error, kept or not.
    pub fn has_errors(&self) -> bool {
        self.errors
    }

    /// The findings in the order of their places: by file in the order of reading, then offset, then code. Where some
    /// did not fit, a last one (`BRC1017`, at the place of the last one kept) says how many.
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut items = self.items;
        items.sort_by(|a, b| {
            let key = |item: &Diagnostic| (item.span.file, item.span.start, item.code.id, item.span.end);
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        if let Some(last) = items.last().filter(|_| self.dropped > 0) {
            let message = format!("{} more findings are not shown", self.dropped);
            let found = Diagnostic::new(&code::TOO_MANY_FINDINGS, last.span, message);
            items.push(found.help("mend those above first"));
        }
        items
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn found(file: u32, start: u32, message: &str) -> Diagnostic {
        Diagnostic::new(&code::SYNTAX_ERROR, Span::new(FileId(file), start, start + 1), message)
    }

    #[test]
    fn findings_come_out_in_order_and_once() {
        let mut sink = Sink::default();
        for item in [found(1, 0, "d"), found(0, 9, "c"), found(0, 3, "b"), found(0, 3, "a"), found(0, 9, "c")]
        {
            sink.push(item);
        }
        let messages: Vec<String> = sink.into_sorted().into_iter().map(|item| item.message).collect();
        assert_eq!(messages, ["a", "b", "c", "d"]);
    }

    #[test]
    fn findings_past_the_limit_are_counted() {
        let mut sink = Sink::default();
        for at in 0..Sink::LIMIT as u32 + 7 {
            sink.push(found(0, at, "x"));
        }
        assert_eq!(sink.dropped(), 7);
        let items = sink.into_sorted();
        assert_eq!(items.len(), Sink::LIMIT + 1);
        let last = items.last().unwrap();
        assert_eq!((last.code.id, &*last.message), ("BRC1017", "7 more findings are not shown"));
    }
}

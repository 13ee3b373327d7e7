//! What the errors of a resource leave in doubt: a value that is wrong may be meant otherwise, and what a map seems to lack
//! may be what is misspelt in it. Rules look at the rest.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::{Severity, Sink};
use crate::model::Resource;
use crate::source::{Data, Node, Span};

/// The errors of resources, by kind and key.
pub(super) struct Errors<'s>(FxHashMap<(&'s str, &'s str), Vec<Span>>);

impl<'s> Errors<'s> {
    pub(super) fn read(sink: &'s Sink) -> Self {
        let mut errors: FxHashMap<_, Vec<Span>> = FxHashMap::default();
        for found in sink.iter().filter(|found| found.severity == Severity::Error) {
            let mut steps = found.path.split('/').skip(1);
            let root = steps.next().unwrap_or_default();
            if root == "environments" {
                steps.nth(1);
            } else if root != "resources" {
                continue;
            }
            if let Some(name) = steps.next().zip(steps.next()) {
                errors.entry(name).or_default().push(found.span);
            }
        }
        Self(errors)
    }

    /// What is in doubt about a resource with these trees; `None` where all of it is.
    pub(super) fn doubts<'t>(
        &self,
        resource: &Resource,
        trees: impl Iterator<Item = &'t Node>,
    ) -> Option<Doubts> {
        let mut doubts = Doubts::default();
        let Some(errors) = self.0.get(&(resource.kind.name, &*resource.key)) else { return Some(doubts) };
        let mut seen = vec![false; errors.len()];
        for tree in trees {
            for (error, seen) in errors.iter().zip(&mut seen) {
                // What the resource lacks is told at its key.
                if *error == resource.span {
                    doubts.open.insert(address(tree));
                    *seen = true;
                }
            }
            doubts.mark(tree, errors, &mut seen);
        }
        seen.iter().all(|seen| *seen).then_some(doubts)
    }
}

/// Nodes of trees that stay where they are, by their addresses.
#[derive(Default)]
pub(super) struct Doubts {
    /// Maps of which nobody knows what they lack.
    open: FxHashSet<usize>,
    /// Values of which nobody knows what they are.
    unknown: FxHashSet<usize>,
}

impl Doubts {
    /// Whether nobody knows what a map lacks.
    pub(super) fn is_open(&self, node: &Node) -> bool {
        !self.open.is_empty() && self.open.contains(&address(node))
    }

    /// Whether nobody knows what a value is.
    pub(super) fn is_unknown(&self, node: &Node) -> bool {
        !self.unknown.is_empty() && self.unknown.contains(&address(node))
    }

    fn mark(&mut self, node: &Node, errors: &[Span], seen: &mut [bool]) {
        match &node.data {
            Data::Map(map) => {
                for entry in map.iter() {
                    let hit = |error: Span| touches(entry.key.span, error) || is_at(&entry.value, error);
                    if all_of(errors, seen, hit) {
                        self.unknown.insert(address(&entry.value));
                        self.open.insert(address(node));
                    } else {
                        self.mark(&entry.value, errors, seen);
                    }
                }
            }
            Data::List(list) => {
                for element in list {
                    if all_of(errors, seen, |error| is_at(element, error)) {
                        self.unknown.insert(address(element));
                    } else {
                        self.mark(element, errors, seen);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Notes the errors that hit; whether any does.
fn all_of(errors: &[Span], seen: &mut [bool], hit: impl Fn(Span) -> bool) -> bool {
    let mut any = false;
    for (error, seen) in errors.iter().zip(seen) {
        if hit(*error) {
            *seen = true;
            any = true;
        }
    }
    any
}

/// Whether an error stands at a value, or within a text.
fn is_at(node: &Node, error: Span) -> bool {
    match node.data {
        Data::Map(_) | Data::List(_) => node.span == error,
        _ => touches(node.span, error),
    }
}

fn touches(one: Span, other: Span) -> bool {
    one.file == other.file && one.start <= other.end && other.start <= one.end
}

fn address(node: &Node) -> usize {
    std::ptr::from_ref(node).addr()
}

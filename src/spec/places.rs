//! The other places of a value that is at fault: the definition under an overlay, the overlay over a definition, the
//! variable that it comes from.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Related, code};
use crate::model::Model;
use crate::source::{Node, Span};

/// The most places that are added to one finding.
const MOST: usize = 8;

/// A tree that was checked, and what may have shaped it.
pub(crate) struct Shaped<'a> {
    pub(crate) model: &'a Model,
    pub(crate) root: &'a Node,
    /// How many steps of a finding's pointer lead to the root.
    pub(crate) depth: usize,
    /// The variables that its texts use.
    pub(crate) variables: Vec<&'a Arc<str>>,
    pub(crate) overlays: &'a [Option<Span>],
}

impl Shaped<'_> {
    /// Adds to a finding what shaped the value that it is about.
    pub(crate) fn explain(&self, diagnostic: &mut Diagnostic) {
        let mut node = self.root;
        // A pointer begins with an empty step.
        for step in diagnostic.path.split('/').skip(1 + self.depth) {
            let key = step.replace("~1", "/").replace("~0", "~");
            let below = match node.as_list() {
                Some(list) => key.parse::<usize>().ok().and_then(|at| list.get(at)),
                None => node.get(&key),
            };
            let Some(below) = below else { return };
            node = below;
        }
        let other = |place: &Span| *place != diagnostic.span && *place != node.span;
        let also = node.also.iter().flat_map(|also| also.iter().copied());
        let places: Vec<Span> = also.filter(other).take(MOST).collect();
        if diagnostic.code == &code::WRONG_TYPE
            && let Some(name) = places.iter().find_map(|place| self.variable(*place))
        {
            diagnostic.help = Some(format!("change the value of the variable `{name}`, or take another one"));
        }
        for place in places {
            if diagnostic.related.iter().all(|related| related.span != place) {
                diagnostic.related.push(Related { message: self.words(place), span: place });
            }
        }
    }

    /// The variable whose value stands at a place.
    fn variable(&self, place: Span) -> Option<&str> {
        let sets = |name: &str| {
            let variable = self.model.variables.get(name);
            let values = variable.into_iter().flat_map(|variable| variable.values.iter().flatten());
            self.model.given.get(name).into_iter().chain(values).any(|value| value.span == place)
        };
        self.variables.iter().find(|name| sets(name)).map(|name| &***name)
    }

    fn words(&self, place: Span) -> String {
        if let Some(name) = self.variable(place) {
            return format!("the value of `{name}`");
        }
        let inside = |overlay: &Span| {
            overlay.file == place.file && overlay.start <= place.start && place.end <= overlay.end
        };
        let overlaid = self.overlays.iter().flatten().any(inside);
        if overlaid { "also set here" } else { "set here first" }.to_owned()
    }
}

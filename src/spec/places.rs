//! The other places of a value that is at fault: the definition under an overlay, the overlay over a definition, the
//! variable that it comes from.

use crate::diagnostic::Diagnostic;
use crate::model::{Model, Resource};
use crate::source::{Node, Span};

/// The most places that are added to one finding.
const MOST: usize = 8;

/// Adds to a finding about a resource what shaped the value that it is about.
pub(super) fn add(diagnostic: &mut Diagnostic, model: &Model, resource: &Resource, body: &Node) {
    // `/resources/<kind>/<key>`, then the path in the body.
    let mut node = body;
    for step in diagnostic.path.split('/').skip(4) {
        let key = step.replace("~1", "/").replace("~0", "~");
        let below = match node.as_list() {
            Some(list) => key.parse::<usize>().ok().and_then(|at| list.get(at)),
            None => node.get(&key),
        };
        let Some(below) = below else { return };
        node = below;
    }
    let other = |place: &Span| *place != diagnostic.span && *place != node.span;
    let places: Vec<Span> =
        node.also.iter().flat_map(|also| also.iter().copied()).filter(other).take(MOST).collect();
    for place in places {
        if diagnostic.related.iter().all(|related| related.span != place) {
            diagnostic
                .related
                .push(crate::diagnostic::Related { message: words(place, model, resource), span: place });
        }
    }
}

fn words(place: Span, model: &Model, resource: &Resource) -> String {
    let sets = |name: &str| {
        let values =
            model.variables.get(name).into_iter().flat_map(|variable| variable.values.iter().flatten());
        model.given.get(name).into_iter().chain(values).any(|value| value.span == place)
    };
    if let Some(name) = resource.variables.iter().find(|name| sets(name)) {
        return format!("the value of `{name}`");
    }
    let inside = |overlay: &Span| {
        overlay.file == place.file && overlay.start <= place.start && place.end <= overlay.end
    };
    let overlaid = resource.overlay_spans.iter().flatten().any(inside);
    if overlaid { "also set here" } else { "set here first" }.to_owned()
}

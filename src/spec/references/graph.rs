//! The graph of resources: sorted, and without cycles.

use crate::diagnostic::{Diagnostic, Sink, code, pointer};
use crate::model::{Edge, Model, Resource, ResourceId};

/// Where the search stands with a resource.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// Puts each resource behind those that it refers to, otherwise keeping the order, and reports each cycle once.
pub(super) fn sort(model: &mut Model, sink: &mut Sink) {
    let mut by_name: Vec<usize> = (0..model.resources.len()).collect();
    by_name.sort_by_key(|at| {
        let resource = &model.resources[*at];
        (position(resource), resource.key.clone())
    });
    let order = search(&model.resources, &by_name, sink);
    let mut place = vec![0; order.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new;
    }
    let mut resources: Vec<Option<Resource>> =
        std::mem::take(&mut model.resources).into_iter().map(Some).collect();
    model.resources = order.iter().filter_map(|old| resources[*old].take()).collect();
    for edge in model.resources.iter_mut().flat_map(|resource| &mut resource.edges) {
        edge.target = ResourceId(place[edge.target.0]);
    }
}

fn position(resource: &Resource) -> usize {
    crate::kinds::KINDS.iter().position(|kind| kind.name == resource.kind.name).unwrap_or(usize::MAX)
}

/// Depth first, with a stack of its own: chains may be as long as the spec.
fn search(resources: &[Resource], roots: &[usize], sink: &mut Sink) -> Vec<usize> {
    let mut order = Vec::with_capacity(resources.len());
    let mut states = vec![State::New; resources.len()];
    for root in roots {
        if states[*root] != State::New {
            continue;
        }
        states[*root] = State::Open;
        // Each step: a resource, and how many of its edges were followed.
        let mut stack: Vec<(usize, usize)> = vec![(*root, 0)];
        while let Some((at, followed)) = stack.last_mut() {
            let Some(edge) = resources[*at].edges.get(*followed) else {
                states[*at] = State::Done;
                order.push(*at);
                stack.pop();
                continue;
            };
            *followed += 1;
            let target = edge.target.0;
            match states[target] {
                State::New => {
                    states[target] = State::Open;
                    stack.push((target, 0));
                }
                State::Open => {
                    let start = stack.iter().position(|(at, _)| *at == target).unwrap_or(0);
                    let cycle: Vec<(usize, &Edge)> = stack[start..]
                        .iter()
                        .filter_map(|(at, followed)| {
                            Some((*at, resources[*at].edges.get(followed.checked_sub(1)?)?))
                        })
                        .collect();
                    sink.push(report(resources, &cycle));
                }
                State::Done => {}
            }
        }
    }
    order
}

/// The cycle, from the edge that stands first in the files.
fn report(resources: &[Resource], cycle: &[(usize, &Edge)]) -> Diagnostic {
    let first = (0..cycle.len()).min_by_key(|at| cycle[*at].1.span).unwrap_or(0);
    let turned: Vec<_> = cycle[first..].iter().chain(&cycle[..first]).collect();
    let name = |at: usize| format!("{}.{}", resources[at].kind.name, resources[at].key);
    let mut chain: Vec<String> = turned.iter().map(|(at, _)| name(*at)).collect();
    chain.extend(chain.first().cloned());
    let (from, edge) = turned[0];
    let resource = &resources[*from];
    let mut diagnostic = Diagnostic::new(
        &code::REFERENCE_CYCLE,
        edge.span,
        format!("resources refer to each other in a circle: {}", chain.join(" → ")),
    )
    .help("take one of these references out")
    .path(pointer(["resources", resource.kind.name, &resource.key]));
    for (at, edge) in &turned[1..] {
        diagnostic =
            diagnostic.related(edge.span, format!("`{}` refers to `{}`", name(*at), name(edge.target.0)));
    }
    diagnostic
}

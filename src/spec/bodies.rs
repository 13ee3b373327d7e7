//! The schema of every resource, on the values of each environment.

use std::borrow::Cow;
use std::sync::Arc;

use super::Hidden;
use super::fold::Fold;
use super::places::Shaped;
use crate::diagnostic::{Diagnostic, Sink, code, did_you_mean, pointer};
use crate::model::{Model, Resource, Values};
use crate::schema;
use crate::source::Node;

/// Checks every resource in every environment, or in one; environments with the same values are checked once.
pub(super) fn check(model: &Model, hidden: &Hidden, only: Option<&str>, sink: &mut Sink) {
    let values: Vec<Values<'_>> = (0..model.environments.len()).map(|at| model.values(at)).collect();
    for resource in &model.resources {
        if resource.implied {
            continue;
        }
        let mut fold = Fold::default();
        for (tree, shown) in groups(model, resource) {
            let shown: Vec<usize> = shown
                .into_iter()
                .filter(|at| only.is_none_or(|only| *model.environments[*at].name == *only))
                .collect();
            let Some(first) = shown.first() else { continue };
            let filled = if resource.variables.is_empty() && resource.edges.is_empty() {
                Cow::Borrowed(&**tree)
            } else {
                Cow::Owned(values[*first].fill(tree))
            };
            check_one(model, resource, &filled, &shown, &mut fold);
        }
        if let Some(base) = hidden.get(&(resource.kind.name, resource.key.clone())) {
            check_hidden(resource, &values[0].fill(base), &mut fold);
        }
        fold.finish(&model.environments, &resource.overlay_spans, sink);
    }
}

fn check_one(model: &Model, resource: &Resource, body: &Node, shown: &[usize], fold: &mut Fold) {
    let mut found = find(resource, body);
    let variables = resource.variables.iter().collect();
    let shaped = Shaped { model, root: body, depth: 3, variables, overlays: &resource.overlay_spans };
    found.iter_mut().for_each(|diagnostic| shaped.explain(diagnostic));
    if let Some(diagnostic) = misspelt_overlay(model, resource, &found) {
        return fold.push(shown, diagnostic);
    }
    for diagnostic in found {
        fold.push(shown, diagnostic);
    }
}

/// A definition that every environment changes: what it holds is checked, what it lacks may come from each of them.
fn check_hidden(resource: &Resource, base: &Node, fold: &mut Fold) {
    let lacks = [&code::MISSING_PROPERTY, &code::CONFLICTING_PROPERTIES];
    for diagnostic in find(resource, base).into_iter().filter(|found| !lacks.contains(&found.code)) {
        fold.push(&[], diagnostic);
    }
}

fn find(resource: &Resource, body: &Node) -> Vec<Diagnostic> {
    let path = pointer(["resources", resource.kind.name, &resource.key]);
    let mut found = Vec::new();
    schema::check_resource(resource.kind, &resource.key, resource.span, body, &path, &mut |diagnostic| {
        found.push(diagnostic);
    });
    found
}

/// An overlay of a resource that the spec does not define, and that is not whole by itself, most likely misses its
/// name.
fn misspelt_overlay(model: &Model, resource: &Resource, found: &[Diagnostic]) -> Option<Diagnostic> {
    let overlays = resource.trees.iter().zip(&resource.overlay_spans);
    let only_overlays = overlays.into_iter().all(|(tree, overlay)| tree.is_none() || overlay.is_some());
    let incomplete = found.iter().any(|diagnostic| diagnostic.code == &code::MISSING_PROPERTY);
    if !only_overlays || !incomplete {
        return None;
    }
    let defined = model.resources.iter().filter(|other| {
        other.kind.name == resource.kind.name
            && other.overlay_spans.iter().any(Option::is_none)
            && !other.implied
    });
    let known = did_you_mean(&resource.key, defined.map(|other| &*other.key))?;
    let message =
        format!("the {} `{}` is changed here, but nothing defines it", resource.kind.singular, resource.key);
    Some(
        Diagnostic::new(&code::UNKNOWN_OVERLAY, resource.span, message)
            .help(format!("did you mean `{known}`?"))
            .path(pointer(["resources", resource.kind.name, &resource.key])),
    )
}

/// The trees with the environments in which each has the same values.
fn groups<'a>(model: &'a Model, resource: &'a Resource) -> Vec<(&'a Arc<Node>, Vec<usize>)> {
    let mut groups: Vec<(&Arc<Node>, Vec<usize>)> = Vec::new();
    for (at, tree) in resource.trees.iter().enumerate() {
        let Some(tree) = tree else { continue };
        let known = groups
            .iter_mut()
            .find(|(known, shown)| Arc::ptr_eq(known, tree) && same_values(model, resource, shown[0], at));
        match known {
            Some((_, shown)) => shown.push(at),
            None => groups.push((tree, vec![at])),
        }
    }
    groups
}

/// Whether every variable that a resource uses has one value in two environments.
fn same_values(model: &Model, resource: &Resource, a: usize, b: usize) -> bool {
    resource.variables.iter().all(|name| {
        model.given.contains_key(name)
            || model.variables.get(name).is_none_or(|variable| {
                match (&variable.values[a], &variable.values[b]) {
                    (Some(a), Some(b)) => a.same(b),
                    (None, None) => true,
                    _ => false,
                }
            })
    })
}

//! Interpolations: every text is read, what it names must exist, and resources form a graph without cycles.

mod bundles;
mod graph;
mod report;
mod walk;

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Hidden;
use super::fold::{Fold, distinct};
use crate::diagnostic::{Diagnostic, Sink, code, pointer};
use crate::model::{Edge, Model, Resource, ResourceId};
use crate::source::{Node, SourceMap, Span};

pub(super) use report::malformed;
use walk::{Allowed, Use, Walk};

/// Resolves every reference of the model, sorts its resources behind what they refer to, and reports what is amiss.
/// `unknown` is what the spec has in place of kinds, which is reported.
pub(super) fn resolve(
    model: &mut Model,
    hidden: &Hidden,
    unknown: &FxHashSet<Arc<str>>,
    map: &SourceMap,
    sink: &mut Sink,
) {
    let mut used = FxHashSet::default();
    let mut edges: Vec<Vec<Edge>> = Vec::with_capacity(model.resources.len());
    let mut variables: Vec<Vec<Arc<str>>> = Vec::with_capacity(model.resources.len());
    {
        let lookup = Lookup::new(model, unknown, map);
        for resource in &model.resources {
            let base = hidden.get(&(resource.kind.name, resource.key.clone()));
            let (found, names) = resolve_resource(resource, base, &lookup, &mut used, sink);
            used.extend(names.iter().cloned());
            edges.push(found);
            variables.push(names);
        }
        for (allowed, trees, path) in sections(model) {
            let mut fold = Fold::default();
            for (tree, shown) in distinct(&trees) {
                let uses = Walk::new(&lookup, allowed, &shown, &mut fold).run(tree, None, path.clone());
                used.extend(uses.into_iter().filter_map(Use::variable));
            }
            fold.finish(&model.environments, &[], sink);
        }
    }
    for (resource, (edges, variables)) in model.resources.iter_mut().zip(edges.into_iter().zip(variables)) {
        resource.edges = edges;
        resource.variables = variables;
    }
    // One variable in the value of another is a mistake of its own.
    for value in model.variables.values().flat_map(|variable| variable.values.iter().flatten()) {
        walk::variables(value, &mut used);
    }
    for variable in model.variables.values().filter(|variable| !used.contains(&variable.name)) {
        let message = format!("nothing uses the variable `{}`", variable.name);
        sink.push(
            Diagnostic::new(&code::UNUSED_VARIABLE, variable.span, message)
                .help(format!("use it as `${{var.{}}}`, or leave it out", variable.name))
                .path(pointer(["variables", &variable.name])),
        );
    }
    graph::sort(model, sink);
}

fn resolve_resource(
    resource: &Resource,
    hidden: Option<&Arc<Node>>,
    lookup: &Lookup<'_>,
    used: &mut FxHashSet<Arc<str>>,
    sink: &mut Sink,
) -> (Vec<Edge>, Vec<Arc<str>>) {
    let mut fold = Fold::default();
    let mut edges: Vec<Edge> = Vec::new();
    let mut names: Vec<Arc<str>> = Vec::new();
    let shape = Some(resource.kind.shape());
    let path = || vec!["resources".into(), resource.kind.name.into(), resource.key.clone()];
    for (tree, shown) in distinct(&resource.trees) {
        for found in Walk::new(lookup, Allowed::Body, &shown, &mut fold).run(tree, shape, path()) {
            match found {
                Use::Variable(name) if !names.contains(&name) => names.push(name),
                Use::Resource(target, span) if !edges.iter().any(|edge| edge.target == target) => {
                    edges.push(Edge { target, span });
                }
                Use::Variable(_) | Use::Resource(..) => {}
            }
        }
    }
    if let Some(tree) = hidden {
        let uses = Walk::new(lookup, Allowed::Body, &[], &mut fold).run(tree, shape, path());
        used.extend(uses.into_iter().filter_map(Use::variable));
    }
    fold.finish(&lookup.model.environments, &resource.overlay_spans, sink);
    (edges, names)
}

/// A tree in each environment.
type Trees = Vec<Option<Arc<Node>>>;

/// The sections beside `resources` whose texts may hold interpolations.
fn sections(model: &Model) -> Vec<(Allowed, Trees, Vec<Arc<str>>)> {
    let mut sections = Vec::new();
    for output in &model.outputs {
        sections.push((Allowed::Output, output.values.clone(), vec!["outputs".into(), output.name.clone()]));
    }
    let before = [
        ("azure", model.azure.as_ref().map(|azure| &azure.trees)),
        ("pipelines", model.pipelines.as_ref().map(|pipelines| &pipelines.trees)),
    ];
    for (name, trees) in before {
        if let Some(trees) = trees {
            let trees = trees.iter().cloned().map(Some).collect();
            sections.push((Allowed::Section(name), trees, vec![name.into()]));
        }
    }
    sections
}

/// The model with an index of its resources.
struct Lookup<'a> {
    model: &'a Model,
    unknown: &'a FxHashSet<Arc<str>>,
    map: &'a SourceMap,
    resources: FxHashMap<(&'static str, &'a str), ResourceId>,
}

impl<'a> Lookup<'a> {
    fn new(model: &'a Model, unknown: &'a FxHashSet<Arc<str>>, map: &'a SourceMap) -> Self {
        let resources = model
            .resources
            .iter()
            .enumerate()
            .map(|(at, resource)| ((resource.kind.name, &*resource.key), ResourceId(at)))
            .collect();
        Self { model, unknown, map, resources }
    }

    fn resource(&self, id: ResourceId) -> &'a Resource {
        &self.model.resources[id.0]
    }

    /// The place of a range of a text in its file.
    fn place(&self, node: &Node, text: &str, range: &std::ops::Range<usize>) -> Span {
        crate::spec::place(self.map, node, text, range)
    }
}

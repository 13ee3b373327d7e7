//! Resources and outputs: what the spec says and what each environment makes of it.

use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxHashSet;

use super::overlay::{Merger, Role, normalise, stripped};
use super::{Context, Hidden, check_key, one};
use crate::diagnostic::{Diagnostic, Fix, Sink, code, did_you_mean, pointer, surely_means};
use crate::kinds::{KINDS, Kind, Shape};
use crate::model::{Environment, Output, Resource};
use crate::source::{Data, Entry, Key, Map, Node, Span};

/// A resource before its overlays are merged.
pub(super) struct Declared {
    pub(super) kind: &'static Kind,
    pub(super) key: Arc<str>,
    pub(super) span: Span,
    /// What `resources` says of it.
    pub(super) base: Option<Node>,
    /// What each environment says of it; `null` removes it there.
    pub(super) overlays: Vec<Option<Node>>,
    /// Where each environment says it, from key to value.
    overlay_spans: Vec<Option<Span>>,
}

impl Declared {
    /// Whether the spec declares it, rather than only removing it.
    pub(super) fn is_declared(&self) -> bool {
        self.base.is_some() || self.overlays.iter().flatten().any(|overlay| !overlay.is_null())
    }
}

type Table = IndexMap<(usize, Arc<str>), Declared>;

/// What is taken out of the tree.
pub(super) struct Taken {
    pub(super) declared: Vec<Declared>,
    /// What stands where a kind should, and is none.
    pub(super) unknown: FxHashSet<Arc<str>>,
}

/// Takes the resources out of the tree, keyed lists as lists; by kind, then by key.
pub(super) fn take(tree: &mut Node, environments: &[Environment], sink: &mut Sink) -> Taken {
    let (mut table, mut unknown) = (Table::new(), FxHashSet::default());
    let Data::Map(root) = &mut tree.data else { return Taken { declared: Vec::new(), unknown } };
    if let Some(resources) = root.remove("resources") {
        let path = ["resources"];
        let fill = |declared: &mut Declared, _: &Key, mut body: Node, sink: &mut Sink| {
            normalise(&mut body, declared.kind.shape(), Role::Definition, &mut |found| {
                let path = path.iter().copied().chain([declared.kind.name, &*declared.key]);
                sink.push(found.path(pointer(path)));
            });
            declared.base = Some(body);
        };
        collect(resources.value, &path, environments.len(), (&mut table, &mut unknown), sink, fill);
    }
    for (at, environment) in environments.iter().enumerate() {
        let overlay =
            root.get_mut("environments").and_then(|node| node.get_mut(&environment.name)).and_then(|node| {
                match &mut node.data {
                    Data::Map(map) => map.remove("resources"),
                    _ => None,
                }
            });
        let Some(overlay) = overlay else { continue };
        let path = ["environments", &environment.name, "resources"];
        let fill = |declared: &mut Declared, key: &Key, mut body: Node, sink: &mut Sink| {
            declared.overlay_spans[at] = Some(Span::new(key.span.file, key.span.start, body.span.end));
            normalise(&mut body, declared.kind.shape(), Role::Overlay, &mut |found| {
                let path = path.iter().copied().chain([declared.kind.name, &*declared.key]);
                sink.push(found.path(pointer(path)));
            });
            declared.overlays[at] = Some(body);
        };
        collect(overlay.value, &path, environments.len(), (&mut table, &mut unknown), sink, fill);
    }
    table.sort_unstable_keys();
    Taken { declared: table.into_values().collect(), unknown }
}

fn collect(
    resources: Node,
    path: &[&str],
    environments: usize,
    (table, unknown): (&mut Table, &mut FxHashSet<Arc<str>>),
    sink: &mut Sink,
    mut fill: impl FnMut(&mut Declared, &Key, Node, &mut Sink),
) {
    let Data::Map(kinds) = resources.data else { return };
    for entry in kinds {
        let Some(position) = KINDS.iter().position(|kind| kind.name == &*entry.key.text) else {
            sink.push(unknown_kind(&entry.key, path));
            unknown.insert(entry.key.text);
            continue;
        };
        let kind = KINDS[position];
        let path: Vec<&str> = path.iter().copied().chain([kind.name]).collect();
        // Anything but a map is the schema's to report.
        let Data::Map(resources) = entry.value.data else { continue };
        for entry in resources {
            let pointer = pointer(path.iter().copied().chain([&*entry.key.text]));
            check_key(&entry.key, &one(kind.singular), pointer, sink);
            let declared = table.entry((position, entry.key.text.clone())).or_insert_with(|| Declared {
                kind,
                key: entry.key.text.clone(),
                span: entry.key.span,
                base: None,
                overlays: vec![None; environments],
                overlay_spans: vec![None; environments],
            });
            fill(declared, &entry.key, entry.value, sink);
        }
    }
}

fn unknown_kind(key: &Key, path: &[&str]) -> Diagnostic {
    let names = || KINDS.iter().map(|kind| kind.name);
    let help = did_you_mean(&key.text, names())
        .or_else(|| {
            KINDS.iter().find(|kind| kind.singular.replace(' ', "_") == *key.text).map(|kind| kind.name)
        })
        .map_or_else(
            || "`bricep schema --list` prints the kinds".to_owned(),
            |known| format!("did you mean `{known}`?"),
        );
    let singular = |kind: &&crate::kinds::Kind| kind.singular.replace(' ', "_") == *key.text;
    let sure = KINDS.iter().copied().find(singular).map(|kind| kind.name);
    let mut found =
        Diagnostic::new(&code::UNKNOWN_KIND, key.span, format!("`{}` is no kind of resource", key.text))
            .help(help)
            .path(pointer(path.iter().copied().chain([&*key.text])));
    found.fix =
        sure.or_else(|| surely_means(&key.text, names())).map(|kind| Fix::rename(&key.text, key.span, kind));
    found
}

/// Resources with their overlays merged.
pub(super) struct Merged {
    pub(super) resources: Vec<Resource>,
    pub(super) hidden: Hidden,
}

/// Merges overlays: one tree per environment, shared where no overlay touches it.
pub(super) fn merge(declared: Vec<Declared>, context: &Context<'_>, sink: &mut Sink) -> Merged {
    let keys: Vec<(&'static str, Arc<str>)> = declared
        .iter()
        .filter(|resource| resource.is_declared())
        .map(|resource| (resource.kind.name, resource.key.clone()))
        .collect();
    let mut merged = Merged { resources: Vec::with_capacity(declared.len()), hidden: Hidden::default() };
    for resource in declared {
        let base = resource.base.map(Arc::new);
        let overlay_spans = resource.overlay_spans;
        let mut overlaid: Vec<Arc<str>> = Vec::new();
        let mut trees = Vec::with_capacity(context.environments.len());
        for (environment, overlay) in context.environments.iter().zip(resource.overlays) {
            for entry in overlay.iter().filter_map(Node::as_map).flatten() {
                if !overlaid.contains(&entry.key.text) {
                    overlaid.push(entry.key.text.clone());
                }
            }
            let path = ["environments", &environment.name, "resources", resource.kind.name, &resource.key];
            trees.push(match (&base, overlay) {
                (base, None) => base.clone(),
                (Some(_), Some(overlay)) if overlay.is_null() => None,
                (Some(base), Some(overlay)) => {
                    let path = path.iter().map(|part| Arc::from(*part)).collect();
                    let mut merger = Merger { sink, environment: environment.name.clone(), path };
                    Some(Arc::new(merger.merge(base, &overlay, Some(resource.kind.shape()))))
                }
                (None, Some(overlay)) if overlay.is_null() => {
                    let known =
                        keys.iter().filter(|(kind, _)| *kind == resource.kind.name).map(|(_, key)| &**key);
                    sink.push(removes_nothing(
                        &resource.key,
                        resource.kind,
                        resource.span,
                        environment,
                        known,
                        &path,
                    ));
                    None
                }
                (None, Some(overlay)) => Some(Arc::new(stripped(&overlay, Some(resource.kind.shape())))),
            });
        }
        let shows = |base: &Arc<Node>| trees.iter().flatten().any(|tree| Arc::ptr_eq(tree, base));
        if let Some(base) = base.filter(|base| !shows(base)) {
            merged.hidden.insert((resource.kind.name, resource.key.clone()), base);
        }
        if trees.iter().any(Option::is_some) {
            let mut resource = Resource::new(resource.kind, resource.key, resource.span, trees, false);
            resource.overlaid = overlaid;
            resource.overlay_spans = overlay_spans;
            merged.resources.push(resource);
        }
    }
    merged
}

fn removes_nothing<'k>(
    key: &str,
    kind: &Kind,
    span: Span,
    environment: &Environment,
    known: impl Iterator<Item = &'k str>,
    path: &[&str],
) -> Diagnostic {
    let message = format!("the {} `{key}` is removed here, but nothing defines it", kind.singular);
    let help = did_you_mean(key, known)
        .map_or_else(|| "leave the line out".to_owned(), |known| format!("did you mean `{known}`?"));
    Diagnostic::new(&code::UNKNOWN_OVERLAY, span, message)
        .help(help)
        .path(pointer(path.iter().copied()))
        .environment(Some(environment.name.clone()))
}

/// The outputs, overlays applied.
pub(super) fn outputs(tree: &Node, environments: &[Environment], sink: &mut Sink) -> Vec<Output> {
    let mut outputs: IndexMap<Arc<str>, Output> = IndexMap::new();
    for entry in tree.get("outputs").and_then(Node::as_map).into_iter().flatten() {
        check_key(&entry.key, "an output", pointer(["outputs", &entry.key.text]), sink);
        let value = (!entry.value.is_null()).then(|| Arc::new(entry.value.clone()));
        let (name, span) = (entry.key.text.clone(), entry.key.span);
        outputs.insert(name.clone(), Output { name, span, values: vec![value; environments.len()] });
    }
    for (at, environment) in environments.iter().enumerate() {
        let overlay = tree.get("environments").and_then(|node| node.get(&environment.name)?.get("outputs"));
        for entry in overlay.and_then(Node::as_map).into_iter().flatten() {
            let (name, span) = (entry.key.text.clone(), entry.key.span);
            if entry.value.is_null() && !outputs.contains_key(&name) {
                let message = format!("the output `{name}` is removed here, but nothing defines it");
                let help = did_you_mean(&name, outputs.keys().map(|known| &**known));
                let mut diagnostic = Diagnostic::new(&code::UNKNOWN_OVERLAY, span, message)
                    .path(pointer(["environments", &environment.name, "outputs", &name]))
                    .environment(Some(environment.name.clone()));
                diagnostic.help = help.map(|known| format!("did you mean `{known}`?"));
                sink.push(diagnostic);
                continue;
            }
            if !outputs.contains_key(&name) {
                let path = pointer(["environments", &environment.name, "outputs", &name]);
                check_key(&entry.key, "an output", path, sink);
            }
            let output = outputs.entry(name.clone()).or_insert_with(|| Output {
                name,
                span,
                values: vec![None; environments.len()],
            });
            output.values[at] = (!entry.value.is_null()).then(|| Arc::new(entry.value.clone()));
        }
    }
    outputs.into_values().collect()
}

/// Takes out what only the server fills in: it was reported, and nothing may be made of it.
pub(super) fn strip(resources: &mut [Resource]) {
    for resource in resources {
        let shape = resource.kind.shape();
        let mut stripped: Vec<(Arc<Node>, Arc<Node>)> = Vec::new();
        for tree in resource.trees.iter_mut().flatten() {
            if !has_server_filled(tree, shape) {
                continue;
            }
            // Environments that shared a tree go on sharing one.
            let known =
                stripped.iter().find(|(before, _)| Arc::ptr_eq(before, tree)).map(|(_, after)| after.clone());
            let after = known.unwrap_or_else(|| {
                let after = Arc::new(without_server_filled(tree, shape));
                stripped.push((tree.clone(), after.clone()));
                after
            });
            *tree = after;
        }
    }
}

fn has_server_filled(node: &Node, shape: &Shape) -> bool {
    match &node.data {
        Data::Map(map) => map.iter().any(|entry| {
            shape
                .property(&entry.key.text)
                .is_some_and(|field| field.is_server_filled() || has_server_filled(&entry.value, field))
        }),
        Data::List(list) => {
            shape.items().is_some_and(|items| list.iter().any(|item| has_server_filled(item, items)))
        }
        _ => false,
    }
}

fn without_server_filled(node: &Node, shape: &Shape) -> Node {
    let data = match &node.data {
        Data::Map(map) => {
            let mut kept = Map::with_capacity(map.len());
            for entry in map {
                let field = shape.property(&entry.key.text);
                if field.is_some_and(Shape::is_server_filled) {
                    continue;
                }
                let value = field
                    .map_or_else(|| entry.value.clone(), |field| without_server_filled(&entry.value, field));
                // Keys of one map are distinct.
                let _ = kept.insert(Entry { key: entry.key.clone(), value });
            }
            Data::Map(kept)
        }
        Data::List(list) => match shape.items() {
            Some(items) => Data::List(list.iter().map(|item| without_server_filled(item, items)).collect()),
            None => node.data.clone(),
        },
        other => other.clone(),
    };
    Node { span: node.span, also: node.also.clone(), data }
}

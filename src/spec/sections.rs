//! Sections beside `resources` that environments overlay: `azure` and `pipelines`.

use std::sync::Arc;

use super::fold::{Fold, distinct};
use super::overlay::Merger;
use crate::diagnostic::{Diagnostic, Sink};
use crate::model::Environment;
use crate::schema;
use crate::source::{Data, Entry, Map, Node, Span};

/// A section of the root with the environments' overlays merged, one tree per environment; `None` where nothing says
/// anything of it.
pub(super) fn merge(
    tree: &Node,
    name: &str,
    environments: &[Environment],
    sink: &mut Sink,
) -> Option<Vec<Arc<Node>>> {
    let base = tree.get(name);
    let overlay = |environment: &Environment| {
        tree.get("environments").and_then(|node| node.get(&environment.name)?.get(name))
    };
    if base.is_none() && environments.iter().all(|environment| overlay(environment).is_none()) {
        return None;
    }
    let empty = Node::new(tree.span, Data::Map(Map::default()));
    let base = Arc::new(base.filter(|node| node.as_map().is_some()).cloned().unwrap_or(empty));
    let trees: Vec<Arc<Node>> = environments
        .iter()
        .map(|environment| match overlay(environment) {
            Some(overlay) if overlay.as_map().is_some() => {
                let path = ["environments", &environment.name, name].map(Arc::from).to_vec();
                let mut merger = Merger { sink, environment: environment.name.clone(), path };
                Arc::new(merger.merge(&base, overlay, None))
            }
            _ => base.clone(),
        })
        .collect();
    check(tree, name, &trees, &base, environments, sink);
    Some(trees)
}

/// The schema of what overlays made of a section: parts that are right by themselves may not fit together.
fn check(
    tree: &Node,
    name: &str,
    trees: &[Arc<Node>],
    base: &Arc<Node>,
    environments: &[Environment],
    sink: &mut Sink,
) {
    let overlays: Vec<Option<Span>> = environments
        .iter()
        .map(|environment| Some(tree.get("environments")?.get(&environment.name)?.get(name)?.span))
        .collect();
    if trees.iter().all(|merged| Arc::ptr_eq(merged, base)) {
        return;
    }
    let known: Vec<Diagnostic> = sink.iter().cloned().collect();
    let mut fold = Fold::default();
    let trees: Vec<Option<Arc<Node>>> = trees.iter().cloned().map(Some).collect();
    for (merged, shown) in distinct(&trees) {
        if Arc::ptr_eq(merged, base) {
            continue;
        }
        let mut spec = Map::with_capacity(3);
        let frame = tree.as_map().into_iter().flatten();
        for entry in
            frame.filter(|entry| matches!(&*entry.key.text, "version" | "name") || &*entry.key.text == name)
        {
            let value = if &*entry.key.text == name { (**merged).clone() } else { entry.value.clone() };
            // Keys of one map are distinct.
            let _ = spec.insert(Entry { key: entry.key.clone(), value });
        }
        schema::check_frame(&Node::new(tree.span, Data::Map(spec)), &mut |found| {
            let section = found.path.strip_prefix('/').and_then(|path| path.split('/').next());
            // An overlay by itself has been seen already.
            let seen = known.iter().any(|known| known.span == found.span && known.code == found.code);
            if section == Some(name) && !seen {
                fold.push(&shown, found);
            }
        });
    }
    fold.beside(sink).finish(environments, &overlays, sink);
}

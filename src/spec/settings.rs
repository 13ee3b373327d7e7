//! The settings of `azure` and `pipelines` as each environment has them: variables filled in, and checked as they will
//! be.
//!
//! What is made in Azure and what pipelines say depends on these values, so they have to be known when the spec is
//! compiled. A few, which decide how something is made and not what, stay as written and may wait for a parameter.

use std::sync::Arc;

use super::fold::{Fold, distinct};
use super::places::Shaped;
use crate::diagnostic::{Diagnostic, Sink, code};
use crate::model::interpolation::{self, Reference};
use crate::model::{Model, Values};
use crate::schema;
use crate::source::{Data, Entry, Key, Map, Node};

/// The settings that a parameter may decide at deployment, as pointers.
const LATE: [&str; 2] = ["/azure/tags", "/azure/log_analytics"];

/// Fills the settings in and checks them.
pub(super) fn settle(model: &mut Model, sink: &mut Sink) {
    if let Some(azure) = &model.azure {
        let help =
            "give the variable a default or a value in each environment; what Azure gets depends on it";
        let trees = section(model, "azure", &azure.trees, help, sink);
        model.azure.iter_mut().for_each(|azure| azure.trees.clone_from(&trees));
    }
    if let Some(pipelines) = &model.pipelines {
        let help =
            "give the variable a default or a value in each environment; it is written into the pipelines";
        let trees = section(model, "pipelines", &pipelines.trees, help, sink);
        model.pipelines.iter_mut().for_each(|pipelines| pipelines.trees.clone_from(&trees));
    }
}

/// One section in each environment; `help` is for variables without a value.
fn section(model: &Model, name: &str, trees: &[Arc<Node>], help: &str, sink: &mut Sink) -> Vec<Arc<Node>> {
    let path = format!("/{name}");
    let mut settled: Vec<Arc<Node>> = Vec::with_capacity(trees.len());
    let mut fold = Fold::default();
    for (at, tree) in trees.iter().enumerate() {
        let filled = fill(tree, &path, &model.values(at));
        let valueless = |name: &str| {
            model
                .variables
                .get(name)
                .is_some_and(|variable| variable.values.get(at).is_some_and(Option::is_none))
        };
        unknown(&filled, &path, &valueless, &mut |diagnostic| fold.push(&[at], diagnostic.help(help)));
        // Environments that say the same share one tree.
        let known = settled.iter().find(|known| known.same(&filled) && known.span == filled.span);
        settled.push(known.cloned().unwrap_or_else(|| Arc::new(filled)));
    }
    let trees: Vec<_> = settled.iter().cloned().map(Some).collect();
    for (tree, shown) in distinct(&trees) {
        for at in shown {
            let whole = model.values(at).fill(tree);
            check(model, name, &whole, &mut |diagnostic| fold.push(&[at], diagnostic));
        }
    }
    fold.beside(sink).finish(&model.environments, &[], sink);
    settled
}

/// The settings with their variables filled in, but for those that may wait.
fn fill(node: &Node, path: &str, values: &Values<'_>) -> Node {
    match &node.data {
        _ if LATE.contains(&path) => node.clone(),
        Data::Map(map) => {
            let mut filled = Map::with_capacity(map.len());
            for entry in map {
                let value = fill(&entry.value, &format!("{path}/{}", entry.key.text), values);
                // Keys of one map are distinct.
                let _ = filled.insert(Entry { key: entry.key.clone(), value });
            }
            Node { span: node.span, also: node.also.clone(), data: Data::Map(filled) }
        }
        _ => values.fill(node),
    }
}

/// Reports variables without a value; all else that is left to be filled in was reported where texts are read.
fn unknown(node: &Node, path: &str, valueless: &dyn Fn(&str) -> bool, report: &mut dyn FnMut(Diagnostic)) {
    match &node.data {
        Data::String(text) => {
            for (reference, range) in interpolation::references(text) {
                if !matches!(&reference, Reference::Variable(name) if valueless(name)) {
                    continue;
                }
                let message = format!("`{}` has no value when the spec is compiled", &text[range]);
                report(Diagnostic::new(&code::MISPLACED_INTERPOLATION, node.span, message).path(path));
            }
        }
        Data::List(list) => list.iter().for_each(|item| unknown(item, path, valueless, report)),
        Data::Map(map) => {
            for entry in map {
                let path = format!("{path}/{}", entry.key.text);
                if !LATE.contains(&&*path) {
                    unknown(&entry.value, &path, valueless, report);
                }
            }
        }
        Data::Null | Data::Bool(_) | Data::Number(_) => {}
    }
}

fn check(model: &Model, section: &str, tree: &Node, report: &mut dyn FnMut(Diagnostic)) {
    let variables = model.variables.keys().collect();
    let shaped = Shaped { model, root: tree, depth: 1, variables, overlays: &[] };
    schema::check_frame(&frame_of(model, section, tree), &mut |mut diagnostic| {
        shaped.explain(&mut diagnostic);
        report(diagnostic);
    });
}

/// A spec of nothing but this section.
fn frame_of(model: &Model, section: &str, tree: &Node) -> Node {
    let place = model.name_span;
    let version = crate::source::Number::new("1").map_or(Data::Null, Data::Number);
    let mut map = Map::with_capacity(3);
    for (key, value) in [
        ("version", Node::new(place, version)),
        ("name", Node::new(place, Data::String(model.name.clone()))),
        (section, tree.clone()),
    ] {
        // The keys are distinct.
        let _ = map.insert(Entry { key: Key { text: Arc::from(key), span: place }, value });
    }
    Node::new(place, Data::Map(map))
}

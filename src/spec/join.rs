//! Documents become one tree, as if one file had said all of it.
//!
//! What the root file says keeps its order; what included files say follows sorted by name, so that neither the names
//! of files nor their number matter.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Fix, Sink, code, did_you_mean, pointer, surely_means};
use crate::source::{Data, Document, Entry, Key, Map, Node, Scope, Span};

/// Sections of the root file.
const ROOT: &[&str] = &[
    "version",
    "name",
    "include",
    "variables",
    "azure",
    "environments",
    "resources",
    "outputs",
    "output",
    "pipelines",
    "validate",
];

/// Sections that an included file may hold.
const INCLUDED: &[&str] = &["include", "variables", "environments", "resources", "outputs"];

/// Sections that a file of an environment's `include` may hold.
const OVERLAY: &[&str] = &["include", "variables", "resources", "outputs"];

/// Joins the documents of a spec, the root first; `None` when the root is no map.
pub(super) fn join(documents: Vec<Document>, sink: &mut Sink) -> Option<Node> {
    let mut root = None;
    let mut included = Map::default();
    for (at, document) in documents.into_iter().enumerate() {
        let Some(node) = document.root else { continue };
        let span = node.span;
        let Data::Map(mut map) = node.data else {
            sink.push(not_a_map(&node, at == 0));
            continue;
        };
        drop_empty(&mut map);
        if at == 0 {
            root = Some((span, map));
            continue;
        }
        match document.scope {
            Scope::Base => {
                let map = sections(map, INCLUDED, "an included file", sink);
                merge(&mut included, map, &mut Vec::new(), sink);
            }
            Scope::Environment(name) => {
                let map = sections(map, OVERLAY, "a file that an environment includes", sink);
                let overlay = nest(&["environments", &name], Node::new(span, Data::Map(map)));
                merge(&mut included, overlay, &mut Vec::new(), sink);
            }
        }
    }
    let (span, mut map) = root?;
    sort(&mut included, &mut Vec::new());
    merge(&mut map, included, &mut Vec::new(), sink);
    Some(Node::new(span, Data::Map(map)))
}

fn not_a_map(node: &Node, root: bool) -> Diagnostic {
    let (what, help) = match root {
        true => ("a spec", "begin with `version: 1` and `name: …`"),
        false => ("an included file", "begin with a section, such as `resources:`"),
    };
    let message = format!("{what} is a map of sections, and this is {}", node.describe());
    Diagnostic::new(&code::WRONG_TYPE, node.span, message).help(help)
}

/// A section that holds nothing says nothing, nor does a kind or an environment: what was in it may be commented out.
fn drop_empty(map: &mut Map) {
    let empty = |entry: &Entry| entry.value.is_null() && !matches!(&*entry.key.text, "version" | "name");
    let names: Vec<Arc<str>> =
        map.iter().filter(|entry| empty(entry)).map(|entry| entry.key.text.clone()).collect();
    for name in names {
        map.remove(&name);
    }
    if let Some(Data::Map(resources)) = map.get_mut("resources").map(|node| &mut node.data) {
        let kinds = resources.iter().filter(|entry| entry.value.is_null());
        let kinds: Vec<Arc<str>> = kinds.map(|entry| entry.key.text.clone()).collect();
        for kind in kinds {
            resources.remove(&kind);
        }
    }
    let environments = map.get_mut("environments").map(|node| &mut node.data);
    if let Some(Data::Map(environments)) = environments {
        for (_, environment) in environments.iter_mut() {
            match &mut environment.data {
                Data::Null => environment.data = Data::Map(Map::default()),
                Data::Map(sections) => drop_empty(sections),
                _ => {}
            }
        }
    }
}

/// The sections that a file may hold, without `include`, which loading has followed; the others are reported.
fn sections(map: Map, allowed: &[&str], place: &str, sink: &mut Sink) -> Map {
    let mut kept = Map::with_capacity(map.len());
    for entry in map {
        let name = &*entry.key.text;
        if name == "include" {
            continue;
        }
        if !allowed.contains(&name) {
            sink.push(misplaced(&entry.key, allowed, place));
        } else if entry.value.as_map().is_none() {
            sink.push(
                Diagnostic::new(
                    &code::WRONG_TYPE,
                    entry.value.span,
                    format!("`{name}` takes a map, and this is {}", entry.value.describe()),
                )
                .path(format!("/{name}")),
            );
        } else {
            // Keys of one map are distinct.
            let _ = kept.insert(entry);
        }
    }
    kept
}

fn misplaced(key: &Key, allowed: &[&str], place: &str) -> Diagnostic {
    let takes = super::enumerate(allowed.iter().copied());
    if ROOT.contains(&&*key.text) {
        return Diagnostic::new(
            &code::MISPLACED_SECTION,
            key.span,
            format!("the section `{}` does not stand in {place}", key.text),
        )
        .help(format!("move it to the root file; this one takes {takes}"))
        .path(pointer([&*key.text]));
    }
    let help = did_you_mean(&key.text, allowed.iter().copied())
        .map_or_else(|| format!("{place} takes {takes}"), |known| format!("did you mean `{known}`?"));
    let mut found =
        Diagnostic::new(&code::UNKNOWN_PROPERTY, key.span, format!("unknown section `{}`", key.text))
            .help(help)
            .path(pointer([&*key.text]));
    found.fix =
        surely_means(&key.text, allowed.iter().copied()).map(|known| Fix::rename(&key.text, key.span, known));
    found
}

/// A map that holds `node` below a path of keys, all at the node's place.
fn nest(path: &[&str], node: Node) -> Map {
    let Some((first, rest)) = path.split_first() else {
        return Map::default();
    };
    let span = node.span;
    let value = if rest.is_empty() { node } else { Node::new(span, Data::Map(nest(rest, node))) };
    let mut map = Map::with_capacity(1);
    let _ = map.insert(Entry { key: Key { text: Arc::from(*first), span }, value });
    map
}

/// At which depth an entry below this path is one thing, defined in one place: a variable, an output, a resource, a
/// setting of an environment; everything above is joined key by key.
fn depth_of_things(path: &[Arc<str>]) -> usize {
    match path.first().map(|section| &**section) {
        Some("variables" | "outputs") => 2,
        Some("resources") => 3,
        Some("environments") => 2 + path.get(2..).map_or(1, |rest| depth_of_things(rest).max(1)),
        _ => 1,
    }
}

/// Sorts what included files hold, down to the things.
fn sort(map: &mut Map, path: &mut Vec<Arc<str>>) {
    map.sort_keys();
    for (key, value) in map.iter_mut() {
        path.push(key.text.clone());
        if path.len() < depth_of_things(path)
            && let Data::Map(inner) = &mut value.data
        {
            sort(inner, path);
        }
        path.pop();
    }
}

/// Adds `from` to `into`; what both define is reported with both places.
fn merge(into: &mut Map, from: Map, path: &mut Vec<Arc<str>>, sink: &mut Sink) {
    for entry in from {
        path.push(entry.key.text.clone());
        if let Err(entry) = into.insert(entry) {
            let place = into.entry(&entry.key.text).map_or(entry.key.span, |there| there.key.span);
            match (into.get_mut(&entry.key.text).map(|there| &mut there.data), entry.value.data) {
                (Some(Data::Map(into)), Data::Map(from)) if path.len() < depth_of_things(path) => {
                    merge(into, from, path, sink);
                }
                _ => sink.push(twice(place, entry.key.span, path)),
            }
        }
        path.pop();
    }
}

fn twice(there: Span, again: Span, path: &[Arc<str>]) -> Diagnostic {
    let (first, second) = if again < there { (again, there) } else { (there, again) };
    Diagnostic::new(&code::DEFINED_TWICE, second, format!("`{}` is defined twice", path.join(".")))
        .help("keep one of the two; an environment changes a part of it under `environments`")
        .path(pointer(path.iter().map(|part| &**part)))
        .related(first, "defined here first")
}

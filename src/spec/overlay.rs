//! Overlays: what an environment changes is merged into what the spec says.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Sink, code, did_you_mean, pointer};
use crate::kinds::Shape;
use crate::source::{Data, Entry, Key, Map, Node, Span};

/// Whether a tree is an overlay, where `null` removes, or a definition, where it is a value like any other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Definition,
    Overlay,
}

/// Turns keyed lists written as maps into lists, everywhere below `node`.
pub(super) fn normalise(node: &mut Node, shape: &Shape, role: Role, report: &mut dyn FnMut(Diagnostic)) {
    if let Some(field) = shape.key_field()
        && let Data::Map(map) = &mut node.data
    {
        let elements =
            std::mem::take(map).into_iter().filter_map(|entry| element(entry, field, role, report)).collect();
        node.data = Data::List(elements);
    }
    match &mut node.data {
        Data::Map(map) => {
            for (key, value) in map.iter_mut() {
                if let Some(shape) = shape.property(&key.text) {
                    normalise(value, shape, role, report);
                }
            }
        }
        Data::List(list) => {
            if let Some(shape) = shape.items() {
                list.iter_mut().for_each(|item| normalise(item, shape, role, report));
            }
        }
        _ => {}
    }
}

/// One entry of a keyed list's map form as an element: its key becomes the key field. What is no map is reported here,
/// where its key is known, and is no element.
fn element(entry: Entry, field: &str, role: Role, report: &mut dyn FnMut(Diagnostic)) -> Option<Node> {
    let key_node = Node::new(entry.key.span, Data::String(entry.key.text.clone()));
    let key = Key { text: Arc::from(field), span: entry.key.span };
    let mut map = Map::with_capacity(4);
    // The map is empty.
    let _ = map.insert(Entry { key, value: key_node });
    let (name, span) = (entry.key, entry.value.span);
    match entry.value.data {
        Data::Map(rest) => {
            for entry in rest {
                if let Err(again) = map.insert(entry)
                    && again.value.as_str() != Some(&*name.text)
                {
                    let message = format!("the element `{}` has another `{field}` here", name.text);
                    report(
                        Diagnostic::new(&code::CONFLICTING_PROPERTIES, again.value.span, message)
                            .help(format!("leave `{field}` out: the key of the map says it"))
                            .related(name.span, "its key in the map"),
                    );
                }
            }
        }
        Data::Null if role == Role::Overlay => {
            let removal = Key { text: Arc::from(REMOVED), span };
            let _ = map.insert(Entry { key: removal, value: Node::new(span, Data::Null) });
        }
        data => {
            let found = Node { span, also: entry.value.also, data };
            let message = format!("expected `{}` to be a map, found {}", name.text, found.describe());
            let help = if found.is_null() {
                "give it a value, or remove it; `null` removes elements in overlays alone"
            } else {
                "write what the element holds, key by key"
            };
            // An empty value has no place of its own to mark.
            let place = if found.is_null() { name.span } else { span };
            report(Diagnostic::new(&code::WRONG_TYPE, place, message).help(help));
            return None;
        }
    }
    Some(Node::new(span, Data::Map(map)))
}

/// Marks an element that an overlay's map form removes; no field of any API has a space in its name.
const REMOVED: &str = " removed";

/// Merges overlays and reports what they name in vain.
pub(super) struct Merger<'a> {
    pub(super) sink: &'a mut Sink,
    pub(super) environment: Arc<str>,
    /// Where the overlay stands in the spec, as a JSON pointer's parts.
    pub(super) path: Vec<Arc<str>>,
}

impl Merger<'_> {
    /// `base` as `overlay` changes it. Maps merge, keyed lists merge by key, `null` removes, all else replaces.
    pub(super) fn merge(&mut self, base: &Node, overlay: &Node, shape: Option<&Shape>) -> Node {
        match (&base.data, &overlay.data) {
            (Data::Map(under), Data::Map(over)) => {
                let data = Data::Map(self.merge_maps(under, over, shape));
                Node { span: base.span, also: Some(places(base, overlay.span)), data }
            }
            (Data::List(under), Data::List(over)) => match shape.and_then(Shape::key_field) {
                Some(field) => {
                    let data = Data::List(self.merge_lists(under, over, field, shape));
                    Node { span: base.span, also: Some(places(base, overlay.span)), data }
                }
                None => replaced(base, overlay, shape),
            },
            _ => replaced(base, overlay, shape),
        }
    }

    fn merge_maps(&mut self, under: &Map, over: &Map, shape: Option<&Shape>) -> Map {
        let mut merged = Map::with_capacity(under.len() + over.len());
        for entry in under {
            let value = match over.get(&entry.key.text) {
                None => entry.value.clone(),
                Some(overlay) if overlay.is_null() => continue,
                Some(overlay) => {
                    self.path.push(entry.key.text.clone());
                    let value = self.merge(
                        &entry.value,
                        overlay,
                        shape.and_then(|shape| shape.property(&entry.key.text)),
                    );
                    self.path.pop();
                    value
                }
            };
            // Keys of one map are distinct.
            let _ = merged.insert(Entry { key: entry.key.clone(), value });
        }
        for entry in over {
            if under.get(&entry.key.text).is_some() {
                continue;
            }
            if entry.value.is_null() {
                self.removes_nothing(&entry.key, under.iter().map(|entry| &*entry.key.text));
            } else {
                let value = stripped(&entry.value, shape.and_then(|shape| shape.property(&entry.key.text)));
                let _ = merged.insert(Entry { key: entry.key.clone(), value });
            }
        }
        merged
    }

    fn merge_lists(
        &mut self,
        under: &[Node],
        over: &[Node],
        field: &str,
        shape: Option<&Shape>,
    ) -> Vec<Node> {
        let items = shape.and_then(Shape::items);
        let key = |node: &Node| node.get(field).and_then(Node::as_str).map(str::to_owned);
        let mut merged = Vec::with_capacity(under.len() + over.len());
        for element in under {
            let overlay =
                key(element).and_then(|name| over.iter().find(|over| key(over).as_ref() == Some(&name)));
            match overlay {
                None => merged.push(element.clone()),
                Some(overlay) if is_removal(overlay) => {}
                Some(overlay) => {
                    self.path.push(Arc::from(key(element).unwrap_or_default()));
                    merged.push(self.merge(element, overlay, items));
                    self.path.pop();
                }
            }
        }
        for (at, overlay) in over.iter().enumerate() {
            let name = key(overlay);
            let first = over[..at].iter().find(|first| name.is_some() && key(first) == name);
            if let Some(first) = first {
                self.taken(field, overlay, first);
                continue;
            }
            if name.is_some() && under.iter().any(|element| key(element) == name) {
                continue;
            }
            if name.is_none() && overlay.as_map().is_some_and(|map| map.get(field).is_none()) {
                self.keyless(field, overlay);
                continue;
            }
            if is_removal(overlay) {
                let known: Vec<String> = under.iter().filter_map(key).collect();
                let text = Arc::from(name.unwrap_or_default());
                let span = overlay.get(field).map_or(overlay.span, |node| node.span);
                self.removes_nothing(&Key { text, span }, known.iter().map(String::as_str));
            } else {
                merged.push(stripped(overlay, items));
            }
        }
        merged
    }

    /// An element that an overlay has twice.
    fn taken(&mut self, field: &str, element: &Node, first: &Node) {
        let place = |node: &Node| node.get(field).map_or(node.span, |key| key.span);
        let name = element.get(field).and_then(Node::as_str).unwrap_or_default();
        let found = Diagnostic::new(
            &code::DUPLICATE_ELEMENT,
            place(element),
            format!("two elements have the {field} `{name}`"),
        );
        self.sink.push(
            found
                .help("say all that changes in one element")
                .path(pointer(self.path.iter().map(|part| &**part).chain([name])))
                .related(place(first), "the first one")
                .environment(Some(self.environment.clone())),
        );
    }

    /// An element of an overlay that nothing tells from the others.
    fn keyless(&mut self, field: &str, element: &Node) {
        let first = element.as_map().and_then(|map| map.iter().next()).map(|entry| entry.key.span);
        let message = format!("an element of this overlay has no `{field}`");
        let found = Diagnostic::new(&code::MISSING_PROPERTY, first.unwrap_or(element.span), message);
        self.sink.push(
            found
                .help(format!("add the `{field}` of the element that it changes, or of a new one"))
                .path(pointer(self.path.iter().map(|part| &**part)))
                .environment(Some(self.environment.clone())),
        );
    }

    fn removes_nothing<'k>(&mut self, key: &Key, known: impl Iterator<Item = &'k str>) {
        let path = self.path.iter().map(|part| &**part).chain([&*key.text]);
        let mut diagnostic = Diagnostic::new(
            &code::UNKNOWN_OVERLAY,
            key.span,
            format!("`{}` is removed here, but it is not set", key.text),
        )
        .path(pointer(path))
        .environment(Some(self.environment.clone()));
        diagnostic.help = Some(did_you_mean(&key.text, known).map_or_else(
            || "leave the line out: `null` removes what the spec sets for all environments".to_owned(),
            |known| format!("did you mean `{known}`?"),
        ));
        self.sink.push(diagnostic);
    }
}

fn is_removal(node: &Node) -> bool {
    node.get(REMOVED).is_some()
}

/// What an overlay adds where nothing was: `null` fields of it add nothing.
pub(super) fn stripped(node: &Node, shape: Option<&Shape>) -> Node {
    match &node.data {
        Data::Map(map) => {
            let mut kept = Map::with_capacity(map.len());
            for entry in map.iter().filter(|entry| !entry.value.is_null()) {
                let shape = shape.and_then(|shape| shape.property(&entry.key.text));
                let _ = kept.insert(Entry { key: entry.key.clone(), value: stripped(&entry.value, shape) });
            }
            Node { span: node.span, also: node.also.clone(), data: Data::Map(kept) }
        }
        Data::List(list) => {
            let items = shape.and_then(Shape::items);
            let kept =
                list.iter().filter(|item| !is_removal(item)).map(|item| stripped(item, items)).collect();
            Node { span: node.span, also: node.also.clone(), data: Data::List(kept) }
        }
        _ => node.clone(),
    }
}

/// The overlay's value, which remembers what it replaces.
fn replaced(base: &Node, overlay: &Node, shape: Option<&Shape>) -> Node {
    let data = stripped(overlay, shape).data;
    Node { span: overlay.span, also: Some(places(base, base.span)), data }
}

/// The places that shaped `base`, and one more.
fn places(base: &Node, more: Span) -> Arc<[Span]> {
    base.also.iter().flat_map(|also| also.iter().copied()).chain([more]).collect()
}

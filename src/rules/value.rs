//! A value of the spec as rules see it: set, unknown or absent, with the places that findings point at.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::doubts::Doubts;
use super::finding::Finding;
use crate::diagnostic::pointer;
use crate::model::{Resource, ResourceId, interpolation};
use crate::source::{Data, Node, Span};

/// The tree that a value stands in.
#[derive(Clone, Copy)]
pub(super) struct Root<'a> {
    /// The resource, or `None` for a section of the spec.
    pub(super) resource: Option<ResourceId>,
    /// The keys that lead to the tree.
    path: [&'a str; 3],
    pub(super) tree: &'a Node,
    head: Span,
    /// What errors leave in doubt.
    doubts: Option<&'a Doubts>,
}

impl<'a> Root<'a> {
    pub(super) fn resource(
        id: ResourceId,
        resource: &'a Resource,
        tree: &'a Node,
        doubts: Option<&'a Doubts>,
    ) -> Self {
        let path = ["resources", resource.kind.name, &resource.key];
        Self { resource: Some(id), path, tree, head: resource.span, doubts }
    }

    /// A part of the spec that is no resource, by the keys that lead to it.
    pub(super) fn section(path: [&'a str; 2], tree: &'a Node, head: Span) -> Self {
        let [section, key] = path;
        Self { resource: None, path: [section, key, ""], tree, head, doubts: None }
    }

    /// The JSON pointer of a node of the tree.
    pub(super) fn pointer(&self, node: &Node) -> String {
        let mut steps = Vec::new();
        find(self.tree, node, &mut steps);
        let base = self.path.iter().copied().filter(|step| !step.is_empty());
        pointer(base.chain(steps.iter().map(|step| &**step)))
    }
}

/// The steps from a node to one below it.
fn find<'a>(from: &'a Node, wanted: &Node, steps: &mut Vec<Cow<'a, str>>) -> bool {
    if std::ptr::eq(from, wanted) {
        return true;
    }
    let mut try_one = |step: Cow<'a, str>, node: &'a Node| {
        steps.push(step);
        let found = find(node, wanted, steps);
        if !found {
            steps.pop();
        }
        found
    };
    match &from.data {
        Data::Map(map) => map.iter().any(|entry| try_one(Cow::Borrowed(&entry.key.text), &entry.value)),
        Data::List(list) => list.iter().enumerate().any(|(at, node)| try_one(at.to_string().into(), node)),
        _ => false,
    }
}

/// The values whose text an earlier one has: the text, the later value, the first one.
pub(super) fn repeated<'a>(
    values: impl IntoIterator<Item = Value<'a>>,
) -> impl Iterator<Item = (Cow<'a, str>, Value<'a>, Value<'a>)> {
    let mut seen: FxHashMap<Cow<'a, str>, Value<'a>> = FxHashMap::default();
    values.into_iter().filter_map(move |value| {
        let text = value.text()?;
        match seen.get(&text) {
            Some(first) => Some((text, value, *first)),
            None => {
                seen.insert(text, value);
                None
            }
        }
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// It is there and says what it is.
    Set,
    /// It is there, and what it is comes out at the deployment; or it is wrong, and may be meant otherwise.
    Unknown,
    /// It is not there.
    Absent,
    /// It is not there, or it is what is misspelt beside.
    Doubtful,
}

/// A value of the spec, or the lack of one.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    pub(super) root: Root<'a>,
    /// The value, or what it is missing in.
    node: &'a Node,
    /// The value's key; that of what it is missing in, or where that begins.
    head: Span,
    state: State,
    place: Place,
}

/// Where a value stands, for what edits it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Behind a key of its own.
    Entry,
    /// In a list.
    Element,
    /// Nowhere of its own: it is the root, it is absent, or it is below something unknown.
    Nowhere,
}

impl<'a> Value<'a> {
    pub(super) fn root(root: Root<'a>) -> Self {
        Self { root, node: root.tree, head: root.head, state: State::Set, place: Place::Nowhere }
    }

    fn below(self, node: &'a Node, head: Span) -> Self {
        let state = match &node.data {
            Data::Null => return Self { state: State::Absent, place: Place::Nowhere, ..self },
            _ if self.root.doubts.is_some_and(|doubts| doubts.is_unknown(node)) => State::Unknown,
            Data::String(text) if is_unknown(text) => State::Unknown,
            _ => State::Set,
        };
        Self { root: self.root, node, head, state, place: Place::Entry }
    }

    /// The value at a path of keys with dots between: `autoscale.min_workers`.
    pub(super) fn get(self, path: &str) -> Self {
        path.split('.').fold(self, Self::key)
    }

    /// The value of one key, which may hold dots.
    pub(super) fn key(self, key: &str) -> Self {
        match (self.state, self.node.as_map().and_then(|map| map.entry(key))) {
            (State::Set, Some(entry)) => self.below(&entry.value, entry.key.span),
            (State::Set, None) => {
                let open = self.root.doubts.is_some_and(|doubts| doubts.is_open(self.node));
                let state = if open { State::Doubtful } else { State::Absent };
                Self { state, place: Place::Nowhere, ..self }
            }
            _ => Self { place: Place::Nowhere, ..self },
        }
    }

    /// Whether it is there, known or not.
    pub(super) fn is_set(self) -> bool {
        matches!(self.state, State::Set | State::Unknown)
    }

    /// Whether it is certainly not there.
    pub(super) fn is_absent(self) -> bool {
        self.state == State::Absent
    }

    /// Whether nobody knows what it is before the deployment, or before an error is mended.
    pub(super) fn is_unknown(self) -> bool {
        matches!(self.state, State::Unknown | State::Doubtful)
    }

    fn known(self) -> Option<&'a Node> {
        (self.state == State::Set).then_some(self.node)
    }

    /// The text, if it is one and known.
    pub(super) fn text(self) -> Option<Cow<'a, str>> {
        let text = self.known()?.as_str()?;
        let escaped = text.as_bytes().contains(&b'$') && text.contains("$${");
        Some(if escaped { interpolation::unescape(text).into() } else { text.into() })
    }

    /// Whether it is this text.
    pub(super) fn is(self, text: &str) -> bool {
        self.text().is_some_and(|found| found == text)
    }

    /// The text as it stands in the spec, interpolations included.
    pub(super) fn raw(self) -> Option<&'a str> {
        if self.is_set() { self.node.as_str() } else { None }
    }

    /// The whole number, if it is one and known.
    pub(super) fn int(self) -> Option<i64> {
        match &self.known()?.data {
            Data::Number(number) => number.as_i64(),
            _ => None,
        }
    }

    /// The number, if it is one and known.
    pub(super) fn number(self) -> Option<f64> {
        match &self.known()?.data {
            Data::Number(number) => number.as_str().parse().ok(),
            _ => None,
        }
    }

    /// The truth value, if it is one and known.
    pub(super) fn bool(self) -> Option<bool> {
        match self.known()?.data {
            Data::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The text, number or truth value as a text, if it is one and known.
    pub(super) fn scalar(self) -> Option<String> {
        match &self.known()?.data {
            Data::String(_) => self.text().map(Cow::into_owned),
            Data::Number(number) => Some(number.as_str().to_owned()),
            Data::Bool(value) => Some(value.to_string()),
            _ => None,
        }
    }

    /// The elements of a list; none where it is anything else.
    pub(super) fn list(self) -> impl DoubleEndedIterator<Item = Value<'a>> + ExactSizeIterator {
        let list = self.known().and_then(Node::as_list).unwrap_or_default();
        list.iter().map(move |node| {
            let first = node.as_map().and_then(|map| map.iter().next());
            let head = first.map_or(node.span, |entry| entry.key.span);
            let value = self.below(node, head);
            if value.is_set() { Self { place: Place::Element, ..value } } else { value }
        })
    }

    /// The entries of a map; none where it is anything else.
    pub(super) fn entries(self) -> impl Iterator<Item = (&'a str, Value<'a>)> {
        let map = self.known().and_then(Node::as_map);
        map.into_iter()
            .flatten()
            .map(move |entry| (&*entry.key.text, self.below(&entry.value, entry.key.span)))
    }

    /// Whether both are there, known, and the same.
    pub(super) fn is_same(self, other: Self) -> bool {
        matches!((self.known(), other.known()), (Some(one), Some(other)) if one.same(other))
    }

    /// Visits every text below, with its value.
    pub(super) fn each_text(self, visit: &mut dyn FnMut(&'a str, Value<'a>)) {
        match &self.node.data {
            _ if !self.is_set() => {}
            Data::String(text) => visit(text, self),
            Data::List(_) => self.list().for_each(|value| value.each_text(visit)),
            Data::Map(_) => self.entries().for_each(|(_, value)| value.each_text(visit)),
            _ => {}
        }
    }

    /// Where the value stands; where one is missing, the key of what it is missing in.
    pub(super) fn span(self) -> Span {
        if self.is_set() { self.node.span } else { self.head }
    }

    /// Where its key stands; where it is missing, the key of what it is missing in.
    pub(super) fn head(self) -> Span {
        self.head
    }

    /// Where it stands, for what edits it.
    pub(super) fn place(self) -> Place {
        self.place
    }

    /// The text of its key; the position of an element of a list.
    pub(super) fn key_text(self) -> String {
        let pointer = self.root.pointer(self.node);
        let last = pointer.rsplit('/').next().unwrap_or_default();
        last.replace("~1", "/").replace("~0", "~")
    }

    /// Whether an error leaves in doubt what it is, or whether it is there.
    fn is_in_doubt(self) -> bool {
        self.state == State::Doubtful || self.root.doubts.is_some_and(|doubts| doubts.is_unknown(self.node))
    }

    /// The finding that something is wrong with the value.
    pub(super) fn wrong(self, message: impl Into<String>) -> Finding {
        Finding::new(self.span(), self.root, self.node, message.into()).in_doubt(self.is_in_doubt())
    }

    /// The finding that something is wrong with its being there, or with what it holds as a whole; or with its not
    /// being there.
    pub(super) fn wrong_key(self, message: impl Into<String>) -> Finding {
        Finding::new(self.head, self.root, self.node, message.into()).in_doubt(self.is_in_doubt())
    }
}

/// Whether a text has parts that are known at the deployment or later: `${…}`, Databricks' own `{{…}}`.
fn is_unknown(text: &str) -> bool {
    // Most texts have no bracket at all, and this is asked of every value.
    text.as_bytes().contains(&b'{') && (text.contains("{{") || !interpolation::references(text).is_empty())
}

//! From the place that the validator names to nodes, keys and shapes.

use jsonschema::paths::{Location, LocationSegment};

use crate::kinds::{Kind, Shape};
use crate::source::{Key, Node, Span};

/// What is checked.
#[derive(Clone, Copy)]
pub(super) enum Subject<'a> {
    /// A resource, with its key and where that stands.
    Resource { kind: &'static Kind, key: &'a str, at: Span },
    /// A spec.
    Spec,
}

impl Subject<'_> {
    /// What it is, in the words of a message: `a cluster`, `the spec`.
    pub(super) fn noun(self) -> String {
        match self {
            Self::Resource { kind, .. } => {
                let article = if kind.singular.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
                format!("{article} {}", kind.singular)
            }
            Self::Spec => "the spec".to_owned(),
        }
    }
}

/// A value in a tree that is checked.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) node: &'a Node,
    pub(super) shape: Option<&'a Shape>,
    /// The key of the entry that holds the value; for an element of a list the one that holds the list.
    pub(super) key: Option<&'a Key>,
    /// The position in the list, from 0, for an element of one.
    pub(super) element: Option<usize>,
}

impl<'a> Place<'a> {
    /// The value at `path`, with the nearest object above it; `None` when nothing is there.
    pub(super) fn find(root: &'a Node, shape: &'a Shape, path: &Location) -> Option<(Self, Option<Self>)> {
        let mut place = Self { node: root, shape: Some(shape), key: None, element: None };
        let mut parent = None;
        for segment in path.segments() {
            if place.node.as_map().is_some() {
                parent = Some(place);
            }
            place = place.step(&segment)?;
        }
        Some((place, parent))
    }

    fn step(self, segment: &LocationSegment<'_>) -> Option<Self> {
        let position = match segment {
            LocationSegment::Index(at) => Some(*at),
            LocationSegment::Property(name) => name.parse().ok(),
        };
        if let (Some(at), Some(list)) = (position, self.node.as_list()) {
            let shape = self.shape.and_then(Shape::items);
            return Some(Self { node: list.get(at)?, shape, key: self.key, element: Some(at) });
        }
        let name = match segment {
            LocationSegment::Property(name) => name.clone().into_owned(),
            LocationSegment::Index(at) => at.to_string(),
        };
        let entry = self.node.as_map()?.entry(&name)?;
        let shape = self.shape.and_then(|shape| shape_of(shape, &name));
        Some(Self { node: &entry.value, shape, key: Some(&entry.key), element: None })
    }

    /// Where a finding about an object as a whole stands: at its key, for an element of a list at its first key.
    pub(super) fn head(&self, subject: Subject<'_>) -> Span {
        let first = || self.node.as_map()?.iter().next().map(|entry| entry.key.span);
        match (self.element, self.key, subject) {
            (None, Some(key), _) => key.span,
            (None, None, Subject::Resource { at, .. }) => at,
            _ => first().unwrap_or(self.node.span),
        }
    }

    /// The value in the words of a message: `` `num_workers` ``, `element 2 of `tasks``, `the cluster `etl``.
    pub(super) fn name(&self, subject: Subject<'_>) -> String {
        match (self.key, self.element) {
            (Some(key), None) => format!("`{}`", key.text),
            (Some(key), Some(at)) => {
                let field = self.shape.and_then(|_| self.node.get("task_key")).and_then(Node::as_str);
                match field {
                    Some(task) => format!("task `{task}`"),
                    None => format!("element {} of `{}`", at + 1, key.text),
                }
            }
            (None, _) => match subject {
                Subject::Resource { kind, key, .. } => format!("the {} `{key}`", kind.singular),
                Subject::Spec => "the spec".to_owned(),
            },
        }
    }
}

/// The shape of what a map holds under a key: a field, a value of a free-form map, or an element of a keyed list in
/// its map form.
pub(super) fn shape_of<'a>(shape: &'a Shape, key: &str) -> Option<&'a Shape> {
    shape.property(key).or_else(|| if shape.key_field().is_some() { shape.items() } else { shape.values() })
}

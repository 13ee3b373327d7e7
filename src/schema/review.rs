//! What no schema says: elements of a list that share what tells them apart, fields on their way out, fields that only
//! the server fills in.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::place::shape_of;
use crate::diagnostic::{Diagnostic, Fix, code as codes, pointer};
use crate::kinds::Shape;
use crate::source::{Data, Node, Span};

/// Walks a tree beside its shape.
pub(super) fn review<'t>(
    shape: &'t Shape,
    root: &'t Node,
    base_path: &str,
    sink: &mut dyn FnMut(Diagnostic),
) {
    Review { base_path, path: Vec::new(), sink }.node(shape, root);
}

/// A step down the tree.
enum Step<'t> {
    Key(&'t str),
    At(usize),
}

struct Review<'a, 't> {
    base_path: &'a str,
    path: Vec<Step<'t>>,
    sink: &'a mut dyn FnMut(Diagnostic),
}

impl<'t> Review<'_, 't> {
    fn node(&mut self, shape: &'t Shape, node: &'t Node) {
        match &node.data {
            Data::Map(map) => {
                for entry in map {
                    let holder = shape;
                    let Some(shape) = shape_of(holder, &entry.key.text) else { continue };
                    let successor = successor(holder, shape).filter(|name| map.get(name).is_none());
                    self.path.push(Step::Key(&entry.key.text));
                    self.field(shape, successor, &entry.key.text, entry.key.span);
                    if !shape.is_server_filled() {
                        self.node(shape, &entry.value);
                    }
                    self.path.pop();
                }
            }
            Data::List(list) => {
                let Some(items) = shape.items() else { return };
                if let Some(field) = shape.differing_field() {
                    self.duplicates(field, list);
                }
                for (at, item) in list.iter().enumerate() {
                    self.path.push(Step::At(at));
                    self.node(items, item);
                    self.path.pop();
                }
            }
            _ => {}
        }
    }

    fn field(&mut self, shape: &Shape, successor: Option<&str>, name: &str, span: Span) {
        if let Some(instead) = shape.deprecated() {
            let message = format!("`{name}` is deprecated");
            let mut found = Diagnostic::new(&codes::DEPRECATED_PROPERTY, span, message).help(instead);
            found.fix = successor.map(|successor| Fix::rename(name, span, successor));
            self.report(found.owned_by(shape.rule()));
        }
        if shape.is_server_filled() {
            let message = format!("only the server fills in `{name}`");
            let found = Diagnostic::new(&codes::SERVER_FILLED_PROPERTY, span, message).help("remove it");
            self.report(found.fix(Fix::remove(name, span)));
        }
    }

    fn duplicates(&mut self, field: &'t str, list: &'t [Node]) {
        let mut seen: FxHashMap<&str, Span> = FxHashMap::default();
        for (at, element) in list.iter().enumerate() {
            let Some((key, text)) = element.get(field).and_then(|key| Some((key, key.as_str()?))) else {
                continue;
            };
            let Some(first) = seen.get(text).copied() else {
                seen.insert(text, key.span);
                continue;
            };
            self.path.extend([Step::At(at), Step::Key(field)]);
            self.report(
                Diagnostic::new(
                    &codes::DUPLICATE_ELEMENT,
                    key.span,
                    format!("two elements have the {field} `{text}`"),
                )
                .help(format!("give each element its own {field}"))
                .related(first, "the first one"),
            );
            self.path.truncate(self.path.len() - 2);
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        let steps: Vec<Cow<'_, str>> = self
            .path
            .iter()
            .map(|step| match step {
                Step::Key(key) => Cow::Borrowed(*key),
                Step::At(at) => Cow::Owned(at.to_string()),
            })
            .collect();
        let path = format!("{}{}", self.base_path, pointer(steps.iter().map(|step| &**step)));
        (self.sink)(diagnostic.path(path));
    }
}

/// The field beside a deprecated one that takes the same scalars, where writing that is the whole remedy.
fn successor<'s>(holder: &Shape, shape: &'s Shape) -> Option<&'s str> {
    let name = shape.deprecated()?.strip_prefix("write `")?.strip_suffix('`')?;
    let other = holder.property(name)?;
    (other.types() == shape.types() && shape.types().is_scalar()).then_some(name)
}

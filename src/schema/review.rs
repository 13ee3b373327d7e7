//! What no schema says: elements of keyed lists that share a key, fields on their way out, fields that only the server
//! fills in.

use rustc_hash::FxHashMap;

use super::place::shape_of;
use crate::diagnostic::{Diagnostic, code as codes, pointer};
use crate::kinds::Shape;
use crate::source::{Data, Node, Span};

/// Walks a tree beside its shape.
pub(super) fn review(shape: &Shape, root: &Node, base_path: &str, sink: &mut dyn FnMut(Diagnostic)) {
    Review { base_path, path: String::new(), sink }.node(shape, root);
}

struct Review<'a> {
    base_path: &'a str,
    path: String,
    sink: &'a mut dyn FnMut(Diagnostic),
}

impl Review<'_> {
    fn node(&mut self, shape: &Shape, node: &Node) {
        let before = self.path.len();
        match &node.data {
            Data::Map(map) => {
                for entry in map {
                    let Some(shape) = shape_of(shape, &entry.key.text) else { continue };
                    self.path.push_str(&pointer([&*entry.key.text]));
                    self.field(shape, &entry.key.text, entry.key.span);
                    if !shape.is_server_filled() {
                        self.node(shape, &entry.value);
                    }
                    self.path.truncate(before);
                }
            }
            Data::List(list) => {
                let Some(items) = shape.items() else { return };
                if let Some(field) = shape.key_field() {
                    self.duplicates(field, list);
                }
                for (at, item) in list.iter().enumerate() {
                    self.path.push_str(&pointer([at.to_string().as_str()]));
                    self.node(items, item);
                    self.path.truncate(before);
                }
            }
            _ => {}
        }
    }

    fn field(&mut self, shape: &Shape, name: &str, span: Span) {
        if let Some(instead) = shape.deprecated() {
            let message = format!("`{name}` is deprecated");
            self.report(Diagnostic::new(&codes::DEPRECATED_PROPERTY, span, message).help(instead));
        }
        if shape.is_server_filled() {
            let message = format!("only the server fills in `{name}`");
            self.report(Diagnostic::new(&codes::SERVER_FILLED_PROPERTY, span, message).help("remove it"));
        }
    }

    fn duplicates(&mut self, field: &str, list: &[Node]) {
        let mut seen: FxHashMap<&str, Span> = FxHashMap::default();
        for (at, element) in list.iter().enumerate() {
            let Some((key, text)) = element.get(field).and_then(|key| Some((key, key.as_str()?))) else {
                continue;
            };
            let Some(first) = seen.get(text).copied() else {
                seen.insert(text, key.span);
                continue;
            };
            let before = self.path.len();
            self.path.push_str(&pointer([at.to_string().as_str()]));
            self.path.push_str(&pointer([field]));
            self.report(
                Diagnostic::new(
                    &codes::DUPLICATE_ELEMENT,
                    key.span,
                    format!("the {field} `{text}` is taken"),
                )
                .help("give each element of the list its own")
                .related(first, "taken here"),
            );
            self.path.truncate(before);
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        let path = format!("{}{}", self.base_path, self.path);
        (self.sink)(diagnostic.path(path));
    }
}

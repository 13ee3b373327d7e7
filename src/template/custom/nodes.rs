//! What a resource of a template holds, as the tree of a spec: keys in the spec's spelling, expressions as interpolations,
//! every place kept.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{custom_type, kind_of};
use crate::diagnostic::{Diagnostic, code};
use crate::kinds::case::{camel_case, snake_case};
use crate::kinds::{Kind, Shape};
use crate::model::interpolation::escape;
use crate::source::{self, Key, Map, Node, Span};
use crate::template::tree::{Data, Entry, Open, Resource, Template, Value};

/// What stands for something that is known at the deployment.
const UNKNOWN: &str = "${azure.expression}";

/// Whether values that may come out as null are there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Nulls {
    /// They are, and unknown.
    Kept,
    /// They are not.
    LeftOut,
}

/// What a resource holds.
pub(super) struct Body {
    pub(super) node: Node,
    /// The same, as rules see it: a resource that may not be deployed, or that is one of many, has no name of its own.
    pub(super) for_rules: Arc<Node>,
    /// Where expressions stand.
    pub(super) unknown: FxHashSet<Span>,
    /// The spelling of the template for each key that was changed.
    pub(super) renamed: FxHashMap<Arc<str>, Arc<str>>,
    /// Keys that are spelt as in a spec.
    pub(super) misspelt: Vec<Diagnostic>,
    /// Whether it may hold more than the file shows.
    pub(super) open: bool,
    /// Whether any of it may come out as null.
    pub(super) nullable: bool,
}

pub(super) fn body(template: &Template, resource: &Resource, kind: &'static Kind, nulls: Nulls) -> Body {
    let mut turn = Turn {
        template,
        nulls,
        unknown: FxHashSet::default(),
        renamed: FxHashMap::default(),
        misspelt: Vec::new(),
        open: false,
        nullable: false,
        depth: 0,
    };
    let properties = resource.body.entry("properties");
    let empty = Value::new(resource.span, Data::Map(Vec::new(), Open::No));
    let value = properties.map_or(&empty, |entry| template.resolve(&entry.value));
    turn.open |= properties.is_none() && !resource.body.is_closed_map();
    let mut node = match &value.data {
        Data::Map(..) => turn.node(value, Some(kind.shape()), false),
        _ => {
            turn.open = true;
            Node::new(value.span, source::Data::Map(Map::default()))
        }
    };
    if let (Some(_), source::Data::Map(map)) = (kind.shape().content_field(), &mut node.data) {
        // What is uploaded is named, with what it was like.
        map.remove("digest");
        map.remove("files");
    }
    let mut for_rules = node.clone();
    let repeated = resource.looped || !resource.around.is_empty();
    if let Some(name) = kind.name_field.filter(|_| repeated).and_then(|name| for_rules.get_mut(name)) {
        name.data = source::Data::String(UNKNOWN.into());
    }
    let Turn { unknown, renamed, misspelt, open, nullable, .. } = turn;
    Body { node, for_rules: Arc::new(for_rules), unknown, renamed, misspelt, open, nullable }
}

struct Turn<'t> {
    template: &'t Template,
    nulls: Nulls,
    unknown: FxHashSet<Span>,
    renamed: FxHashMap<Arc<str>, Arc<str>>,
    misspelt: Vec<Diagnostic>,
    open: bool,
    nullable: bool,
    depth: usize,
}

impl Turn<'_> {
    fn node(&mut self, value: &Value, shape: Option<&Shape>, free: bool) -> Node {
        let value = self.template.resolve(value);
        // Variables that hold each other would go on for ever.
        if self.depth > crate::template::DEPTH {
            return self.unknown(value, UNKNOWN.into());
        }
        self.depth += 1;
        let data = match &value.data {
            Data::Null => source::Data::Null,
            Data::Bool(value) => source::Data::Bool(*value),
            Data::Number(number) => source::Data::Number(number.clone()),
            Data::Text(text) => source::Data::String(escape(text).into()),
            Data::List(list) => {
                let items = shape.and_then(Shape::items);
                source::Data::List(list.iter().map(|item| self.node(item, items, false)).collect())
            }
            Data::Map(entries, open) => {
                self.open |= *open == Open::Yes;
                source::Data::Map(self.map(entries, shape, free || shape.is_some_and(Shape::is_free_form)))
            }
            Data::Mixed(parts) => {
                let text: String = parts.iter().map(|part| self.part(part)).collect();
                self.depth -= 1;
                return self.unknown(value, text.into());
            }
            Data::Path(path) => {
                let reference = self.reference(path);
                self.depth -= 1;
                return self.unknown(value, reference.unwrap_or_else(|| UNKNOWN.to_owned()).into());
            }
            Data::Call { .. } | Data::Other(_) => {
                self.depth -= 1;
                return self.unknown(value, UNKNOWN.into());
            }
        };
        self.depth -= 1;
        Node::new(value.span, data)
    }

    fn unknown(&mut self, value: &Value, text: Arc<str>) -> Node {
        self.unknown.insert(value.span);
        Node::new(value.span, source::Data::String(text))
    }

    /// A part of a text.
    fn part(&self, part: &Value) -> String {
        match &self.template.resolve(part).data {
            Data::Text(text) => escape(text),
            Data::Number(number) => number.as_str().to_owned(),
            _ => UNKNOWN.to_owned(),
        }
    }

    fn map(&mut self, entries: &[Entry], shape: Option<&Shape>, free: bool) -> Map {
        let mut map = Map::with_capacity(entries.len());
        for Entry { key, key_span, value } in entries {
            let resolved = self.template.resolve(value);
            let nullable = self.may_be_null(resolved);
            self.nullable |= nullable;
            let absent = matches!(resolved.data, Data::Null) || (nullable && self.nulls == Nulls::LeftOut);
            if absent || &**key == "..." {
                continue;
            }
            let text = if free { key.clone() } else { self.key(key, *key_span, shape) };
            let inner = shape.and_then(|shape| shape.property(&text).or_else(|| shape.values()));
            let value = self.node(value, inner, free && inner.is_none());
            // Of a key that stands twice, which Bicep refuses, the first counts.
            let _ = map.insert(source::Entry { key: Key { text, span: *key_span }, value });
        }
        map
    }

    /// A key in the spelling of a spec.
    fn key(&mut self, key: &Arc<str>, span: Span, shape: Option<&Shape>) -> Arc<str> {
        let snake = snake_case(key);
        if camel_case(&snake) == **key {
            let snake: Arc<str> = snake.into();
            if snake != *key {
                self.renamed.insert(snake.clone(), key.clone());
            }
            return snake;
        }
        if shape.is_some_and(|shape| shape.property(key).is_some()) {
            let found = Diagnostic::new(&code::UNKNOWN_PROPERTY, span, format!("unknown property `{key}`"));
            self.misspelt.push(found.help(format!("templates spell it `{}`", camel_case(key))));
        }
        key.clone()
    }

    /// What a path means to a spec, where that is an attribute of another resource of the custom provider.
    fn reference(&self, path: &[Arc<str>]) -> Option<String> {
        let [symbol, properties, property] = path else { return None };
        let resource = self.template.resource(symbol).filter(|_| &**properties == "properties")?;
        let kind = kind_of(custom_type(resource)?)?;
        let attribute = kind.attributes.iter().find(|attribute| attribute.arm_property == &**property)?;
        Some(format!("${{resources.{}.{symbol}.{}}}", kind.name, attribute.name))
    }

    /// Whether an expression may come out as null, which is as if its key were not there. Texts never do.
    fn may_be_null(&self, value: &Value) -> bool {
        match &value.data {
            Data::Other(_) => true,
            Data::Call { name, .. } => NULLABLE.iter().any(|known| known.eq_ignore_ascii_case(name)),
            Data::Path(path) => {
                let known = path.first().is_some_and(|root| {
                    let given = self.template.parameters.get(root);
                    let given = given.is_some_and(|one| one.required || one.default.is_some());
                    given && path.len() == 1
                        || self.template.resource(root).is_some()
                        || self.template.is_module(root)
                });
                !known
            }
            _ => false,
        }
    }
}

/// The functions that may give null.
const NULLABLE: &[&str] = &["coalesce", "first", "if", "json", "last", "null", "tryGet"];

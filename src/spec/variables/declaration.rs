//! One declaration of a variable.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Sink, code, pointer};
use crate::model::{Item, Type, Variable};
use crate::source::{Data, Key, Node};

/// A declaration and the default that goes to every environment without a value of its own.
pub(super) struct Declaration {
    pub(super) variable: Variable,
    pub(super) default: Option<Node>,
}

/// Reads a declaration; `example` is a value that some environment sets, for a variable without type and default.
/// `None` when the declaration is no map, which the schema has said.
pub(super) fn read(key: &Key, node: &Node, example: Option<&Node>, sink: &mut Sink) -> Option<Declaration> {
    let map = node.as_map()?;
    let default = map.get("default").filter(|default| !default.is_null()).cloned();
    let allowed = map.get("allowed").and_then(Node::as_list).unwrap_or_default();
    let allowed: Vec<Node> = allowed.iter().map(super::plain).collect();
    let inferred = default.as_ref().or(allowed.first()).or(example).map_or(Type::String, infer);
    let items = map.get("items").and_then(Node::as_str).and_then(item_named);
    let r#type = match map.get("type").and_then(Node::as_str) {
        Some("string") => Type::String,
        Some("integer") => Type::Integer,
        Some("number") => Type::Number,
        Some("boolean") => Type::Boolean,
        Some("list") => items.map_or_else(
            || if is_list(inferred) { inferred } else { shape_of(&default, Type::List) },
            Type::List,
        ),
        Some("map") => items.map_or_else(
            || if is_map(inferred) { inferred } else { shape_of(&default, Type::Map) },
            Type::Map,
        ),
        _ => inferred,
    };
    let text = |name: &str| map.get(name).and_then(Node::as_str).map(Arc::from);
    let mut variable = Variable {
        name: key.text.clone(),
        span: key.span,
        r#type,
        description: text("description"),
        allowed,
        minimum: map.get("minimum").cloned(),
        maximum: map.get("maximum").cloned(),
        pattern: text("pattern"),
        values: Vec::new(),
    };
    check(&variable, node, sink);
    if bounds_cross(&variable) {
        // No value could pass both.
        (variable.minimum, variable.maximum) = (None, None);
    }
    Some(Declaration { variable, default })
}

fn item_named(word: &str) -> Option<Item> {
    match word {
        "string" => Some(Item::String),
        "integer" => Some(Item::Integer),
        "boolean" => Some(Item::Boolean),
        _ => None,
    }
}

fn is_list(r#type: Type) -> bool {
    matches!(r#type, Type::List(_))
}

fn is_map(r#type: Type) -> bool {
    matches!(r#type, Type::Map(_))
}

/// A list or map without `items`: texts where there is no default to look at, JSON where the default mixes.
fn shape_of(default: &Option<Node>, collection: impl Fn(Item) -> Type) -> Type {
    if default.is_some() { Type::Json } else { collection(Item::String) }
}

/// The type of a value.
fn infer(node: &Node) -> Type {
    match &node.data {
        Data::String(_) | Data::Null => Type::String,
        Data::Bool(_) => Type::Boolean,
        Data::Number(number) if number.as_i64().is_some() => Type::Integer,
        Data::Number(_) => Type::Number,
        Data::List(list) => items(list.iter()).map_or(Type::Json, Type::List),
        Data::Map(map) => items(map.iter().map(|entry| &entry.value)).map_or(Type::Json, Type::Map),
    }
}

/// What all of some values are; texts when there are none.
fn items<'a>(values: impl Iterator<Item = &'a Node>) -> Option<Item> {
    let mut common = None;
    for value in values {
        let item = match infer(value) {
            Type::String if !value.is_null() => Item::String,
            Type::Integer => Item::Integer,
            Type::Boolean => Item::Boolean,
            _ => return None,
        };
        if common.is_some_and(|common| common != item) {
            return None;
        }
        common = Some(item);
    }
    Some(common.unwrap_or(Item::String))
}

fn bounds_cross(variable: &Variable) -> bool {
    let (Some(minimum), Some(maximum)) = (&variable.minimum, &variable.maximum) else { return false };
    super::value::number(minimum) > super::value::number(maximum)
}

/// Reports what contradicts the variable's own type.
fn check(variable: &Variable, node: &Node, sink: &mut Sink) {
    let mut fault = |field: &str, message: String, help: &str| {
        let span = node.get(field).map_or(variable.span, |field| field.span);
        sink.push(Diagnostic::new(&code::INVALID_VARIABLE, span, message).help(help).path(pointer([
            "variables",
            &variable.name,
            field,
        ])));
    };
    let name = &variable.name;
    let numeric = matches!(variable.r#type, Type::Integer | Type::Number);
    for field in ["minimum", "maximum"] {
        if node.get(field).is_some() && !numeric {
            fault(
                field,
                format!("`{field}` has no meaning for `{name}`, which is no number"),
                "leave it out, or set `type: integer`",
            );
        }
    }
    if node.get("pattern").is_some() && variable.r#type != Type::String {
        fault(
            "pattern",
            format!("`pattern` has no meaning for `{name}`, which is no text"),
            "leave it out, or set `type: string`",
        );
    }
    if node.get("items").is_some() && !matches!(variable.r#type, Type::List(_) | Type::Map(_)) {
        fault(
            "items",
            format!("`items` has no meaning for `{name}`, which is neither list nor map"),
            "leave it out, or set `type: list`",
        );
    }
    if !variable.allowed.is_empty() && !numeric && !matches!(variable.r#type, Type::String | Type::Boolean) {
        fault(
            "allowed",
            format!("`allowed` has no meaning for `{name}`, which is a list or map"),
            "leave it out",
        );
    }
    if numeric && bounds_cross(variable) {
        fault("minimum", format!("`minimum` of `{name}` is greater than its `maximum`"), "swap the two");
    }
    if let Some(pattern) = &variable.pattern
        && let Err(error) = regex::Regex::new(pattern)
    {
        let reason = error.to_string();
        let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
        fault("pattern", format!("`pattern` of `{name}` is no regular expression"), &reason);
    }
    for value in &variable.allowed {
        if let Err(diagnostic) = super::value::check_type(variable, value) {
            sink.push(diagnostic.path(pointer(["variables", &variable.name, "allowed"])));
        }
    }
}

//! Pieces of messages.

use crate::diagnostic::{Fix, Scalar};
use crate::kinds::Types;
use crate::source::{Data, Node, Number};

/// Names as a list: `` `a`, `b` and `c` ``.
pub(super) fn listed<'a>(names: impl IntoIterator<Item = &'a str>, last: &str) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
    }
}

/// The types that a field takes: `a whole number`.
pub(super) fn expected(types: Types) -> String {
    let named = [
        (types.map, "a map"),
        (types.list, "a list"),
        (types.boolean, "`true` or `false`"),
        (types.integer, "a whole number"),
        (types.number, "a number"),
        (types.string, "text"),
    ];
    let names: Vec<&str> = named.into_iter().filter(|(taken, _)| *taken).map(|(_, name)| name).collect();
    if names.is_empty() { "another value".to_owned() } else { names.join(" or ") }
}

/// What to write instead of a value of the wrong type, where it is plain.
pub(super) fn retyped(node: &Node, types: Types) -> Option<String> {
    match &node.data {
        Data::Null => Some("give it a value, or remove it".to_owned()),
        Data::Bool(value) if types.string => Some(format!("put it in quotes: `\"{value}\"`")),
        Data::Number(number) if types.string => Some(format!("put it in quotes: `\"{}\"`", number.as_str())),
        Data::String(text) if types.boolean => match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some("write `true`, without quotes".to_owned()),
            "false" | "no" | "off" => Some("write `false`, without quotes".to_owned()),
            _ => None,
        },
        Data::String(text) if types.integer && text.parse::<i64>().is_ok() => {
            Some(format!("write `{text}`, without quotes"))
        }
        Data::String(text) if types.number && !types.integer && text.parse::<f64>().is_ok() => {
            Some(format!("write `{text}`, without quotes"))
        }
        Data::String(text) if types.list && !text.is_empty() => {
            Some(format!("make it a list: `[\"{}\"]`", short(text)))
        }
        Data::Map(_) if types.list => Some("begin each element with `- `".to_owned()),
        _ => None,
    }
}

/// How a value of the wrong type is written as one of the right type, where it says the same.
pub(super) fn retyping(node: &Node, types: Types) -> Option<Fix> {
    let plain = |text: String| Some(Fix::replace(node.span, Scalar::Plain(text)));
    match &node.data {
        Data::Bool(_) | Data::Number(_) if types.string => Some(Fix::quote(node.span)),
        Data::String(text) if types.boolean => match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => plain("true".to_owned()),
            "false" | "no" | "off" => plain("false".to_owned()),
            _ => None,
        },
        Data::String(text) if types.integer => plain(text.parse::<i64>().ok()?.to_string()),
        Data::String(text) if types.number => plain(Number::new(text)?.as_str().to_owned()),
        _ => None,
    }
}

/// A value short enough for a message, on one line.
pub(super) fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let line: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST).chain(['…']).collect()
}

/// What stands where something else is expected.
pub(super) fn found(node: &Node, types: Types) -> &'static str {
    match &node.data {
        Data::String(text) if text.is_empty() => "empty text",
        Data::Number(_) if types.integer => "a number with a fraction",
        _ => node.describe(),
    }
}

//! Canonical JSON: keys sorted by code point, no white space, numbers digit for digit.

use crate::source::{Data, Node};

/// A tree as canonical JSON.
pub(super) fn json(node: &Node) -> String {
    let mut text = String::new();
    write(node, &mut text);
    text
}

fn write(node: &Node, text: &mut String) {
    match &node.data {
        Data::Null => text.push_str("null"),
        Data::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Data::Number(number) => text.push_str(number.as_str()),
        Data::String(value) => quote(value, text),
        Data::List(list) => array(list, text, write),
        Data::Map(map) => {
            let entries = map.iter().map(|entry| (&*entry.key.text, &entry.value));
            object(entries.collect(), text, write);
        }
    }
}

/// Writes an array.
pub(super) fn array<T>(items: &[T], text: &mut String, mut write: impl FnMut(&T, &mut String)) {
    text.push('[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        write(item, text);
    }
    text.push(']');
}

/// Writes an object; UTF-8 sorts as code points do.
pub(super) fn object<T>(
    mut entries: Vec<(&str, T)>,
    text: &mut String,
    mut write: impl FnMut(T, &mut String),
) {
    entries.sort_by_key(|(key, _)| *key);
    text.push('{');
    for (at, (key, value)) in entries.into_iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        quote(key, text);
        text.push(':');
        write(value, text);
    }
    text.push('}');
}

/// Writes a text between quotes, escaping only what JSON makes one escape.
pub(super) fn quote(value: &str, text: &mut String) {
    text.push('"');
    for c in value.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            c if c < ' ' => text.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => text.push(c),
        }
    }
    text.push('"');
}

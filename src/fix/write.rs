//! Scalars as text.

use crate::diagnostic::Scalar;
use crate::source::{Plain, Style, resolve};

/// A scalar in the style of what it replaces, where that can hold it.
pub(super) fn scalar(value: &Scalar, old: &str, style: Style, flow: bool, json: bool) -> Option<String> {
    match value {
        Scalar::Text(value) => text(value, style, flow, json),
        Scalar::Plain(value) => Some(value.clone()),
        Scalar::Quoted => text(old, Style::Double, flow, json),
    }
}

/// A text in the style of what it replaces, where that can hold it. What takes escapes is not written.
pub(super) fn text(text: &str, style: Style, flow: bool, json: bool) -> Option<String> {
    if text.chars().any(|c| c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}')) {
        return None;
    }
    let single = || format!("'{}'", text.replace('\'', "''"));
    let double = || format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    Some(match style {
        _ if json => double(),
        Style::Double => double(),
        Style::Single => single(),
        Style::Plain | Style::Block if is_plain(text, flow) => text.to_owned(),
        Style::Plain | Style::Block => single(),
    })
}

/// Whether a text may stand without quotes, for readers of YAML 1.1 too.
fn is_plain(text: &str, flow: bool) -> bool {
    const WORDS: &[&str] = &["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"];
    let inside = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '_' | '-' | '.' | '/' | '+' | '@')
            || (!flow && matches!(c, '$' | '{' | '}'))
    };
    text.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '/' | '$'))
        && text.chars().all(inside)
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
        && matches!(resolve(text), Plain::Text)
}

//! Names and strings as Bicep writes them.

use std::fmt::Write as _;

/// Text as it stands between single quotes.
///
/// Letters of the Basic Multilingual Plane stand as they are; control characters, characters that no editor shows and
/// those beyond the plane are escaped, so that what stands in the file can be read.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 2);
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\\' => escaped.push_str("\\\\"),
            '\'' => escaped.push_str("\\'"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            '$' if chars.peek() == Some(&'{') => escaped.push_str("\\$"),
            _ if is_hidden(char) => {
                let _ = write!(escaped, "\\u{{{:X}}}", char as u32);
            }
            _ => escaped.push(char),
        }
    }
    escaped
}

/// Whether a character is better read as a number.
fn is_hidden(char: char) -> bool {
    char.is_control()
        || char > '\u{FFFF}'
        || matches!(char, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(char, '\u{E000}'..='\u{F8FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFF}')
}

/// Text between single quotes.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", escape(text))
}

/// Whether Bicep takes `name` as an identifier.
pub(in crate::arm) fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && chars.all(|char| char.is_ascii_alphanumeric() || char == '_')
}

/// Whether a property's name stands without quotes: an identifier that is none of the three literals.
pub(super) fn is_bare_key(name: &str) -> bool {
    is_identifier(name) && !matches!(name, "true" | "false" | "null")
}

/// A property's name, quoted when it has to be.
pub(super) fn key(name: &str) -> String {
    if is_bare_key(name) { name.to_owned() } else { quoted(name) }
}

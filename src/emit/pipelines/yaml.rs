//! Texts as scalars of YAML, which every value in a pipeline goes through.

use std::io::{self, Write};

/// Words that some reader of YAML takes for something else than a text.
const WORDS: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];

/// Writes a text so that it is read back as this text, on one line.
pub(super) fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(scalar(text).as_bytes())
}

/// A text as a scalar: plain where nobody can read it otherwise, else in quotes.
pub(super) fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let shown = |c: char| matches!(c, ' '..='~' | '\u{A1}'..='\u{24F}') && c != '\u{AD}';
    if !text.chars().all(shown) {
        return double_quoted(text);
    }
    if text.contains('\'') && !text.contains(['"', '\\']) {
        return format!("\"{text}\"");
    }
    format!("'{}'", text.replace('\'', "''"))
}

/// Whether a text can stand without quotes: words, paths and commands, which begin with a letter or a macro.
fn is_plain(text: &str) -> bool {
    let body = text.strip_prefix("$(").or_else(|| text.strip_prefix("${{ ")).unwrap_or(text);
    let macros = |c: char| body.len() < text.len() && matches!(c, '$' | '(' | ')' | '{' | '}');
    body.starts_with(|c: char| c.is_ascii_alphabetic())
        && body
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '/') || macros(c))
        && !text.ends_with(' ')
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}

fn double_quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            ' '..='~' => quoted.push(c),
            c if u32::from(c) <= 0xFF => quoted.push_str(&format!("\\x{:02x}", u32::from(c))),
            c if u32::from(c) <= 0xFFFF => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push_str(&format!("\\U{:08x}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::{Memory, ProjectPath, load};

    /// What bricep's own reader makes of a document.
    fn read(yaml: &str) -> String {
        let files = Memory::with([("a.yaml", yaml)]).unwrap();
        let mut sink = crate::diagnostic::Sink::default();
        let loaded = load(&files, &ProjectPath::root().join("a.yaml").unwrap(), &mut sink);
        let root = loaded.documents.into_iter().next().and_then(|document| document.root);
        root.and_then(|node| Some(node.get("k")?.as_str()?.to_owned())).unwrap_or_else(|| panic!("{yaml}"))
    }

    #[test]
    fn what_is_safe_stays_plain() {
        for text in ["main", "bricep validate a/bricep.yaml", "ubuntu-24.04", "$(Pipeline.Workspace)/bricep"]
        {
            assert_eq!(scalar(text), text);
        }
        assert_eq!(scalar("on"), "'on'");
        assert_eq!(scalar("1e3"), "'1e3'");
        assert_eq!(scalar(""), "''");
        assert_eq!(scalar("eq(a, 'b')"), "\"eq(a, 'b')\"");
        assert_eq!(scalar("it's \"x\""), "'it''s \"x\"'");
        assert_eq!(scalar("a\n#\u{85}"), "\"a\\n#\\x85\"");
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "(.|[\\n\\t'\"\\\\:#{}$%&*!|>@`-]){0,24}") {
            prop_assert_eq!(read(&format!("k: {}\n", scalar(&text))), text.clone());
            prop_assert_eq!(read(&format!("{{ k: {}, l: 1 }}\n", scalar(&text))), text);
        }
    }
}

//! Generated files read back: their texts, and what stands around them.

use serde_json::Value;

use super::bicep::{self, Token};
use crate::diagnostic::Sink;
use crate::source::{Data, Memory, Node, ProjectPath};

/// A file as what stays when its texts change, and the texts.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Everything but the texts that hold a mark, each of which is there as its mark.
    pub(super) rest: String,
    /// The texts that hold a mark.
    pub(super) texts: Vec<String>,
}

impl Parts {
    fn text(&mut self, text: &str) {
        let marks = super::marks(text);
        if !marks.is_empty() {
            self.rest.push_str(&format!("<{}>", marks.join(" ")));
            self.texts.push(text.to_owned());
        } else if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            self.rest.push_str("<digest>");
        } else if text.len() > 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            self.rest.push_str("<hash of a template>");
        } else {
            self.rest.push_str(&format!("{text:?}"));
        }
    }
}

/// Reads a file in the language that its name tells.
pub(super) fn parts(path: &str, text: &str) -> Result<Parts, String> {
    let mut parts = Parts::default();
    let (_, suffix) = path.rsplit_once('.').ok_or("a name without a suffix")?;
    match suffix {
        "bicep" | "bicepparam" => {
            for token in bicep::read(text)? {
                match token {
                    Token::Text(text) => parts.text(&text),
                    // A key of letters and digits alone needs no quotes.
                    Token::Sign(word) if !super::marks(&word).is_empty() && !word.starts_with(['/', '#']) => {
                        parts.rest.push_str(" ' ");
                        parts.text(&word);
                        parts.rest.push_str(" ' ");
                    }
                    Token::Sign(sign) => parts.rest.push_str(&format!(" {sign} ")),
                }
            }
        }
        "json" => {
            let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
            let schema = value.get("$schema").and_then(Value::as_str).unwrap_or_default();
            json(&value, schema.contains("deploymentTemplate"), &mut parts)?;
        }
        "yml" | "yaml" => {
            let files = Memory::with([(path, text)]).map_err(|error| error.to_string())?;
            let root = ProjectPath::root().join(path).map_err(|error| error.to_string())?;
            let mut sink = Sink::default();
            let loaded = crate::source::load(&files, &root, &mut sink);
            let document = loaded.documents.first().and_then(|document| document.root.as_ref());
            yaml(document.ok_or("a file that does not load")?, &mut parts);
            // What a pipeline would fill in is no text, however it is quoted.
            let filled_in = |text: &String| ["${{", "$(", "$["].iter().any(|begin| text.contains(begin));
            if let Some(text) = parts.texts.iter().find(|text| filled_in(text)) {
                return Err(format!("{text:?} is an expression of the pipeline"));
            }
        }
        // Nothing of a spec stands in a script, so nothing changes.
        "sh" => parts.rest.push_str(text),
        other => return Err(format!("nothing reads files that end in .{other}")),
    }
    if super::marks(&parts.rest.replace(['<', '>'], " ")).len() < parts.texts.len() {
        return Err("a text lost its mark".to_owned());
    }
    Ok(parts)
}

/// JSON; `arm` is where a text in square brackets is an expression.
fn json(value: &Value, arm: bool, parts: &mut Parts) -> Result<(), String> {
    match value {
        Value::String(text) if arm => expression(text, parts)?,
        Value::String(text) => parts.text(text),
        Value::Array(list) => {
            parts.rest.push('[');
            for value in list {
                json(value, arm, parts)?;
                parts.rest.push(' ');
            }
            parts.rest.push(']');
        }
        Value::Object(map) => {
            parts.rest.push('{');
            for (key, value) in map {
                parts.text(key);
                parts.rest.push(':');
                json(value, arm, parts)?;
                parts.rest.push(' ');
            }
            parts.rest.push('}');
        }
        other => parts.rest.push_str(&other.to_string()),
    }
    Ok(())
}

/// A text of a template, which is an expression where it stands in square brackets.
fn expression(text: &str, parts: &mut Parts) -> Result<(), String> {
    if !(text.starts_with('[') && text.ends_with(']')) {
        parts.text(text);
        return Ok(());
    }
    if let Some(literal) = text.strip_prefix("[[") {
        parts.text(&format!("[{literal}"));
        return Ok(());
    }
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\'') {
        parts.rest.push_str(before);
        let mut literal = String::new();
        let mut from = behind;
        loop {
            let (piece, behind) = from.split_once('\'').ok_or("a text without an end in an expression")?;
            literal.push_str(piece);
            match behind.strip_prefix('\'') {
                Some(behind) => {
                    literal.push('\'');
                    from = behind;
                }
                None => {
                    rest = behind;
                    break;
                }
            }
        }
        parts.text(&literal);
    }
    parts.rest.push_str(rest);
    Ok(())
}

fn yaml(node: &Node, parts: &mut Parts) {
    match &node.data {
        Data::Null => parts.rest.push_str("null"),
        Data::Bool(value) => parts.rest.push_str(&value.to_string()),
        Data::Number(number) => parts.rest.push_str(number.as_str()),
        Data::String(text) => parts.text(text),
        Data::List(list) => {
            parts.rest.push('[');
            for node in list {
                yaml(node, parts);
                parts.rest.push(' ');
            }
            parts.rest.push(']');
        }
        Data::Map(map) => {
            parts.rest.push('{');
            for entry in map {
                parts.text(&entry.key.text);
                parts.rest.push(':');
                yaml(&entry.value, parts);
                parts.rest.push(' ');
            }
            parts.rest.push('}');
        }
    }
}

#[test]
fn each_suffix_is_read() {
    let read = |path: &str, text: &str| parts(path, text).map(|parts| (parts.rest, parts.texts));
    let texts = |text: &str| vec![text.to_owned()];
    assert_eq!(read("a.bicep", "var a = 'Q1aQ\\n'"), Ok((" var  a  =  ' <Q1aQ> ' ".into(), texts("Q1aQ\n"))));
    assert_eq!(read("a.json", r#"{ "a": "[Q1aQ]" }"#), Ok((r#"{"a":<Q1aQ> }"#.into(), texts("[Q1aQ]"))));
    let arm = r#"{ "$schema": "deploymentTemplate", "a": "[f('Q1aQ''')]", "b": "[[Q2aQ]" }"#;
    let rest = r#"{"$schema":"deploymentTemplate" "a":[f(<Q1aQ>)] "b":<Q2aQ> }"#;
    assert_eq!(read("a.json", arm), Ok((rest.into(), vec!["Q1aQ'".into(), "[Q2aQ]".into()])));
    assert_eq!(read("a.yml", "a: [\"Q1aQ\\e\"]"), Ok((r#"{"a":[<Q1aQ> ] }"#.into(), texts("Q1aQ\u{1b}"))));
    assert_eq!(read("a.sh", "echo 1"), Ok(("echo 1".into(), Vec::new())));
    assert!(read("a.yml", "a: Q1aQ${{ b }}").is_err());
    assert!(read("a.ps1", "").is_err());
    assert!(read("a", "").is_err());
}

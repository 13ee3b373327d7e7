//! The expressions of ARM JSON: `[concat(parameters('a'), '-b')]`, as values. What is no expression after all is unknown.

use std::sync::Arc;

use crate::source::{Number, Span};
use crate::template::DEPTH;
use crate::template::tree::{Data, Entry, Open, Value};

/// What a text of a template says; `at` is where it begins, if it stands in the file as it reads.
pub(super) fn read(text: &str, span: Span, at: Option<u32>) -> Data {
    let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let Some(inner) = inner else { return Data::Text(text.into()) };
    if inner.starts_with('[') {
        return Data::Text(text.get(1..).unwrap_or_default().into());
    }
    let mut parser = Parser { text: inner, at: 0, span, base: at.map(|at| at + 1) };
    match parser.expression(0) {
        Some(value) if parser.rest().trim().is_empty() => value.data,
        _ => Data::Other(Vec::new()),
    }
}

/// What `json()` makes of a text, where that is no list and no map.
pub(in crate::template) fn scalar(text: &str) -> Option<Data> {
    match text.trim() {
        "null" => Some(Data::Null),
        "true" => Some(Data::Bool(true)),
        "false" => Some(Data::Bool(false)),
        number => Number::new(number).map(Data::Number),
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    /// The whole text, for parts whose place is not known.
    span: Span,
    base: Option<u32>,
}

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn place(&self, start: usize) -> Span {
        self.base
            .map_or(self.span, |base| Span::new(self.span.file, base + start as u32, base + self.at as u32))
    }

    fn skip(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn accept(&mut self, mark: char) -> bool {
        self.skip();
        let found = self.rest().starts_with(mark);
        self.at += if found { mark.len_utf8() } else { 0 };
        found
    }

    fn word(&mut self) -> &'t str {
        let rest = self.rest();
        let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn expression(&mut self, depth: usize) -> Option<Value> {
        if depth > DEPTH {
            return None;
        }
        self.skip();
        let start = self.at;
        let first = self.rest().chars().next()?;
        if first == '\'' {
            let text = self.quoted()?;
            return Some(Value::new(self.place(start), Data::Text(text.into())));
        }
        if first == '-' || first.is_ascii_digit() {
            let rest = self.rest();
            let length = rest.find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap_or(rest.len());
            self.at += length;
            let number = Number::new(rest.get(..length)?)?;
            return Some(Value::new(self.place(start), Data::Number(number)));
        }
        self.call(depth)
    }

    fn quoted(&mut self) -> Option<String> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let length = rest.find('\'')?;
            text.push_str(rest.get(..length)?);
            self.at += length + 1;
            if !self.rest().starts_with('\'') {
                return Some(text);
            }
            text.push('\'');
            self.at += 1;
        }
    }

    fn call(&mut self, depth: usize) -> Option<Value> {
        let start = self.at;
        let mut name = self.word();
        // A function of the author's own: `contoso.name()`.
        while self.rest().starts_with('.') {
            self.at += 1;
            self.word();
            name = self.text.get(start..self.at)?;
        }
        let name_span = self.place(start);
        if name.is_empty() || !self.accept('(') {
            return None;
        }
        let mut args = Vec::new();
        if !self.accept(')') {
            loop {
                args.push(self.expression(depth + 1)?);
                if self.accept(')') {
                    break;
                }
                if !self.accept(',') {
                    return None;
                }
            }
        }
        let mut steps: Vec<Arc<str>> = Vec::new();
        let mut indices = Vec::new();
        loop {
            if self.accept('.') {
                steps.push(self.word().into());
            } else if self.accept('[') {
                let index = self.expression(depth + 1)?;
                match &index.data {
                    Data::Text(text) => steps.push(text.clone()),
                    Data::Number(_) => {}
                    _ => indices.push(index),
                }
                if !self.accept(']') {
                    return None;
                }
            } else {
                break;
            }
        }
        let data = meaning(name, name_span, args, steps);
        let value = Value::new(self.place(start), data);
        if indices.is_empty() {
            return Some(value);
        }
        indices.push(value.clone());
        Some(Value::new(value.span, Data::Other(indices)))
    }
}

/// A function, with what is read of its result.
fn meaning(name: &str, name_span: Span, args: Vec<Value>, steps: Vec<Arc<str>>) -> Data {
    let texts = |at: usize| args.get(at).and_then(Value::text);
    let lower = name.to_ascii_lowercase();
    let path = |root: Arc<str>, more: &[&str]| {
        let more = more.iter().map(|step| Arc::from(*step));
        Data::Path([root].into_iter().chain(more).chain(steps.iter().cloned()).collect())
    };
    match (&*lower, args.len()) {
        ("parameters" | "variables", 1) => {
            if let Some(of) = texts(0) {
                return path(of.into(), &[]);
            }
        }
        ("reference", 1..) => {
            if let Some(of) = args.first().and_then(referred) {
                let whole = texts(2).is_some_and(|word| word.eq_ignore_ascii_case("full"));
                return path(of, if whole { &[] } else { &["properties"] });
            }
        }
        _ if !steps.is_empty() => {
            return Data::Other(vec![Value::new(
                name_span,
                Data::Call { name: name.into(), name_span, on: None, args },
            )]);
        }
        ("null", 0) => return Data::Null,
        ("true", 0) => return Data::Bool(true),
        ("false", 0) => return Data::Bool(false),
        ("json", 1) => {
            if let Some(scalar) = texts(0).and_then(scalar) {
                return scalar;
            }
        }
        ("createarray", _) => return Data::List(args),
        ("createobject", _) => return object(args),
        ("concat", 1..) if args.iter().any(|arg| matches!(arg.data, Data::Text(_) | Data::Mixed(_))) => {
            return Data::Mixed(args);
        }
        ("format", 1..) => {
            if let Some(parts) = formatted(&args) {
                return Data::Mixed(parts);
            }
        }
        _ => {}
    }
    Data::Call { name: name.into(), name_span, on: None, args }
}

/// The name of the resource that is referred to: a symbol, or the last name in `resourceId(…)`.
fn referred(value: &Value) -> Option<Arc<str>> {
    match &value.data {
        Data::Text(name) => Some(name.rsplit('/').next().unwrap_or(name).into()),
        Data::Call { name, args, .. } if name.to_ascii_lowercase().ends_with("resourceid") => {
            args.last()?.text().map(Arc::from)
        }
        _ => None,
    }
}

fn object(args: Vec<Value>) -> Data {
    let mut entries = Vec::new();
    let mut open = Open::No;
    let mut args = args.into_iter();
    while let (Some(key), Some(value)) = (args.next(), args.next()) {
        match key.text() {
            Some(text) => entries.push(Entry { key: text.into(), key_span: key.span, value }),
            None => open = Open::Yes,
        }
    }
    Data::Map(entries, open)
}

/// `format('a-{0}', b)` as its parts.
fn formatted(args: &[Value]) -> Option<Vec<Value>> {
    let (layout, args) = args.split_first()?;
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = layout.text()?;
    let text = |text: &mut String| Value::new(layout.span, Data::Text(std::mem::take(text).into()));
    while let Some(at) = rest.find(['{', '}']) {
        literal.push_str(rest.get(..at)?);
        rest = rest.get(at..)?;
        if let Some(behind) = rest.strip_prefix("{{").or_else(|| rest.strip_prefix("}}")) {
            literal.push_str(rest.get(..1)?);
            rest = behind;
            continue;
        }
        let (index, behind) = rest.strip_prefix('{')?.split_once('}')?;
        if !literal.is_empty() {
            parts.push(text(&mut literal));
        }
        parts.push(args.get(index.split(':').next()?.parse::<usize>().ok()?)?.clone());
        rest = behind;
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        parts.push(text(&mut literal));
    }
    Some(parts)
}

//! The expressions of ARM JSON: `[concat(parameters('a'), '-b')]`, as values. What is no expression after all is unknown.

use std::ops::Range;
use std::sync::Arc;

use crate::arm::syntax::{Code, Said, What, parse};
use crate::source::{Number, Span};
use crate::template::tree::{Data, Entry, Open, Value};

/// What a text of a template says; `at` is where it begins, if it stands in the file as it reads.
pub(super) fn read(text: &str, span: Span, at: Option<u32>) -> Data {
    let place = |range: &Range<usize>| {
        at.map_or(span, |base| Span::new(span.file, base + range.start as u32, base + range.end as u32))
    };
    match parse(text) {
        Ok(Said::Text(text)) => Data::Text(text.into()),
        Ok(Said::Code(code)) => value(&code, &place).data,
        Err(_) => Data::Other(Vec::new()),
    }
}

fn value(code: &Code, place: &dyn Fn(&Range<usize>) -> Span) -> Value {
    let span = place(&code.range);
    match &code.what {
        What::Text(text) => Value::new(span, Data::Text(text.as_str().into())),
        What::Int(number) => Value::new(
            span,
            Number::new(&number.to_string()).map_or_else(|| Data::Other(Vec::new()), Data::Number),
        ),
        What::Call { name, name_range, args, path } => {
            let args = args.iter().map(|arg| value(arg, place)).collect();
            let mut steps: Vec<Arc<str>> = Vec::new();
            let mut indices = Vec::new();
            for step in path {
                match &step.what {
                    What::Text(text) => steps.push(text.as_str().into()),
                    What::Int(_) => {}
                    What::Call { .. } => indices.push(value(step, place)),
                }
            }
            let read = Value::new(span, meaning(name, place(name_range), args, steps));
            if indices.is_empty() {
                return read;
            }
            indices.push(read);
            Value::new(span, Data::Other(indices))
        }
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

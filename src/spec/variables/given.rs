//! Values from outside: `--var` and `BRICEP_VAR_…`.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{Variables, value};
use crate::diagnostic::{Diagnostic, Sink, code, did_you_mean};
use crate::model::{Type, Variable};
use crate::source::{Data, Map, Node, Number, Span};
use crate::spec::{Given, Giver};

/// Reads values from outside by the types of their variables; a later one wins.
pub(in crate::spec) fn given(
    variables: &Variables,
    given: &[Given],
    spec: Span,
    sink: &mut Sink,
) -> IndexMap<Arc<str>, Node> {
    let mut values = IndexMap::new();
    let overridden = |at: usize| given.iter().skip(at + 1).any(|later| later.name == given[at].name);
    for (at, given) in given.iter().enumerate() {
        if overridden(at) {
            continue;
        }
        let Some(variable) = variables.get(&*given.name) else {
            if given.by == Giver::Environment {
                continue;
            }
            let message = format!("{} sets `{}`, which the spec does not declare", given.by(), given.name);
            let mut diagnostic = Diagnostic::new(&code::UNKNOWN_VARIABLE, spec, message);
            diagnostic.help = did_you_mean(&given.name, variables.keys().map(|name| &**name))
                .map(|known| format!("did you mean `{known}`?"));
            sink.push(diagnostic);
            continue;
        };
        let parsed = parse(variable.r#type, &given.value, variable.span).ok_or_else(|| {
            let message = format!(
                "`{}` is {}, and {} gives `{}`",
                variable.name,
                value::describe(variable.r#type),
                given.by(),
                given.value
            );
            Box::new(Diagnostic::new(&code::INVALID_VARIABLE_VALUE, variable.span, message))
        });
        match parsed.and_then(|node| value::check(variable, &node).map(|()| node)) {
            Ok(node) => {
                values.insert(variable.name.clone(), node);
            }
            Err(diagnostic) => sink.push(from_outside(*diagnostic, variable, given)),
        }
    }
    values
}

fn from_outside(mut diagnostic: Diagnostic, variable: &Variable, given: &Given) -> Diagnostic {
    diagnostic.label = Some(format!("the value comes from {}", given.by()));
    if !diagnostic.message.contains(&given.by()) {
        diagnostic.message.push_str(&format!("; {} gives it", given.by()));
    }
    diagnostic.path(crate::diagnostic::pointer(["variables", &variable.name]))
}

/// A text as a value: texts as they are, all else as JSON.
fn parse(r#type: Type, text: &str, span: Span) -> Option<Node> {
    let data = match r#type {
        Type::String => Data::String(Arc::from(text)),
        Type::Integer | Type::Number => Data::Number(Number::new(text)?),
        Type::Boolean => Data::Bool(text.parse().ok()?),
        Type::List(_) | Type::Map(_) | Type::Json => {
            return from_json(&serde_json::from_str(text).ok()?, span);
        }
    };
    Some(Node::new(span, data))
}

fn from_json(json: &serde_json::Value, span: Span) -> Option<Node> {
    let data = match json {
        serde_json::Value::Null => Data::Null,
        serde_json::Value::Bool(value) => Data::Bool(*value),
        serde_json::Value::Number(number) => Data::Number(Number::new(&number.to_string())?),
        serde_json::Value::String(text) => Data::String(Arc::from(text.as_str())),
        serde_json::Value::Array(items) => {
            Data::List(items.iter().map(|item| from_json(item, span)).collect::<Option<_>>()?)
        }
        serde_json::Value::Object(object) => {
            let mut map = Map::with_capacity(object.len());
            for (key, value) in object {
                let key = crate::source::Key { text: Arc::from(key.as_str()), span };
                let _ = map.insert(crate::source::Entry { key, value: from_json(value, span)? });
            }
            Data::Map(map)
        }
    };
    Some(Node::new(span, data))
}

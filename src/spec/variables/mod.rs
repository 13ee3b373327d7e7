//! Variables: declarations, one value per environment, values from outside.

mod declaration;
mod given;
mod value;

use std::sync::Arc;

use indexmap::IndexMap;

use super::frame::Frame;
use crate::diagnostic::{Diagnostic, Sink, code, did_you_mean, pointer};
use crate::model::interpolation::{self, Reference};
use crate::model::{Environment, Values, Variable};
use crate::source::{Data, Key, Node};

pub(super) use given::given;

/// The variables of a spec, by name.
pub(super) type Variables = IndexMap<Arc<str>, Variable>;

/// Reads `variables` and what each environment sets.
pub(super) fn read(tree: &Node, environments: &[Environment], frame: &Frame, sink: &mut Sink) -> Variables {
    let overlays: Vec<_> = environments
        .iter()
        .map(|environment| {
            tree.get("environments").and_then(|node| node.get(&environment.name)?.get("variables")?.as_map())
        })
        .collect();
    let mut variables = Variables::new();
    for entry in tree.get("variables").and_then(Node::as_map).into_iter().flatten() {
        check_name(&entry.key, sink);
        let set = overlays.iter().flatten().filter_map(|overlay| overlay.get(&entry.key.text));
        let first = set.into_iter().find(|value| !value.is_null());
        let Some(declaration) = declaration::read(&entry.key, &entry.value, first, sink) else { continue };
        variables.insert(entry.key.text.clone(), fill(declaration, &overlays, environments, frame, sink));
    }
    for (overlay, environment) in overlays.iter().zip(environments) {
        for entry in overlay.iter().copied().flatten() {
            let declared =
                tree.get("variables").and_then(|variables| variables.get(&entry.key.text)).is_some();
            if !declared {
                sink.push(undeclared(&entry.key, environment, &variables));
            }
        }
    }
    variables
}

fn check_name(key: &Key, sink: &mut Sink) {
    let valid = key.text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && key.text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if !valid {
        sink.push(
            Diagnostic::new(
                &code::INVALID_NAME,
                key.span,
                format!("`{}` is no name for a variable", key.text),
            )
            .help("begin with a letter or `_`; then letters, digits, `_` and `-`")
            .path(pointer(["variables", &key.text])),
        );
    }
}

fn undeclared(key: &Key, environment: &Environment, variables: &Variables) -> Diagnostic {
    let help = did_you_mean(&key.text, variables.keys().map(|name| &**name)).map_or_else(
        || format!("declare it: `variables: {{ {}: {{ description: … }} }}`", key.text),
        |known| format!("did you mean `{known}`?"),
    );
    let message =
        format!("the environment `{}` sets `{}`, which is not declared", environment.name, key.text);
    Diagnostic::new(&code::UNKNOWN_VARIABLE, key.span, message).help(help).path(pointer([
        "environments",
        &environment.name,
        "variables",
        &key.text,
    ]))
}

/// Gives a declared variable its value in each environment.
fn fill(
    declaration: declaration::Declaration,
    overlays: &[Option<&crate::source::Map>],
    environments: &[Environment],
    frame: &Frame,
    sink: &mut Sink,
) -> Variable {
    let declaration::Declaration { mut variable, default } = declaration;
    if let Some(default) = &default {
        check_texts(default, &["variables", &variable.name, "default"], sink);
    }
    for (at, environment) in environments.iter().enumerate() {
        let set = overlays.get(at).copied().flatten().and_then(|overlay| overlay.get(&variable.name));
        let path = ["environments", &environment.name, "variables", &variable.name];
        let value = match set {
            Some(value) => {
                check_texts(value, &path, sink);
                Some(value)
            }
            None => default.as_ref(),
        };
        let values = Values::new(&frame.name, (at, &environment.name), [], []);
        let value = value.map(|value| plain(&values.fill(value)));
        if let Some(value) = &value {
            let default_path = ["variables", &*variable.name, "default"];
            let path: &[&str] = if set.is_some() { &path } else { &default_path };
            if let Err(diagnostic) = value::check(&variable, value) {
                sink.push(diagnostic.path(pointer(path.iter().copied())));
            }
        }
        variable.values.push(value);
    }
    variable
}

/// A filled value as it is: escapes of the spec language undone.
fn plain(node: &Node) -> Node {
    let data = match &node.data {
        Data::String(text) if interpolation::is_interpolated(text) => {
            match interpolation::parse(text).as_deref() {
                Ok([interpolation::Part::Text(text)]) => Data::String(Arc::from(text.as_str())),
                _ => node.data.clone(),
            }
        }
        Data::List(list) => Data::List(list.iter().map(plain).collect()),
        Data::Map(map) => Data::Map(map.map_values(plain)),
        other => other.clone(),
    };
    Node { span: node.span, also: node.also.clone(), data }
}

/// A value of a variable may hold `${name}` and `${environment}` alone: it is known before anything is deployed.
fn check_texts(node: &Node, path: &[&str], sink: &mut Sink) {
    match &node.data {
        Data::String(text) => match interpolation::parse(text) {
            Ok(_) => {
                let misplaced = interpolation::references(text)
                    .into_iter()
                    .find(|(reference, _)| !matches!(reference, Reference::Name | Reference::Environment));
                if let Some((_, range)) = misplaced {
                    let message = format!("`{}` does not stand in the value of a variable", &text[range]);
                    sink.push(
                        Diagnostic::new(&code::MISPLACED_INTERPOLATION, node.span, message)
                            .help("a value may hold `${name}` and `${environment}`; put the rest where the variable is used")
                            .path(pointer(path.iter().copied())),
                    );
                }
            }
            Err(errors) => {
                for error in errors {
                    sink.push(super::references::malformed(node, &error).path(pointer(path.iter().copied())));
                }
            }
        },
        Data::List(list) => list.iter().for_each(|item| check_texts(item, path, sink)),
        Data::Map(map) => map.iter().for_each(|entry| check_texts(&entry.value, path, sink)),
        Data::Null | Data::Bool(_) | Data::Number(_) => {}
    }
}

/// Reports a variable that some environments have a value for and others have not; with a value in none, whoever
/// deploys gives it.
pub(super) fn check_complete(
    variables: &Variables,
    given: &IndexMap<Arc<str>, Node>,
    environments: &[Environment],
    sink: &mut Sink,
) {
    for variable in variables.values().filter(|variable| !variable.is_required()) {
        if given.contains_key(&variable.name) {
            continue;
        }
        for (environment, value) in environments.iter().zip(&variable.values) {
            if value.is_none() {
                let message =
                    format!("`{}` has no value in the environment `{}`", variable.name, environment.name);
                sink.push(
                    Diagnostic::new(&code::MISSING_VARIABLE_VALUE, variable.span, message)
                        .help("give it a `default`, or a value in every environment, or in none")
                        .path(pointer(["variables", &variable.name]))
                        .environment(Some(environment.name.clone())),
                );
            }
        }
    }
}

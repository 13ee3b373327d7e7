//! Variables: declarations, one value per environment, values from outside.

mod declaration;
mod given;
mod value;

use std::sync::Arc;

use indexmap::IndexMap;

use super::check_key;
use super::frame::Frame;
use crate::diagnostic::{Diagnostic, Sink, code, did_you_mean, pointer};
use crate::model::interpolation::{self, Part, Reference};
use crate::model::{Environment, Values, Variable};
use crate::source::{Data, Key, Node, SourceMap};

pub(super) use given::given;

/// The variables of a spec, by name.
pub(super) type Variables = IndexMap<Arc<str>, Variable>;

/// Reads `variables` and what each environment sets.
pub(super) fn read(
    tree: &Node,
    environments: &[Environment],
    frame: &Frame,
    map: &SourceMap,
    sink: &mut Sink,
) -> Variables {
    let overlays: Vec<_> = environments
        .iter()
        .map(|environment| {
            tree.get("environments").and_then(|node| node.get(&environment.name)?.get("variables")?.as_map())
        })
        .collect();
    let mut variables = Variables::new();
    for entry in tree.get("variables").and_then(Node::as_map).into_iter().flatten() {
        check_key(&entry.key, "a variable", pointer(["variables", &entry.key.text]), sink);
        let set = overlays.iter().flatten().filter_map(|overlay| overlay.get(&entry.key.text));
        let first = set.into_iter().find(|value| !value.is_null());
        let Some(declaration) = declaration::read(&entry.key, &entry.value, first, sink) else { continue };
        let context = Fill { overlays: &overlays, environments, frame, map };
        variables.insert(entry.key.text.clone(), fill(declaration, &context, sink));
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

fn undeclared(key: &Key, environment: &Environment, variables: &Variables) -> Diagnostic {
    let help = did_you_mean(&key.text, variables.keys().map(|name| &**name)).map_or_else(
        || format!("declare it: `variables: {{ {}: {{ description: … }} }}`", key.text),
        |known| format!("did you mean `{known}`?"),
    );
    let message = format!(
        "the environment `{}` sets the variable `{}`, which is not declared",
        environment.name, key.text
    );
    Diagnostic::new(&code::UNKNOWN_VARIABLE, key.span, message).help(help).path(pointer([
        "environments",
        &environment.name,
        "variables",
        &key.text,
    ]))
}

/// What the values of a variable come from.
struct Fill<'a> {
    overlays: &'a [Option<&'a crate::source::Map>],
    environments: &'a [Environment],
    frame: &'a Frame,
    map: &'a SourceMap,
}

/// Gives a declared variable its value in each environment.
fn fill(declaration: declaration::Declaration, context: &Fill<'_>, sink: &mut Sink) -> Variable {
    let Fill { overlays, environments, frame, map } = *context;
    let declaration::Declaration { mut variable, default } = declaration;
    if let Some(default) = &default {
        check_texts(map, default, &["variables", &variable.name, "default"], sink);
    }
    for (at, environment) in environments.iter().enumerate() {
        let set = overlays.get(at).copied().flatten().and_then(|overlay| overlay.get(&variable.name));
        let path = ["environments", &environment.name, "variables", &variable.name];
        let value = match set {
            Some(value) => {
                check_texts(map, value, &path, sink);
                Some(value)
            }
            None => default.as_ref(),
        };
        let values = Values::new(&frame.name, (at, &environment.name), [], []);
        let mut value = value.map(|value| plain(&values.fill(value)));
        if let Some(value) = &mut value {
            let default_path = ["variables", &*variable.name, "default"];
            let path: &[&str] = if set.is_some() { &path } else { &default_path };
            if let Err(diagnostic) = value::check(&variable, value) {
                sink.push(diagnostic.path(pointer(path.iter().copied())));
                // It fits nowhere, which has been said once: as an interpolation it is accepted everywhere.
                value.data = Data::String(format!("${{var.{}}}", variable.name).into());
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
fn check_texts(map: &SourceMap, node: &Node, path: &[&str], sink: &mut Sink) {
    match &node.data {
        Data::String(text) if interpolation::is_interpolated(text) => {
            let (parts, errors) = interpolation::scan(text);
            for error in errors {
                let span = super::place(map, node, text, &error.range);
                let found = super::references::malformed(text, &error, span);
                sink.push(found.path(pointer(path.iter().copied())));
            }
            for part in parts {
                let Part::Reference(reference, range) = part else { continue };
                if matches!(reference, Reference::Name | Reference::Environment) {
                    continue;
                }
                let span = super::place(map, node, text, &range);
                let message = format!("`{}` does not stand in the value of a variable", &text[range]);
                sink.push(
                    Diagnostic::new(&code::MISPLACED_INTERPOLATION, span, message)
                        .help("a value may hold `${name}` and `${environment}`; put the rest where the variable is used")
                        .path(pointer(path.iter().copied())),
                );
            }
        }
        Data::List(list) => list.iter().for_each(|item| check_texts(map, item, path, sink)),
        Data::Map(entries) => entries.iter().for_each(|entry| check_texts(map, &entry.value, path, sink)),
        Data::String(_) | Data::Null | Data::Bool(_) | Data::Number(_) => {}
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
        let gap = environments.iter().zip(&variable.values).find(|(_, value)| value.is_none());
        let Some((environment, _)) = gap else { continue };
        let message = format!("the variable `{}` has no value", variable.name);
        let mut found = Diagnostic::new(&code::MISSING_VARIABLE_VALUE, variable.span, message)
            .help("give it a `default`, or a value in every environment, or in none")
            .path(pointer(["variables", &variable.name]))
            .environment(Some(environment.name.clone()));
        for (environment, value) in environments.iter().zip(&variable.values) {
            if let Some(value) = value {
                found = found.related(value.span, format!("its value in `{}`", environment.name));
            }
        }
        sink.push(found);
    }
}

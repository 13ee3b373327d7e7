//! What names become in the templates: no two may become one, and none may become a name of the templates.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Sink, code, pointer};
use crate::model::interpolation::{Reference, whole};
use crate::model::{
    AZURE_VALUES, AzureValue, Model, Output, RESERVED, RESERVED_OUTPUTS, azure_symbol, configuration_key,
    output_name, parameter_name, resource_symbol, type_name,
};
use crate::source::Span;

/// Checks the names of variables, resources and outputs. Azure Resource Manager does not tell names apart by case.
pub(super) fn check(model: &Model, sink: &mut Sink) {
    let mut symbols: Vec<(String, Name)> = Vec::new();
    for variable in model.variables.values() {
        let path = pointer(["variables", &variable.name]);
        let name = Name::new("variable", &variable.name, variable.span, path);
        if !variable.allowed.is_empty() {
            symbols.push((type_name(&variable.name), name.clone()));
        }
        symbols.push((parameter_name(&variable.name), name));
    }
    for resource in &model.resources {
        let path = pointer(["resources", resource.kind.name, &resource.key]);
        let symbol = resource_symbol(resource.kind, &resource.key);
        let name = Name::new(resource.kind.singular, &resource.key, resource.span, path);
        symbols
            .extend(resource.overlaid.iter().map(|field| (configuration_key(&symbol, field), name.clone())));
        symbols.push((symbol, name));
    }
    // The one that stands first keeps its name.
    symbols.sort_by_key(|(_, name)| name.span);
    let mut taken = Taken::default();
    for (symbol, name) in symbols {
        if holds(RESERVED.iter().copied(), &symbol) {
            let message = format!(
                "the {} `{}` becomes `{symbol}`, a name that Bicep or the templates need",
                name.what, name.text
            );
            sink.push(reserved(name, message, "choose another name"));
        } else {
            taken.take(symbol, name, sink);
        }
    }
    check_outputs(model, sink);
}

/// An output may have the name of one that the templates have anyway where it says the same.
fn check_outputs(model: &Model, sink: &mut Sink) {
    let mut taken = Taken::default();
    let mut outputs: Vec<_> = model.outputs.iter().collect();
    outputs.sort_by_key(|output| output.span);
    for output in outputs {
        let symbol = output_name(&output.name);
        let path = pointer(["outputs", &output.name]);
        let name = Name::new("output", &output.name, output.span, path);
        let message = || {
            format!(
                "the output `{}` becomes `{symbol}`, an output that `main.bicep` has by itself",
                output.name
            )
        };
        let same = |known: &&AzureValue| holds([&*azure_symbol(known.name)], &symbol);
        if let Some(value) = AZURE_VALUES.iter().find(same) {
            if is_everywhere(output, value) {
                taken.take(symbol, name, sink);
            } else {
                let help = format!(
                    "choose another name, or hand on `${{azure.{}}}` by it in each environment",
                    value.name
                );
                sink.push(reserved(name, message(), &help));
            }
        } else if holds(RESERVED_OUTPUTS.iter().copied(), &symbol) {
            let help =
                "choose another name, or leave it out: `main.bicep` hands its own on where the route has it";
            sink.push(reserved(name, message(), help));
        } else {
            taken.take(symbol, name, sink);
        }
    }
}

/// Whether an output is nothing but a value of `${azure.…}`, in each environment.
fn is_everywhere(output: &Output, value: &AzureValue) -> bool {
    output.values.iter().all(|node| {
        let text = node.as_ref().and_then(|node| node.as_str());
        matches!(text.and_then(whole), Some(Reference::Azure(name)) if *name == *value.name)
    })
}

/// Azure Resource Manager does not tell names apart by case.
fn holds<'n>(names: impl IntoIterator<Item = &'n str>, symbol: &str) -> bool {
    names.into_iter().any(|name| name.eq_ignore_ascii_case(symbol))
}

fn reserved(name: Name, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(&code::RESERVED_NAME, name.span, message).help(help).path(name.path)
}

/// A name of the spec.
#[derive(Clone)]
struct Name {
    what: &'static str,
    text: String,
    span: Span,
    path: String,
}

impl Name {
    fn new(what: &'static str, text: &str, span: Span, path: String) -> Self {
        Self { what, text: text.to_owned(), span, path }
    }
}

/// Names that are taken, in lower case.
#[derive(Default)]
struct Taken {
    names: HashMap<String, Name>,
}

impl Taken {
    fn take(&mut self, symbol: String, name: Name, sink: &mut Sink) {
        let folded = symbol.to_ascii_lowercase();
        match self.names.get(&folded) {
            None => {
                self.names.insert(folded, name);
            }
            Some(other) if other.span == name.span => {}
            Some(first) => {
                let message = format!(
                    "the {} `{}` and the {} `{}` both become `{symbol}` in the templates",
                    name.what, name.text, first.what, first.text
                );
                sink.push(
                    Diagnostic::new(&code::NAME_COLLISION, name.span, message)
                        .help("rename one of the two")
                        .path(name.path)
                        .related(first.span, format!("the {} `{}`", first.what, first.text)),
                );
            }
        }
    }
}

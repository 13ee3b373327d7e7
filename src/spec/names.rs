//! What names become in the templates: no two may become one, and none may become a name of the templates.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Sink, code, pointer};
use crate::model::{
    Model, RESERVED, configuration_key, output_name, parameter_name, resource_symbol, type_name,
};
use crate::source::Span;

/// Outputs that `main.bicep` has in any case.
const OUTPUTS: &[&str] = &[
    "accessConnectorId",
    "databricksWorkspaceUrl",
    "deployerClientId",
    "keyVaultId",
    "keyVaultUri",
    "providerClientId",
    "storageAccountName",
    "workspaceResourceId",
];

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
    let mut taken = Taken::new(RESERVED);
    for (symbol, name) in symbols {
        taken.take(symbol, name, sink);
    }
    let mut taken = Taken::new(OUTPUTS);
    let mut outputs: Vec<_> = model.outputs.iter().collect();
    outputs.sort_by_key(|output| output.span);
    for output in outputs {
        let path = pointer(["outputs", &output.name]);
        taken.take(output_name(&output.name), Name::new("output", &output.name, output.span, path), sink);
    }
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

/// Names of the templates that are taken, in lower case.
struct Taken {
    reserved: Vec<String>,
    names: HashMap<String, Name>,
}

impl Taken {
    fn new(reserved: &[&str]) -> Self {
        Self {
            reserved: reserved.iter().map(|name| name.to_ascii_lowercase()).collect(),
            names: HashMap::new(),
        }
    }

    fn take(&mut self, symbol: String, name: Name, sink: &mut Sink) {
        let folded = symbol.to_ascii_lowercase();
        if self.reserved.contains(&folded) {
            let message = format!(
                "the {} `{}` becomes `{symbol}`, a name that Bicep or the templates need",
                name.what, name.text
            );
            sink.push(
                Diagnostic::new(&code::RESERVED_NAME, name.span, message)
                    .help("choose another name")
                    .path(name.path),
            );
            return;
        }
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

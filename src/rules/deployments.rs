//! Templates that are deployed by others, and the values that they get.

use crate::source::Span;
use crate::template::tree::{Data, Entry, Language, Template};

use super::templates::Set;

/// A deployment of a template.
pub(super) struct Deployment<'a> {
    /// What deploys it, in the words of a message.
    pub(super) name: String,
    /// Where a value that is missing belongs.
    pub(super) span: Span,
    pub(super) target: &'a Template,
    /// The parameters that get a value, and where.
    pub(super) given: Vec<(&'a str, Span)>,
    /// Whether these are all that do.
    pub(super) complete: bool,
}

/// Visits each deployment of a template whose file was read.
pub(super) fn each_deployment<'t, 'a: 't>(
    set: &Set<'a>,
    template: &'t Template,
    visit: &mut dyn FnMut(Deployment<'t>),
) {
    for module in &template.modules {
        let Some(target) = set.module(template, module) else { continue };
        let (section, name) = match template.language {
            Language::Json => {
                (module.body.get("properties").and_then(|one| one.entry("parameters")), "the deployment")
            }
            Language::Pipeline => (module.body.entry("params"), "the deployment of"),
            Language::Bicep | Language::BicepParam => (module.body.entry("params"), "the module"),
        };
        let params = section.map(|section| template.resolve(&section.value));
        let complete = match params {
            Some(params) => params.is_closed_map(),
            None => module.body.is_closed_map(),
        };
        let given = params.map(given).unwrap_or_default();
        let name = format!("{name} `{}`", module.symbol);
        visit(Deployment { name, span: module.span, target, given, complete });
    }
    let using = template.using.as_ref().and_then(|using| Some((using, set.file(template, using.text()?)?)));
    if let Some((using, target)) = using {
        let given = template.parameters.iter().map(|(name, value)| (&**name, value.span)).collect();
        let name = format!("`{}`", template.path);
        // To values in JSON a command may add others.
        let complete = template.complete && template.language != Language::Json;
        visit(Deployment { name, span: using.span, target, given, complete });
    }
}

fn given(params: &crate::template::tree::Value) -> Vec<(&str, Span)> {
    let known = |entry: &&Entry| &*entry.key != "..." && !matches!(entry.value.data, Data::Null);
    params.entries().iter().filter(known).map(|entry| (&*entry.key, entry.key_span)).collect()
}

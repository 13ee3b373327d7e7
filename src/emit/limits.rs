//! Limits of Azure Resource Manager, which templates of the custom provider can pass.

use serde_json::Value;

use crate::arm::limits::{Limit, usage};
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Azure, Model, Route};

/// Every limit that a lowered template, or a module in it, passes.
pub(super) fn check(model: &Model, azure: &Azure, file: &str, template: &Value) -> Vec<Diagnostic> {
    let mut past = Vec::new();
    let span = azure.route_span.unwrap_or(azure.span);
    for usage in usage(template) {
        let place = match usage.module.as_slice() {
            [] => format!("`{file}`"),
            module => format!("the module `{}` of `{file}`", module.join("/")),
        };
        for limit in usage.exceeded() {
            let message = format!(
                "{place} of `{}` has {} {}, and Azure Resource Manager takes {}",
                model.name,
                usage.count(limit),
                limit.what(),
                limit.most()
            );
            let help = help(azure.route, limit);
            past.push(Diagnostic::new(&code::TEMPLATE_LIMIT, span, message).help(help).path("/azure/route"));
        }
    }
    past
}

fn help(route: Route, limit: Limit) -> &'static str {
    match (route, limit) {
        (Route::CustomProvider, Limit::Resources | Limit::TemplateBytes | Limit::ExpressionCharacters) => {
            "split the spec, or choose `route: deployment-script` or `route: direct`, whose templates do not grow with \
             what the workspace holds"
        }
        _ => "split the spec",
    }
}

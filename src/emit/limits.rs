//! Limits of Azure Resource Manager, which templates of the custom provider can pass.

use super::{GeneratedFile, Templates};
use crate::arm::{Decl, Template};
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Azure, Model, Route};

/// Resources of one template.
const RESOURCES: usize = 800;
/// Outputs of one template.
const OUTPUTS: usize = 64;
/// Parameters of one template.
const PARAMETERS: usize = 256;
/// Bytes of a template with its modules.
const BYTES: usize = 4 * 1024 * 1024;

/// Every limit that a template passes.
pub(super) fn check(
    model: &Model,
    azure: &Azure,
    templates: &Templates,
    files: &[GeneratedFile],
) -> Vec<Diagnostic> {
    let mut past = Vec::new();
    let span = azure.route_span.unwrap_or(azure.span);
    let mut report = |template: &Template, count: usize, limit: usize, what: &str| {
        if count > limit {
            let message = format!(
                "`{}` of `{}` has {count} {what}, and Azure Resource Manager takes {limit}",
                template.file, model.name
            );
            past.push(
                Diagnostic::new(&code::TEMPLATE_LIMIT, span, message)
                    .help(help(azure.route))
                    .path("/azure/route"),
            );
        }
    };
    let modules = &templates.modules;
    let all = [
        Some(&templates.main),
        modules.workspace.as_ref(),
        modules.provider.as_ref(),
        modules.infrastructure.as_ref(),
    ];
    for template in all.into_iter().flatten() {
        let count =
            |wanted: fn(&Decl) -> bool| template.items.iter().filter(|item| wanted(&item.decl)).count();
        let resources = count(|decl| matches!(decl, Decl::Resource(resource) if !resource.existing));
        report(template, resources, RESOURCES, "resources");
        report(template, count(|decl| matches!(decl, Decl::Output(_))), OUTPUTS, "outputs");
        report(template, count(|decl| matches!(decl, Decl::Param(_))), PARAMETERS, "parameters");
    }
    let json = files.iter().find(|file| file.path.ends_with("main.json"));
    report(&templates.main, json.map_or(0, |file| file.text.len()), BYTES, "bytes as ARM JSON");
    past
}

fn help(route: Route) -> &'static str {
    match route {
        Route::CustomProvider => {
            "split the spec, or choose `route: deployment-script` or `route: direct`, whose templates do not grow with \
             what the workspace holds"
        }
        Route::DeploymentScript | Route::Direct => "split the spec",
    }
}

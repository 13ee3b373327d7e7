//! Limits of Azure Resource Manager, which long lists and templates of the custom provider can pass.

use serde_json::{Map, Value};

use crate::arm::limits::{Limit, usage};
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Azure, Model, Route};
use crate::source::{Node, Span};

/// The lists of the section `azure` of which each entry is a resource or more, with what makes them shorter.
const LISTS: [(&[&str], &str); 3] = [
    (&["access", "deployers"], "name a group that holds them"),
    (&["access", "secret_officers"], "name a group that holds them"),
    (&["storage", "containers"], "make fewer containers, or split the spec"),
];

/// What makes a template pass a limit.
struct Cause {
    span: Span,
    path: String,
    help: &'static str,
}

/// Every limit that a lowered template, or a module in it, passes; each cause is told once.
pub(super) fn check(model: &Model, azure: &Azure, file: &str, template: &Value) -> Vec<Diagnostic> {
    let mut past: Vec<Diagnostic> = Vec::new();
    let row = |name: &str| Map::from_iter([("environment".to_owned(), Value::from(name))]);
    let given: Vec<_> = model.environments.iter().map(|environment| row(&environment.name)).collect();
    for usage in usage(template, &given) {
        let place = match usage.module.as_slice() {
            [] => format!("`{file}`"),
            module => format!("the module `{}` of `{file}`", module.join("/")),
        };
        for limit in usage.exceeded() {
            let Cause { span, path, help } = cause(model, azure, limit);
            if past.iter().any(|known| known.span == span && known.path == path) {
                continue;
            }
            let message = format!(
                "{place} of `{}` has {} {}, and Azure Resource Manager takes {}",
                model.name,
                usage.count(limit),
                limit.what(),
                limit.most()
            );
            past.push(Diagnostic::new(&code::TEMPLATE_LIMIT, span, message).help(help).path(path));
        }
    }
    past
}

fn cause(model: &Model, azure: &Azure, limit: Limit) -> Cause {
    let last = |section: &str, span: Option<Span>, help| {
        span.map(|span| Cause { span, path: format!("/{section}"), help })
    };
    let cause = match limit {
        Limit::Outputs => {
            let span = model.outputs.last().map(|output| output.span);
            last("outputs", span, "hand fewer values on; `main.bicep` has a few outputs of its own")
        }
        Limit::Parameters => {
            let span = model.variables.values().last().map(|variable| variable.span);
            last("variables", span, "declare fewer variables, or split the spec")
        }
        Limit::Resources => longest(model, azure),
        Limit::Variables | Limit::TemplateBytes | Limit::ExpressionCharacters | Limit::ScriptCharacters => {
            None
        }
    };
    cause.unwrap_or_else(|| Cause {
        span: azure.route_span.unwrap_or(azure.span),
        path: "/azure/route".to_owned(),
        help: help(azure.route, limit),
    })
}

/// The longest list, unless there are more resources on the route that has a resource for each.
fn longest(model: &Model, azure: &Azure) -> Option<Cause> {
    let length = |node: &Node| node.as_list().map_or(0, <[Node]>::len);
    let lists = LISTS.iter().flat_map(|(path, help)| {
        let nodes = azure.values(path).into_iter().flatten();
        nodes.map(move |node| {
            (length(node), Cause { span: node.span, path: format!("/azure/{}", path.join("/")), help })
        })
    });
    let least = if azure.route == Route::CustomProvider { model.resources.len() } else { 0 };
    let (_, cause) = lists.filter(|(length, _)| *length > least).max_by_key(|(length, _)| *length)?;
    Some(cause)
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

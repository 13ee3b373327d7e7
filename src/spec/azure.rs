//! The section `azure`: the route, and settings that contradict each other.

use super::fold::Fold;
use super::{Context, sections};
use crate::diagnostic::{Diagnostic, Sink, code};
use crate::model::{Azure, Model, Route};
use crate::source::{Data, Node, Span};

/// The ways to give a workspace, each by the key that tells.
const GIVEN: [&str; 2] = ["url", "existing"];

/// Reads the section; `None` where the spec has none.
pub(super) fn read(
    tree: &Node,
    context: &Context<'_>,
    route: Option<Route>,
    sink: &mut Sink,
) -> Option<Azure> {
    let entry = tree.as_map()?.entry("azure")?;
    let trees = sections::merge(tree, "azure", &context.environments, sink)?;
    let chosen = entry.value.get("route");
    let spec_route = chosen.and_then(Node::as_str).and_then(Route::parse);
    Some(Azure {
        span: entry.key.span,
        route: route.or(spec_route).unwrap_or(Route::DeploymentScript),
        route_span: chosen.filter(|_| route.is_none() || route == spec_route).map(|node| node.span),
        trees,
    })
}

/// Reports settings that cannot stand together, and a route that is no more.
pub(super) fn check(model: &Model, sink: &mut Sink) {
    let Some(azure) = &model.azure else { return };
    if azure.route == Route::CustomProvider {
        sink.push(
            Diagnostic::new(
                &code::RETIRED_CUSTOM_PROVIDERS,
                azure.route_span.unwrap_or(azure.span),
                "Azure blocked writes to custom resource providers on 2026-07-31 and retired them on 2026-10-31",
            )
            .help("the templates compile and then fail at deployment; `route: deployment-script` works today")
            .path("/azure/route"),
        );
    }
    let mut fold = Fold::default();
    for (at, tree) in azure.trees.iter().enumerate() {
        check_settings(tree, &mut |diagnostic| fold.push(&[at], diagnostic));
        if let Some(first) = azure.trees.first() {
            let other = &model.environments[0].name;
            compare(first, tree, other, &mut |diagnostic| fold.push(&[at], diagnostic));
        }
    }
    fold.finish(&model.environments, &[], sink);
}

/// What contradicts itself in one environment.
fn check_settings(tree: &Node, report: &mut dyn FnMut(Diagnostic)) {
    let mut invalid = |span: Span, path: &str, message: String, help: &str| {
        report(Diagnostic::new(&code::INVALID_AZURE_SETTING, span, message).help(help).path(path));
    };
    let workspace = |key: &str| tree.get("workspace").and_then(|workspace| workspace.get(key));
    if let Some(access) = workspace("public_network_access")
        && matches!(access.data, Data::Bool(false))
        && tree.get("network").is_none()
    {
        invalid(
            access.span,
            "/azure/workspace/public_network_access",
            "a workspace without public network access needs a network".to_owned(),
            "add `network: { address_prefix: …, host_subnet_prefix: …, container_subnet_prefix: … }` to `azure`",
        );
    }
    if workspace("url").is_some() {
        for key in ["network", "storage"] {
            if let Some(node) = tree.get(key) {
                let message = format!("`{key}` has no effect beside a workspace given by `url`");
                invalid(
                    node.span,
                    &format!("/azure/{key}"),
                    message,
                    "leave it out, or let bricep create the workspace",
                );
            }
        }
    }
    for (section, help) in [("workspace", "give its `url`"), ("key_vault", "leave it out to have one made")] {
        if let Some(node) = tree.get(section).and_then(|section| section.get("existing")) {
            let message = format!("the templates cannot adopt an existing `{section}` yet");
            invalid(node.span, &format!("/azure/{section}/existing"), message, help);
        }
    }
}

/// What an environment has in another way than the first one, and templates have in one way only.
fn compare(first: &Node, tree: &Node, other: &str, report: &mut dyn FnMut(Diagnostic)) {
    let mut differs = |span: Span, path: &str, message: String, help: &str| {
        report(Diagnostic::new(&code::INVALID_AZURE_SETTING, span, message).help(help).path(path));
    };
    if given(first) != given(tree)
        && let Some(workspace) = tree.get("workspace").or_else(|| first.get("workspace"))
    {
        let way = given(tree).and_then(|key| workspace.get(key));
        let overlaid = || workspace.also.as_ref().and_then(|also| also.last().copied());
        differs(
            way.map(|way| way.span).or_else(overlaid).unwrap_or(workspace.span),
            "/azure/workspace",
            format!("the workspace is given in another way than in `{other}`"),
            "create it in every environment, or give `url` in every environment",
        );
    }
    let storage = (first.get("storage"), tree.get("storage"));
    if let (Some(node), None) | (None, Some(node)) = storage {
        differs(
            node.span,
            "/azure/storage",
            "only some environments have `storage`".to_owned(),
            "give it to every environment, or to none",
        );
    }
}

/// How a section gives its workspace: by url, as an existing one, or by creating it.
fn given(azure: &Node) -> Option<&'static str> {
    GIVEN.into_iter().find(|key| azure.get("workspace").and_then(|workspace| workspace.get(key)).is_some())
}

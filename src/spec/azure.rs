//! The section `azure`: the route, and settings that contradict each other.

use std::sync::Arc;

use super::{Context, sections};
use crate::diagnostic::{Diagnostic, Sink, code};
use crate::model::{Azure, Model, Route};
use crate::source::{Data, Node};

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
    let mut reported = Vec::new();
    for (at, tree) in azure.trees.iter().enumerate() {
        let environment = |diagnostic: Diagnostic| {
            let shared = azure.trees.iter().all(|other| Arc::ptr_eq(other, tree));
            diagnostic.environment((!shared).then(|| model.environments[at].name.clone()))
        };
        let access = tree.get("workspace").and_then(|workspace| workspace.get("public_network_access"));
        if let Some(access) = access
            && matches!(access.data, Data::Bool(false))
            && tree.get("network").is_none()
            && !reported.contains(&access.span)
        {
            reported.push(access.span);
            sink.push(environment(
                Diagnostic::new(
                    &code::INVALID_AZURE_SETTING,
                    access.span,
                    "a workspace without public network access needs a network",
                )
                .help("add `network: { address_prefix: …, host_subnet_prefix: …, container_subnet_prefix: … }` to `azure`")
                .path("/azure/workspace/public_network_access"),
            ));
        }
        if let Some(first) = azure.trees.first()
            && given(first) != given(tree)
            && let Some(workspace) = tree.get("workspace").or_else(|| first.get("workspace"))
        {
            let way = given(tree).and_then(|key| workspace.get(key));
            let overlaid = || workspace.also.as_ref().and_then(|also| also.last().copied());
            let span = way.map(|way| way.span).or_else(overlaid).unwrap_or(workspace.span);
            let other = &model.environments[0].name;
            let message = format!("the workspace is given in another way than in `{other}`");
            sink.push(
                Diagnostic::new(&code::INVALID_AZURE_SETTING, span, message)
                    .help("create it in every environment, or give `url` or `existing` in every environment")
                    .path("/azure/workspace")
                    .environment(Some(model.environments[at].name.clone())),
            );
        }
    }
}

/// How a section gives its workspace: by url, as an existing one, or by creating it.
fn given(azure: &Node) -> Option<&'static str> {
    GIVEN.into_iter().find(|key| azure.get("workspace").and_then(|workspace| workspace.get(key)).is_some())
}

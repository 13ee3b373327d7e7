//! The section `azure`: the route, and settings that contradict each other.

use super::fold::Fold;
use super::{Context, network, sections};
use crate::diagnostic::{Diagnostic, Sink, code};
use crate::model::interpolation::Reference;
use crate::model::{Azure, Model, Route};
use crate::source::{Data, Node, Span};

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
    let mut secrets = false;
    model.each_reference(&mut |reference| secrets |= matches!(reference, Reference::Secret(_)));
    let mut fold = Fold::default();
    for (at, tree) in azure.trees.iter().enumerate() {
        let mut report = |diagnostic| fold.push(&[at], diagnostic);
        Settings { tree, route: azure.route, secrets, report: &mut report }.check();
        if let Some(first) = azure.trees.first() {
            compare(first, tree, &model.environments[0].name, &mut report);
        }
    }
    fold.beside(sink).finish(&model.environments, &[], sink);
}

/// The settings of one environment.
struct Settings<'a> {
    tree: &'a Node,
    route: Route,
    /// Whether the spec names secrets.
    secrets: bool,
    report: &'a mut dyn FnMut(Diagnostic),
}

impl<'a> Settings<'a> {
    fn get(&self, path: &[&str]) -> Option<&'a Node> {
        path.iter().try_fold(self.tree, |node, key| node.get(key)).filter(|node| !node.is_null())
    }

    fn invalid(&mut self, span: Span, path: &str, message: &str, help: &str) {
        let path = format!("/azure/{path}");
        (self.report)(Diagnostic::new(&code::INVALID_AZURE_SETTING, span, message).help(help).path(path));
    }

    /// What contradicts itself.
    fn check(&mut self) {
        self.check_access();
        self.check_tier();
        for list in ["deployers", "secret_officers"] {
            self.check_principals(list);
        }
        if self.get(&["workspace", "url"]).is_some() {
            self.check_beside_url();
        } else if self.get(&["workspace", "existing"]).is_some() {
            self.check_beside_existing();
        }
        if let Some(network) = self.get(&["network"]) {
            let closed = self.closed().is_some();
            network::check(network, closed, closed && self.route != Route::Direct, self.report);
        }
    }

    /// The setting that keeps the internet out.
    fn closed(&self) -> Option<&'a Node> {
        self.get(&["workspace", "public_network_access"])
            .filter(|access| matches!(access.data, Data::Bool(false)))
    }

    fn check_access(&mut self) {
        // Beside `url` the schema refuses the setting itself.
        if let Some(access) = self.closed()
            && self.get(&["network"]).is_none()
            && self.get(&["workspace", "url"]).is_none()
        {
            self.invalid(
                access.span,
                "workspace/public_network_access",
                "a workspace without public network access needs a network",
                "add `network` to `azure`: address ranges, or `existing: { resource_id: …, … }`",
            );
        }
    }

    /// What the tier `standard` lacks.
    fn check_tier(&mut self) {
        let Some(tier) = self.get(&["workspace", "sku"]).filter(|sku| sku.as_str() == Some("standard"))
        else {
            return;
        };
        let key = self.get(&["workspace", "customer_managed_key"]).map(|_| "a key of its customer");
        for needs in self.closed().map(|_| "no public network access").into_iter().chain(key) {
            let message = format!("a workspace with {needs} needs the tier `premium`");
            self.invalid(tier.span, "workspace/sku", &message, "set `sku: premium`, or leave it out");
        }
    }

    /// Azure takes a role once for each principal.
    fn check_principals(&mut self, list: &str) {
        let principals = self.get(&["access", list]).and_then(Node::as_list).unwrap_or_default();
        let mut seen: Vec<(String, Span)> = Vec::new();
        for id in principals.iter().filter_map(|principal| principal.get("principal_id")) {
            let Some(text) = id.as_str().map(str::to_ascii_lowercase) else { continue };
            if let Some((_, first)) = seen.iter().find(|(other, _)| *other == text) {
                (self.report)(
                    Diagnostic::new(
                        &code::INVALID_AZURE_SETTING,
                        id.span,
                        format!("`{text}` stands twice in `{list}`"),
                    )
                    .help("keep one of them")
                    .path(format!("/azure/access/{list}"))
                    .related(*first, "the first one"),
                );
            } else {
                seen.push((text, id.span));
            }
        }
    }

    fn check_beside_url(&mut self) {
        for key in ["network", "storage"] {
            if let Some(node) = self.get(&[key]) {
                let message = format!("`{key}` has no effect beside a workspace given by `url`");
                self.invalid(
                    node.span,
                    key,
                    &message,
                    "leave it out, or give the workspace by `existing: { resource_id: … }`",
                );
            }
        }
        if self.route != Route::Direct || self.get(&["key_vault", "existing"]).is_some() {
            return;
        }
        let asked = [&["key_vault"][..], &["access", "secret_officers"]];
        let named: &[&str] = &["workspace", "url"];
        for path in asked.into_iter().chain(self.secrets.then_some(named)) {
            if let Some(node) = self.get(path) {
                self.invalid(
                    node.span,
                    &path.join("/"),
                    "nothing makes a vault for secrets on the route `direct` where the workspace is given by `url`",
                    "give one that exists: `key_vault: { existing: { resource_id: … } }`",
                );
            }
        }
    }

    /// A workspace keeps the network that it was made in.
    fn check_beside_existing(&mut self) {
        let Some(network) = self.get(&["network"]) else { return };
        if network.get("existing").is_none() {
            self.invalid(
                network.span,
                "network",
                "a workspace that exists cannot be put into a network that is made",
                "give the network that it is in: `network: { existing: { resource_id: …, … } }`",
            );
        } else if self.closed().is_none() {
            self.invalid(
                network.span,
                "network",
                "`network` has no effect beside a workspace that exists and has public network access",
                "leave it out, or set `workspace: { public_network_access: false }`",
            );
        }
    }
}

/// What an environment has in another way than the first one, and templates have in one way only.
fn compare(first: &Node, tree: &Node, other: &str, report: &mut dyn FnMut(Diagnostic)) {
    let url = |azure: &'_ Node| azure.get("workspace").and_then(|workspace| workspace.get("url")).is_some();
    if url(first) == url(tree) {
        return;
    }
    let Some(workspace) = tree.get("workspace").or_else(|| first.get("workspace")) else { return };
    let given = ["url", "existing"].into_iter().find_map(|key| workspace.get(key)).map(|node| node.span);
    let overlaid = || workspace.also.as_ref().and_then(|also| also.last().copied());
    report(
        Diagnostic::new(
            &code::INVALID_AZURE_SETTING,
            given.or_else(overlaid).unwrap_or(workspace.span),
            format!("the workspace is {}given by `url`, unlike that of `{other}`,", if url(tree) { "" } else { "not " }),
        )
        .help("give `url` in every environment, or use `existing: { resource_id: … }`, which can stand beside a workspace that is made")
        .path("/azure/workspace"),
    );
}

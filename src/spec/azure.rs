//! The section `azure`: the route, and settings that contradict each other.

use super::fold::Fold;
use super::network::{self, Needs};
use super::{Context, api_versions, regions, sections, tags};
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
    let (mut secrets, mut lake) = (false, false);
    model.each_reference(&mut |reference| match reference {
        Reference::Secret(_) => secrets = true,
        Reference::Azure(name) => lake |= OF_THE_LAKE.contains(&&*name),
        _ => {}
    });
    // What the schema refuses is no version, old or new.
    let refused: Vec<Span> =
        sink.iter().filter(|found| found.code == &code::PATTERN_MISMATCH).map(|found| found.span).collect();
    let mut fold = Fold::default();
    for (at, tree) in azure.trees.iter().enumerate() {
        let mut report = |diagnostic| fold.push(&[at], diagnostic);
        Settings { tree, route: azure.route, secrets, lake, refused: &refused, report: &mut report }.check();
        if let Some(first) = azure.trees.first() {
            compare(first, tree, &model.environments[0].name, &mut report);
        }
        for (other, environment) in azure.trees.iter().zip(&model.environments).take(at) {
            network::check_shared((tree, other), environment, &mut report);
        }
    }
    fold.beside(sink).finish(&model.environments, &[], sink);
}

/// The values of `${azure.…}` that come with a lake.
const OF_THE_LAKE: [&str; 2] = ["access_connector_id", "storage_account_name"];

/// Settings that nothing reads beside a workspace given by `url`, some of them on the route `direct` alone.
const IDLE: [(&[&str], bool); 5] = [
    (&["network"], false),
    (&["storage"], false),
    (&["log_analytics"], true),
    (&["access", "deployers"], true),
    (&["access", "secret_officers"], true),
];

/// The settings of one environment.
struct Settings<'a> {
    tree: &'a Node,
    route: Route,
    /// Whether the spec names secrets.
    secrets: bool,
    /// Whether the spec names what only a lake has.
    lake: bool,
    /// Values whose form the schema refuses.
    refused: &'a [Span],
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
        self.check_storage();
        if let Some(tags) = self.get(&["tags"]) {
            tags::check(tags, self.has_lake() || self.has_provider(), self.report);
        }
        if let Some(versions) = self.get(&["api_versions"]) {
            api_versions::check(versions, self.refused, self.report);
        }
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
            let functions = closed && self.has_provider();
            let endpoints = if closed { self.endpoints() } else { 0 };
            network::check(network, Needs { closed, functions, endpoints }, self.report);
            network::check_subscription(self.tree, self.report);
        }
    }

    /// Whether a lake is made.
    fn has_lake(&self) -> bool {
        self.get(&["workspace", "url"]).is_none() && (self.lake || self.get(&["storage"]).is_some())
    }

    /// Whether a provider is made.
    fn has_provider(&self) -> bool {
        self.route != Route::Direct
    }

    /// Redundancy that the region does not have.
    fn check_storage(&mut self) {
        let Some(location) = self.get(&["location"]) else { return };
        let accounts = [
            (self.has_lake(), ["storage", "sku"], "the lake"),
            (self.has_provider(), ["provider", "storage_sku"], "the provider"),
        ];
        for (_, path, what) in accounts.into_iter().filter(|(made, ..)| *made) {
            regions::check(location, self.get(&path), (what, &path.join(".")), self.report);
        }
    }

    /// How many private endpoints are made beside a workspace that is made: its own for work and for signing in, those of
    /// vault and lake, and of the account and the app of the provider.
    fn endpoints(&self) -> u32 {
        let by_script = self.route == Route::DeploymentScript;
        let made = [
            (2, true),
            (1, self.get(&["key_vault", "existing"]).is_none()),
            (2, self.has_lake()),
            (1, self.has_provider()),
            (1, by_script && self.get(&["script"]).is_some()),
        ];
        made.into_iter().filter(|(_, made)| *made).map(|(count, _)| count).sum()
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
        for (path, on_direct) in IDLE {
            let idle = self.route == Route::Direct || !on_direct;
            let Some(node) = self.get(path).filter(|_| idle) else { continue };
            let name = path.last().copied().unwrap_or_default();
            let place = if on_direct { "on the route `direct` " } else { "" };
            let message = format!("`{name}` has no effect {place}beside a workspace given by `url`");
            let help = "leave it out, or give the workspace by `existing: { resource_id: … }`";
            self.invalid(node.span, &path.join("/"), &message, help);
        }
        if self.route != Route::Direct || self.get(&["key_vault", "existing"]).is_some() {
            return;
        }
        let named: &[&str] = &["workspace", "url"];
        for path in [&["key_vault"][..]].into_iter().chain(self.secrets.then_some(named)) {
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

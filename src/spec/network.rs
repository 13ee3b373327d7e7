//! A network: the subnets of one that exists, which are nobody else's, and what it is for.

use super::ranges::{self, RANGES};
use crate::diagnostic::{Diagnostic, code};
use crate::model::Environment;
use crate::source::{Node, Span};

/// The subnets of a network that exists.
const SUBNETS: [&str; 4] = ["host_subnet", "container_subnet", "endpoint_subnet", "functions_subnet"];

/// What a network is for, beside the clusters.
#[derive(Clone, Copy)]
pub(super) struct Needs {
    /// Whether the workspace has no public network access.
    pub(super) closed: bool,
    /// Whether a Functions app has to reach it all the same.
    pub(super) functions: bool,
    /// How many private endpoints are made in it.
    pub(super) endpoints: u32,
}

/// Checks the section `network` of one environment.
pub(super) fn check(network: &Node, needs: Needs, report: &mut dyn FnMut(Diagnostic)) {
    let closed = needs.closed;
    let needed = |name: &str| match name.split('_').next() {
        Some("endpoint") => closed,
        Some("functions") => needs.functions,
        _ => true,
    };
    if let Some(zones) = network.get("private_dns_zones").filter(|zones| !zones.is_null() && !closed) {
        let message = "`private_dns_zones` has no effect where the workspace has public network access";
        report(
            Diagnostic::new(&code::INVALID_AZURE_SETTING, zones.span, message)
                .help("leave it out, or set `workspace: { public_network_access: false }`")
                .path("/azure/network/private_dns_zones"),
        );
    }
    match network.get("existing").filter(|existing| !existing.is_null()) {
        Some(existing) => check_existing(network, existing, needed, report),
        None => ranges::check(network, needed, needs.endpoints, report),
    }
}

/// Checks the names of the subnets of a network that exists; the schema asks for those that every workspace needs.
fn check_existing(
    network: &Node,
    existing: &Node,
    needed: impl Fn(&str) -> bool,
    report: &mut dyn FnMut(Diagnostic),
) {
    for range in RANGES.into_iter().filter_map(|name| network.get(name)) {
        report(
            Diagnostic::new(
                &code::INVALID_AZURE_SETTING,
                range.span,
                "a network is made or exists, and this one has address ranges and `existing`",
            )
            .help("keep one of them")
            .path("/azure/network")
            .related(existing.span, "the network that exists"),
        );
    }
    let mut taken: Vec<(&str, &str, Span)> = Vec::new();
    for name in SUBNETS {
        let Some((node, text)) = existing.get(name).and_then(|node| Some((node, node.as_str()?))) else {
            continue;
        };
        if let Some((other, _, first)) = taken.iter().find(|(_, other, _)| other.eq_ignore_ascii_case(text)) {
            report(
                Diagnostic::new(
                    &code::INVALID_AZURE_SETTING,
                    node.span,
                    format!("`{name}` is the same subnet as `{other}`"),
                )
                .help("give each its own subnet")
                .path(format!("/azure/network/existing/{name}"))
                .related(*first, "the other subnet"),
            );
        }
        taken.push((name, text, node.span));
    }
    // Source: the networking options of Azure Functions, Flex Consumption, 2026-11.
    if let Some(node) = existing.get("functions_subnet")
        && let Some(text) = node.as_str().filter(|text| text.contains('_'))
    {
        report(
            Diagnostic::new(
                &code::INVALID_AZURE_SETTING,
                node.span,
                format!(
                    "the Functions app cannot join `{text}`: its plan takes no `_` in the name of a subnet"
                ),
            )
            .help("give it a subnet whose name has letters, digits, `-` and `.` alone")
            .path("/azure/network/existing/functions_subnet"),
        );
    }
    for name in ["endpoint_subnet", "functions_subnet"] {
        if needed(name) && existing.get(name).is_none() {
            report(
                Diagnostic::new(
                    &code::MISSING_PROPERTY,
                    existing.span,
                    format!(
                        "the network has no `{name}`, which a workspace without public network access needs"
                    ),
                )
                .help(format!("add `{name}`, the name of a subnet"))
                .path("/azure/network/existing"),
            );
        }
    }
}

/// Reports a network that exists in another subscription than the workspace that is put into it. A workspace that exists
/// is in its network already, and the Functions app may reach it from another.
///
/// Source: the requirements of VNet injection in the documentation of Azure Databricks, 2026-11.
pub(super) fn check_subscription(azure: &Node, report: &mut dyn FnMut(Diagnostic)) {
    let (None, Some(network), Some(own)) =
        (workspace_id(azure), network_id(azure), azure.get("subscription_id"))
    else {
        return;
    };
    // `/subscriptions/<id>/…`
    let theirs = network.as_str().and_then(|id| id.split('/').nth(2));
    if theirs.zip(own.as_str()).is_some_and(|(theirs, own)| !theirs.eq_ignore_ascii_case(own)) {
        report(
            Diagnostic::new(
                &code::INVALID_AZURE_SETTING,
                network.span,
                "the network is in another subscription than the workspace",
            )
            .help("give a network of the workspace's subscription, which may be peered with another")
            .path("/azure/network/existing/resource_id")
            .related(own.span, "the subscription of the workspace"),
        );
    }
}

/// Reports subnets that the workspace of another environment has for itself: neither another workspace nor anything else
/// may be in them. Only private endpoints of several environments may share a subnet, and so may their Functions apps.
///
/// Source: as above, and the networking options of Azure Functions.
pub(super) fn check_shared(
    (azure, other): (&Node, &Node),
    environment: &Environment,
    report: &mut dyn FnMut(Diagnostic),
) {
    let text = |azure, of: fn(&Node) -> Option<&Node>| Some(of(azure)?.as_str()?.to_ascii_lowercase());
    let network = text(azure, network_id);
    if network.is_none() || network != text(other, network_id) {
        return;
    }
    let workspace = text(azure, workspace_id);
    let one_workspace = workspace.is_some() && workspace == text(other, workspace_id);
    for (name, node) in subnets(azure) {
        let taken = subnets(other).find(|(role, subnet)| {
            let alone =
                name != *role || (matches!(name, "host_subnet" | "container_subnet") && !one_workspace);
            let same = |a: &str, b: &str| a.eq_ignore_ascii_case(b);
            alone && node.as_str().zip(subnet.as_str()).is_some_and(|(a, b)| same(a, b))
        });
        let Some((role, subnet)) = taken else { continue };
        // What all environments have stands in one place.
        let place = if subnet.span == node.span { environment.span } else { subnet.span };
        report(
            Diagnostic::new(
                &code::INVALID_AZURE_SETTING,
                node.span,
                format!("`{name}` takes a subnet that is `{role}` of `{}`,", environment.name),
            )
            .help("give each workspace subnets of its own")
            .path(format!("/azure/network/existing/{name}"))
            .related(place, format!("`{}` has it", environment.name)),
        );
    }
}

/// The subnets of a network that exists, with what they are for.
fn subnets(azure: &Node) -> impl Iterator<Item = (&'static str, &Node)> {
    let existing = azure.get("network").and_then(|network| network.get("existing"));
    SUBNETS.into_iter().filter_map(move |name| Some((name, existing?.get(name)?)))
}

/// The resource id of a network that exists.
fn network_id(azure: &Node) -> Option<&Node> {
    azure.get("network")?.get("existing")?.get("resource_id")
}

/// The resource id of a workspace that exists.
fn workspace_id(azure: &Node) -> Option<&Node> {
    azure.get("workspace")?.get("existing")?.get("resource_id")
}

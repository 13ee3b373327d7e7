//! Address ranges of a network: whole, inside of it, and apart from each other.

use std::net::Ipv4Addr;

use crate::diagnostic::{Diagnostic, code};
use crate::source::{Node, Span};

/// The address ranges of a network: its own, and those of its subnets.
const RANGES: [&str; 5] = [
    "address_prefix",
    "host_subnet_prefix",
    "container_subnet_prefix",
    "endpoint_subnet_prefix",
    "functions_subnet_prefix",
];

/// The last address of the smallest subnet for clusters, counted from its first: a prefix of 26 bits.
const SMALLEST: u32 = 63;

/// A range of addresses.
#[derive(Clone, Copy)]
struct Range {
    first: u32,
    last: u32,
}

impl Range {
    fn parse(text: &str) -> Option<Self> {
        let (address, bits) = text.split_once('/')?;
        let address = u32::from(address.parse::<Ipv4Addr>().ok()?);
        let bits: u32 = bits.parse().ok().filter(|bits| *bits <= 32)?;
        let mask = u32::MAX.checked_shr(bits).unwrap_or(0);
        (address & mask == 0).then_some(Self { first: address, last: address | mask })
    }

    /// How many addresses it has, less one.
    fn extent(self) -> u32 {
        self.last - self.first
    }

    fn holds(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// Checks the section `network`. `closed` tells whether the workspace has no public network access, `functions` whether
/// a Functions app has to reach it all the same.
pub(super) fn check(network: &Node, closed: bool, functions: bool, report: &mut dyn FnMut(Diagnostic)) {
    let needed = |name: &str| match name.split('_').next() {
        Some("endpoint") => closed,
        Some("functions") => functions,
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
        None => check_ranges(network, needed, report),
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
    for name in ["host_subnet", "container_subnet", "endpoint_subnet", "functions_subnet"] {
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

fn check_ranges(network: &Node, needed: impl Fn(&str) -> bool, report: &mut dyn FnMut(Diagnostic)) {
    let Some(map) = network.as_map() else { return };
    let mut ranges: Vec<(&str, Span, Range)> = Vec::new();
    for name in RANGES {
        let path = format!("/azure/network/{name}");
        let Some(node) = map.get(name).filter(|node| !node.is_null()) else {
            if needed(name) {
                report(
                    Diagnostic::new(
                        &code::MISSING_PROPERTY,
                        network.span,
                        format!("the network has no `{name}`"),
                    )
                    .help(format!("add `{name}`, such as `10.0.0.0/20`"))
                    .path("/azure/network"),
                );
            }
            continue;
        };
        let Some(text) = node.as_str() else { continue };
        match Range::parse(text) {
            Some(range) => ranges.push((name, node.span, range)),
            None => report(
                Diagnostic::new(
                    &code::INVALID_AZURE_SETTING,
                    node.span,
                    format!("`{text}` is no range of addresses"),
                )
                .help("write its first address and the length of its prefix, such as `10.0.0.0/20`")
                .path(path),
            ),
        }
    }
    for (name, span, range) in &ranges {
        if matches!(*name, "host_subnet_prefix" | "container_subnet_prefix") && range.extent() < SMALLEST {
            report(
                Diagnostic::new(
                    &code::INVALID_AZURE_SETTING,
                    *span,
                    format!("`{name}` is smaller than Databricks takes"),
                )
                .help("write a prefix of 26 bits or fewer, such as `10.0.0.0/26`; a cluster takes an address of it for each node")
                .path(format!("/azure/network/{name}")),
            );
        }
    }
    let [("address_prefix", whole_span, whole), subnets @ ..] = ranges.as_slice() else { return };
    for (at, (name, span, range)) in subnets.iter().enumerate() {
        let path = format!("/azure/network/{name}");
        if !whole.holds(*range) {
            report(
                Diagnostic::new(
                    &code::INVALID_AZURE_SETTING,
                    *span,
                    format!("`{name}` lies outside the network"),
                )
                .help("take a part of `address_prefix`")
                .path(path)
                .related(*whole_span, "the network"),
            );
        } else if let Some((other, other_span, _)) =
            subnets[..at].iter().find(|(_, _, other)| other.overlaps(*range))
        {
            report(
                Diagnostic::new(&code::INVALID_AZURE_SETTING, *span, format!("`{name}` overlaps `{other}`"))
                    .help("give each subnet addresses of its own")
                    .path(path)
                    .related(*other_span, "the other subnet"),
            );
        }
    }
}

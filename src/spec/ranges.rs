//! Address ranges of a network that is made: whole, inside of it, apart from each other, and wide enough.

use std::net::Ipv4Addr;

use crate::diagnostic::{Diagnostic, code};
use crate::source::{Node, Span};

/// The address ranges of a network: its own, and those of its subnets.
pub(super) const RANGES: [&str; 5] = [
    "address_prefix",
    "host_subnet_prefix",
    "container_subnet_prefix",
    "endpoint_subnet_prefix",
    "functions_subnet_prefix",
];

/// Ranges that no network takes, with what they are for.
///
/// Source: the questions and answers on virtual networks in the documentation of Azure, 2026-11; RFC 1122 for the first.
const RESERVED: [(&str, &str); 6] = [
    ("0.0.0.0/8", "addresses of nobody"),
    ("127.0.0.0/8", "a machine's own addresses"),
    ("168.63.129.16/32", "an address of Azure"),
    ("169.254.0.0/16", "link-local addresses"),
    ("224.0.0.0/4", "multicast"),
    ("255.255.255.255/32", "broadcast"),
];

/// The widest and the narrowest prefix of a network that Databricks takes.
///
/// Source: the requirements of VNet injection in the documentation of Azure Databricks, 2026-11.
const NETWORK: std::ops::RangeInclusive<u32> = 16..=24;

/// Addresses of each subnet that Azure keeps for itself.
const KEPT: u32 = 5;

/// The narrowest prefix of a subnet that Azure takes.
const NARROWEST: u32 = 29;

/// The narrowest prefix of subnets that services join, with why.
///
/// Source: as above, and the networking options of Azure Functions, Flex Consumption, 2026-11.
const SUBNETS: [(&str, u32, &str, &str); 3] = [
    ("host_subnet_prefix", 26, "Databricks takes", "a cluster takes an address of it for each node"),
    ("container_subnet_prefix", 26, "Databricks takes", "a cluster takes an address of it for each node"),
    (
        "functions_subnet_prefix",
        27,
        "the Functions app takes",
        "the app goes out by up to 27 addresses of it",
    ),
];

/// A range of addresses.
#[derive(Clone, Copy)]
struct Range {
    first: u32,
    last: u32,
    bits: u32,
}

impl Range {
    fn parse(text: &str) -> Option<Self> {
        let (address, bits) = text.split_once('/')?;
        let address = u32::from(address.parse::<Ipv4Addr>().ok()?);
        let bits: u32 = bits.parse().ok().filter(|bits| *bits <= 32)?;
        let mask = u32::MAX.checked_shr(bits).unwrap_or(0);
        (address & mask == 0).then_some(Self { first: address, last: address | mask, bits })
    }

    fn holds(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// How many addresses of a subnet are there for others than Azure.
    fn free(self) -> u32 {
        (self.last - self.first).saturating_add(1).saturating_sub(KEPT)
    }
}

/// One of a network's ranges.
struct Named<'a> {
    name: &'static str,
    node: &'a Node,
    range: Range,
}

impl Named<'_> {
    fn invalid(&self, message: String, help: &str) -> Diagnostic {
        Diagnostic::new(&code::INVALID_AZURE_SETTING, self.node.span, message)
            .help(help)
            .path(format!("/azure/network/{}", self.name))
    }

    fn invalid_beside(&self, message: String, help: &str, other: Span, words: &str) -> Diagnostic {
        self.invalid(message, help).related(other, words)
    }
}

/// Checks the ranges of a network in which so many private endpoints are made.
pub(super) fn check(
    network: &Node,
    needed: impl Fn(&str) -> bool,
    endpoints: u32,
    report: &mut dyn FnMut(Diagnostic),
) {
    let ranges = read(network, needed, report);
    for named in &ranges {
        let found = if named.name == "address_prefix" { whole(named) } else { size(named, endpoints) };
        found.into_iter().for_each(&mut *report);
    }
    let [whole, subnets @ ..] = ranges.as_slice() else { return };
    if whole.name != "address_prefix" {
        return;
    }
    for (at, subnet) in subnets.iter().enumerate() {
        let name = subnet.name;
        if !whole.range.holds(subnet.range) {
            let message = format!("`{name}` lies outside the network");
            let help = "take a part of `address_prefix`";
            report(subnet.invalid_beside(message, help, whole.node.span, "the network"));
        } else if let Some(other) = subnets[..at].iter().find(|other| other.range.overlaps(subnet.range)) {
            let message = format!("`{name}` overlaps `{}`", other.name);
            let help = "give each subnet addresses of its own";
            report(subnet.invalid_beside(message, help, other.node.span, "the other subnet"));
        }
    }
}

/// The ranges that can be read; reports the others, and those that are missing.
fn read<'a>(
    network: &'a Node,
    needed: impl Fn(&str) -> bool,
    report: &mut dyn FnMut(Diagnostic),
) -> Vec<Named<'a>> {
    let mut ranges = Vec::new();
    for name in RANGES {
        let Some(node) = network.get(name).filter(|node| !node.is_null()) else {
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
            Some(range) => ranges.push(Named { name, node, range }),
            None => report(
                Diagnostic::new(
                    &code::INVALID_AZURE_SETTING,
                    node.span,
                    format!("`{text}` is no range of addresses"),
                )
                .help("write its first address and the length of its prefix, such as `10.0.0.0/20`")
                .path(format!("/azure/network/{name}")),
            ),
        }
    }
    ranges
}

/// What is wrong with the range of the network.
fn whole(named: &Named<'_>) -> Option<Diagnostic> {
    if !NETWORK.contains(&named.range.bits) {
        let (widest, narrowest) = (NETWORK.start(), NETWORK.end());
        return Some(named.invalid(
            format!("Databricks takes no network with a prefix of {} bits", named.range.bits),
            &format!("write a prefix of {widest} to {narrowest} bits, such as `10.0.0.0/20`"),
        ));
    }
    let taken = |(reserved, _): &&(&str, &str)| {
        Range::parse(reserved).is_some_and(|reserved| reserved.overlaps(named.range))
    };
    let (reserved, purpose) = RESERVED.iter().find(taken)?;
    Some(named.invalid(
        format!(
            "`{}` holds addresses of `{reserved}`, which is for {purpose}",
            named.node.as_str().unwrap_or_default()
        ),
        "take a range that is private, such as `10.0.0.0/20`",
    ))
}

/// What is wrong with the size of a subnet.
fn size(named: &Named<'_>, endpoints: u32) -> Option<Diagnostic> {
    let (name, range) = (named.name, named.range);
    if let Some((_, bits, who, why)) = SUBNETS.iter().find(|(subnet, ..)| *subnet == name) {
        return (range.bits > *bits).then(|| {
            let help = format!("write a prefix of {bits} bits or fewer, such as `10.0.0.0/{bits}`; {why}");
            named.invalid(format!("`{name}` is smaller than {who}"), &help)
        });
    }
    if range.bits <= NARROWEST && range.free() >= endpoints {
        return None;
    }
    let wide =
        |bits: &u32| 1u32.checked_shl(32 - bits).is_none_or(|all| all >= endpoints.saturating_add(KEPT));
    let bits = (0..=NARROWEST).rev().find(wide)?;
    let message = match endpoints {
        0 => format!("`{name}` is smaller than Azure takes"),
        _ => format!(
            "`{name}` has {} addresses for {endpoints} private endpoints, since Azure keeps {KEPT}",
            range.free()
        ),
    };
    Some(
        named.invalid(message, &format!("write a prefix of {bits} bits or fewer, such as `10.0.0.0/{bits}`")),
    )
}

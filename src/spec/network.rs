//! Address ranges of a network: whole, inside of it, and apart from each other.

use std::net::Ipv4Addr;

use crate::diagnostic::{Diagnostic, code};
use crate::source::{Node, Span};

/// The address ranges of a network: its own, and those of its subnets.
const RANGES: [&str; 3] = ["address_prefix", "host_subnet_prefix", "container_subnet_prefix"];

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

    fn holds(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// Checks the ranges of the section `network`.
pub(super) fn check(network: &Node, report: &mut dyn FnMut(Diagnostic)) {
    let Some(map) = network.as_map() else { return };
    let mut ranges: Vec<(&str, Span, Range)> = Vec::new();
    for name in RANGES {
        let path = format!("/azure/network/{name}");
        let Some(node) = map.get(name) else {
            report(
                Diagnostic::new(
                    &code::MISSING_PROPERTY,
                    network.span,
                    format!("the network has no `{name}`"),
                )
                .help(format!("add `{name}`, such as `10.0.0.0/20`"))
                .path("/azure/network"),
            );
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
    let [(_, whole_span, whole), subnets @ ..] = ranges.as_slice() else { return };
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

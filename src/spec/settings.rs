//! The settings of `azure` as each environment has them: variables filled in, and checked as they will be.
//!
//! What is made in Azure depends on these values, so they have to be known when the spec is compiled. Tags alone may
//! wait for a parameter.

use std::net::Ipv4Addr;
use std::sync::Arc;

use super::fold::{Fold, distinct};
use super::places::Shaped;
use crate::diagnostic::{Diagnostic, Sink, code};
use crate::model::Model;
use crate::model::interpolation::{self, Reference};
use crate::schema;
use crate::source::{Data, Entry, Key, Map, Node, Span};

/// The setting that may hold what is known at deployment only.
const LATE: &str = "tags";

/// The address ranges of a network: its own, and those of its subnets.
const RANGES: [&str; 3] = ["address_prefix", "host_subnet_prefix", "container_subnet_prefix"];

/// Fills the settings in and checks them.
pub(super) fn settle(model: &mut Model, sink: &mut Sink) {
    let Some(azure) = &model.azure else { return };
    let mut settled: Vec<Arc<Node>> = Vec::with_capacity(azure.trees.len());
    let mut fold = Fold::default();
    for (at, tree) in azure.trees.iter().enumerate() {
        let filled = fill(model, at, tree);
        let valueless = |name: &str| {
            model
                .variables
                .get(name)
                .is_some_and(|variable| variable.values.get(at).is_some_and(Option::is_none))
        };
        unknown(&filled, "/azure", &valueless, &mut |diagnostic| fold.push(&[at], diagnostic));
        // Environments that say the same share one tree.
        let known = settled.iter().find(|known| known.same(&filled) && known.span == filled.span);
        settled.push(known.cloned().unwrap_or_else(|| Arc::new(filled)));
    }
    let trees: Vec<_> = settled.iter().cloned().map(Some).collect();
    for (tree, shown) in distinct(&trees) {
        check(model, tree, &mut |diagnostic| fold.push(&shown, diagnostic));
    }
    fold.finish(&model.environments, &[], sink);
    if let Some(azure) = &mut model.azure {
        azure.trees = settled;
    }
}

fn fill(model: &Model, environment: usize, tree: &Node) -> Node {
    let values = model.values(environment);
    let Data::Map(map) = &tree.data else { return tree.clone() };
    let mut filled = Map::with_capacity(map.len());
    for entry in map {
        let late = &*entry.key.text == LATE;
        let value = if late { entry.value.clone() } else { values.fill(&entry.value) };
        // Keys of one map are distinct.
        let _ = filled.insert(Entry { key: entry.key.clone(), value });
    }
    Node { span: tree.span, also: tree.also.clone(), data: Data::Map(filled) }
}

/// Reports variables without a value; all else that is left to be filled in was reported where texts are read.
fn unknown(node: &Node, path: &str, valueless: &dyn Fn(&str) -> bool, report: &mut dyn FnMut(Diagnostic)) {
    match &node.data {
        Data::String(text) => {
            for (reference, range) in interpolation::references(text) {
                if !matches!(&reference, Reference::Variable(name) if valueless(name)) {
                    continue;
                }
                let message = format!("`{}` has no value when the spec is compiled", &text[range]);
                report(
                    Diagnostic::new(&code::MISPLACED_INTERPOLATION, node.span, message)
                        .help("give the variable a default or a value in each environment; what Azure gets depends on it")
                        .path(path),
                );
            }
        }
        Data::List(list) => list.iter().for_each(|item| unknown(item, path, valueless, report)),
        Data::Map(map) => {
            for entry in map.iter().filter(|entry| path != "/azure" || &*entry.key.text != LATE) {
                unknown(&entry.value, &format!("{path}/{}", entry.key.text), valueless, report);
            }
        }
        Data::Null | Data::Bool(_) | Data::Number(_) => {}
    }
}

fn check(model: &Model, tree: &Node, report: &mut dyn FnMut(Diagnostic)) {
    let variables = model.variables.keys().collect();
    let shaped = Shaped { model, root: tree, depth: 1, variables, overlays: &[] };
    schema::check_frame(&frame_of(model, tree), &mut |mut diagnostic| {
        shaped.explain(&mut diagnostic);
        report(diagnostic);
    });
    if let Some(network) = tree.get("network") {
        check_network(network, report);
    }
}

/// A spec of nothing but this section.
fn frame_of(model: &Model, azure: &Node) -> Node {
    let place = model.name_span;
    let version = crate::source::Number::new("1").map_or(Data::Null, Data::Number);
    let mut map = Map::with_capacity(3);
    for (key, value) in [
        ("version", Node::new(place, version)),
        ("name", Node::new(place, Data::String(model.name.clone()))),
        ("azure", azure.clone()),
    ] {
        // The keys are distinct.
        let _ = map.insert(Entry { key: Key { text: Arc::from(key), span: place }, value });
    }
    Node::new(place, Data::Map(map))
}

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

fn check_network(network: &Node, report: &mut dyn FnMut(Diagnostic)) {
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

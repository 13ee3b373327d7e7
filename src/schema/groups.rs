//! Findings about properties that depend on each other.

use super::place::{Place, Subject};
use super::words::listed;
use crate::diagnostic::{Diagnostic, code as codes};
use crate::kinds::{Group, Rule};
use crate::source::Map;

/// What is wrong about the groups of one object. `meant` are the names that misspelt properties of it probably mean:
/// they count as there.
pub(super) fn check(place: Place<'_>, subject: Subject<'_>, meant: &[&str]) -> Vec<Diagnostic> {
    let (Some(shape), Some(map)) = (place.shape, place.node.as_map()) else { return Vec::new() };
    shape.groups().iter().filter_map(|group| one(group, map, place, subject, meant)).collect()
}

fn one(
    group: &Group,
    map: &Map,
    place: Place<'_>,
    subject: Subject<'_>,
    meant: &[&str],
) -> Option<Diagnostic> {
    // In the order of the source, so that the later one is at fault.
    let present: Vec<_> =
        map.iter().filter(|entry| group.of.contains(&entry.key.text.as_ref().into())).collect();
    let names = || group.of.iter().map(|name| &**name);
    match present.as_slice() {
        [first, second, ..] if group.rule != Rule::AtLeastOne => {
            let all = listed(present.iter().map(|entry| &*entry.key.text), "and");
            Some(
                Diagnostic::new(
                    &codes::CONFLICTING_PROPERTIES,
                    second.key.span,
                    format!("{all} exclude each other"),
                )
                .help("keep one of them")
                .related(first.key.span, format!("`{}` stands here", first.key.text)),
            )
        }
        [] if group.rule != Rule::AtMostOne => {
            let there = |name: &&str| map.get(name).is_some() || meant.contains(name);
            if names().chain(group.unless.iter().map(|name| &**name)).any(|name| there(&name)) {
                return None;
            }
            Some(missing(group, place, subject))
        }
        _ => None,
    }
}

fn missing(group: &Group, place: Place<'_>, subject: Subject<'_>) -> Diagnostic {
    let names = || group.of.iter().map(|name| &**name);
    let name = place.name(subject);
    let unless = match group.unless.as_slice() {
        [] => String::new(),
        others => format!(", or {}, which may fix it", listed(others.iter().map(|name| &**name), "or")),
    };
    let span = place.head(subject);
    if let [only] = group.of.as_slice() {
        return Diagnostic::new(&codes::MISSING_PROPERTY, span, format!("{name} has no `{only}`"))
            .help(format!("add `{only}`{unless}"));
    }
    let message = match &group.noun {
        Some(noun) => format!("{name} has no {noun}"),
        None => format!("{name} has none of {}", listed(names(), "and")),
    };
    let help = if group.common.is_empty() {
        format!("add {}{unless}", listed(names(), "or"))
    } else {
        format!("add one, such as {}", listed(group.common.iter().map(|name| &**name), "or"))
    };
    Diagnostic::new(&codes::CONFLICTING_PROPERTIES, span, message).help(help)
}

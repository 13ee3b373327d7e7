//! Findings about properties that depend on each other.

use super::place::{Place, Subject};
use super::words::{listed, short};
use crate::diagnostic::{Diagnostic, code as codes};
use crate::kinds::{Group, Rule, When};
use crate::source::{Data, Entry, Map, Node};
use serde_json::Value;

/// What is wrong about the groups of one object. `meant` are the names that misspelt properties of it probably mean:
/// they count as there.
pub(super) fn check(place: Place<'_>, subject: Subject<'_>, meant: &[&str]) -> Vec<Diagnostic> {
    let (Some(shape), Some(map)) = (place.shape, place.node.as_map()) else { return Vec::new() };
    let found = shape.groups().iter().filter_map(|group| {
        let found = one(group, map, place, subject, meant)?;
        Some(found.owned_by(group.code.as_deref()))
    });
    found.collect()
}

fn one(
    group: &Group,
    map: &Map,
    place: Place<'_>,
    subject: Subject<'_>,
    meant: &[&str],
) -> Option<Diagnostic> {
    let reason = match &group.when {
        None => None,
        Some(when) => Some(holds(when, map)?),
    };
    // In the order of the source, so that the later one is at fault.
    let present: Vec<_> =
        map.iter().filter(|entry| group.of.contains(&entry.key.text.as_ref().into())).collect();
    let names = || group.of.iter().map(|name| &**name);
    match present.as_slice() {
        [first, ..] if group.rule == Rule::None => reason.map(|reason| misplaced(group, first, reason)),
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
        [] if matches!(group.rule, Rule::ExactlyOne | Rule::AtLeastOne) => {
            let there = |name: &&str| map.get(name).is_some() || meant.contains(name);
            if names().chain(group.unless.iter().map(|name| &**name)).any(|name| there(&name)) {
                return None;
            }
            Some(missing(group, place, subject, reason))
        }
        _ => None,
    }
}

/// The property because of which a condition holds.
fn holds<'m>(when: &When, map: &'m Map) -> Option<&'m Entry> {
    match when {
        When::Present(names) => names.iter().find_map(|name| map.entry(name)),
        When::Is(values) => {
            let has = |(name, values): &(Box<str>, Vec<Value>)| {
                map.entry(name).filter(|entry| values.iter().any(|value| is(&entry.value, value)))
            };
            let found: Vec<&Entry> = values.iter().map_while(has).collect();
            found.first().copied().filter(|_| found.len() == values.len())
        }
    }
}

fn is(node: &Node, value: &Value) -> bool {
    match (&node.data, value) {
        (Data::String(text), Value::String(value)) => **text == **value,
        (Data::Bool(found), Value::Bool(value)) => found == value,
        (Data::Number(number), Value::Number(value)) => number.as_str() == value.to_string(),
        _ => false,
    }
}

/// A property with its value where that is short: `` `index_type: DELTA_SYNC` ``.
fn shown(entry: &Entry) -> String {
    match &entry.value.data {
        Data::String(text) if !text.is_empty() => format!("`{}: {}`", entry.key.text, short(text)),
        Data::Bool(value) => format!("`{}: {value}`", entry.key.text),
        _ => format!("`{}`", entry.key.text),
    }
}

fn misplaced(group: &Group, entry: &Entry, reason: &Entry) -> Diagnostic {
    let either = || format!("remove `{}`, or change `{}`", entry.key.text, reason.key.text);
    let message = format!("`{}` does not go with {}", entry.key.text, shown(reason));
    Diagnostic::new(&codes::CONFLICTING_PROPERTIES, entry.key.span, message)
        .help(group.help.as_ref().map_or_else(either, |help| help.to_string()))
        .related(reason.key.span, format!("`{}` stands here", reason.key.text))
}

fn missing(group: &Group, place: Place<'_>, subject: Subject<'_>, reason: Option<&Entry>) -> Diagnostic {
    let names = || group.of.iter().map(|name| &**name);
    let name = place.name(subject);
    let unless = match group.unless.as_slice() {
        [] => String::new(),
        others => format!(", or {}, which may fix it", listed(others.iter().map(|name| &**name), "or")),
    };
    let needed = reason.map_or_else(String::new, |reason| format!(", which {} needs", shown(reason)));
    let span = place.head(subject);
    if let [only] = group.of.as_slice() {
        return Diagnostic::new(&codes::MISSING_PROPERTY, span, format!("{name} has no `{only}`{needed}"))
            .help(format!("add `{only}`{unless}"));
    }
    let message = match &group.noun {
        Some(noun) => format!("{name} has no {noun}{needed}"),
        None => format!("{name} has none of {}{needed}", listed(names(), "and")),
    };
    let help = if group.common.is_empty() {
        format!("add {}{unless}", listed(names(), "or"))
    } else {
        format!("add one, such as {}", listed(group.common.iter().map(|name| &**name), "or"))
    };
    Diagnostic::new(&codes::CONFLICTING_PROPERTIES, span, message).help(help)
}

//! From the validator's errors to findings: one for each wrong value, at the exact key or value.

use indexmap::IndexMap;
use jsonschema::paths::Location;
use jsonschema::{ValidationError, Validator, error::ValidationErrorKind as Kind};
use rustc_hash::FxHashSet;
use serde_json::Value;

use super::groups;
use super::json::Tree;
use super::place::{Place, Subject};
use super::words::{expected, found, listed, retyped, retyping, short};
use crate::diagnostic::{Diagnostic, Fix, Sink, code as codes, did_you_mean, surely_means};
use crate::kinds::{Shape, Types};
use crate::model::interpolation::is_interpolated;
use crate::source::{Node, Span};

/// Reports what the validator finds in `root`.
pub(super) fn report(
    validator: &Validator<Tree>,
    subject: Subject<'_>,
    shape: &Shape,
    root: &Node,
    base_path: &str,
    sink: &mut dyn FnMut(Diagnostic),
) {
    let mut errors: Vec<ValidationError<'_>> = validator.iter_errors(root).collect();
    // A value of the wrong type breaks other keywords too; misspelt properties explain missing ones.
    errors.sort_by_key(|error| match error.kind() {
        Kind::Type { .. } => 0,
        Kind::AdditionalProperties { .. } => 1,
        _ => 2,
    });
    let mut report = Report { subject, shape, root, objects: IndexMap::new(), seen: FxHashSet::default() };
    let mut emit = |path: &Location, diagnostic: Diagnostic| {
        let path = format!("{base_path}{}", path.as_str());
        sink(diagnostic.path(path));
    };
    for error in &errors {
        report.error(error, &mut emit);
    }
    for (path, object) in &report.objects {
        let Some((place, _)) = Place::find(root, shape, path) else { continue };
        let meant: Vec<&str> = object.meant.iter().map(|name| &**name).collect();
        for name in object.missing.iter().filter(|name| !meant.contains(&name.as_str())) {
            emit(path, missing(place, subject, name));
        }
        if object.groups {
            for diagnostic in groups::check(place, subject, &meant) {
                emit(path, diagnostic);
            }
        }
    }
}

/// What is wrong about an object as a whole.
#[derive(Default)]
struct Object {
    missing: Vec<String>,
    /// Whether a rule on properties that depend on each other is broken.
    groups: bool,
    /// The properties that unknown ones probably mean.
    meant: Vec<String>,
}

struct Report<'a> {
    subject: Subject<'a>,
    shape: &'a Shape,
    root: &'a Node,
    objects: IndexMap<Location, Object>,
    /// The paths of values that a finding stands at.
    seen: FxHashSet<Location>,
}

impl<'a> Report<'a> {
    fn error(&mut self, error: &ValidationError<'_>, emit: &mut dyn FnMut(&Location, Diagnostic)) {
        let path = error.instance_path();
        match error.kind() {
            Kind::Required { property } => {
                if let Some(name) = property.as_str() {
                    let missing = &mut self.objects.entry(path.clone()).or_default().missing;
                    if !missing.iter().any(|known| known == name) {
                        missing.push(name.to_owned());
                    }
                }
            }
            Kind::AnyOf { .. } => self.objects.entry(path.clone()).or_default().groups = true,
            Kind::FalseSchema => {
                let segments: Vec<_> = path.segments().collect();
                let parent = segments.split_last().map(|(_, parent)| parent.iter().cloned().collect());
                self.objects.entry(parent.unwrap_or_default()).or_default().groups = true;
            }
            Kind::AdditionalProperties { unexpected } => {
                for (at, name) in unexpected.iter().enumerate() {
                    // Those past the limit are counted, not shown.
                    self.unknown(path, name, at < Sink::LIMIT, emit);
                }
            }
            kind => {
                if let Some((place, parent)) = Place::find(self.root, self.shape, path)
                    && self.seen.insert(path.clone())
                {
                    emit(path, value(kind, place, parent, self.subject));
                }
            }
        }
    }

    fn unknown(
        &mut self,
        path: &Location,
        name: &str,
        shown: bool,
        emit: &mut dyn FnMut(&Location, Diagnostic),
    ) {
        let Some((place, parent)) = Place::find(self.root, self.shape, path) else { return };
        let Some(entry) = place.node.as_map().and_then(|map| map.entry(name)) else { return };
        let message = match place.key {
            None => format!("unknown property `{name}` of {}", self.subject.noun()),
            Some(_) => format!("unknown property `{name}` in {}", place.name(self.subject)),
        };
        let mut diagnostic = Diagnostic::new(&codes::UNKNOWN_PROPERTY, entry.key.span, message);
        if let Some(shape) = place.shape.filter(|_| shown) {
            // An overlay may set again what it changes.
            let own = |span: Span| {
                let map = place.node.span;
                span.file == map.file && (map.start..map.end).contains(&span.start)
            };
            let overlaid = !own(entry.key.span);
            let absent = |known: &&str| {
                let other = place.node.as_map().and_then(|map| map.entry(known));
                other.is_none_or(|other| overlaid && own(other.key.span))
            };
            let known = || shape.properties().map(|(known, _)| known).filter(absent);
            let meant = did_you_mean(name, known());
            if let Some(reason) = shape.why_dropped(name) {
                // A reason that says what to write is the whole remedy.
                let instead = reason.starts_with("write ");
                diagnostic =
                    diagnostic.help(if instead { reason.to_owned() } else { format!("remove it: {reason}") });
                if reason == SERVER {
                    diagnostic = diagnostic.fix(Fix::remove(name, entry.key.span));
                }
            } else if let Some(meant) = shape.instead_of(name) {
                let names = listed(meant.iter().map(|name| &**name), "and");
                diagnostic = diagnostic.help(format!("write {names} instead"));
                let known = &mut self.objects.entry(path.clone()).or_default().meant;
                known.extend(meant.iter().map(|name| (**name).to_owned()));
            } else if let Some(meant) = meant {
                diagnostic = diagnostic.help(format!("did you mean `{meant}`?"));
                if surely_means(name, known()) == Some(meant) {
                    diagnostic = diagnostic.fix(Fix::rename(name, entry.key.span, meant));
                }
                self.objects.entry(path.clone()).or_default().meant.push(meant.to_owned());
            } else if let Some(help) = elsewhere(name, place, shape, parent, self.subject) {
                diagnostic = diagnostic.help(help);
            }
        }
        emit(&path.join(name), diagnostic);
    }
}

/// Why a property that the server tells is none.
const SERVER: &str = "only the server fills it in";

/// Where an unknown property belongs, when that is one level up or down; else what the object takes, when that is little.
fn elsewhere(
    name: &str,
    place: Place<'_>,
    shape: &Shape,
    parent: Option<Place<'_>>,
    subject: Subject<'_>,
) -> Option<String> {
    // More properties than this are a list that nobody reads.
    const FEW: usize = 8;
    // The API answers with what one may set in a map of its own, and so do exports.
    let holds = place.node.get(name).and_then(Node::as_map).filter(|held| !held.is_empty());
    if holds.is_some_and(|held| held.iter().all(|entry| shape.property(&entry.key.text).is_some())) {
        return Some("write what it holds one level up, in its place".to_owned());
    }
    for (holder, inner) in shape.properties() {
        if inner.property(name).is_some() {
            return Some(format!("it belongs into `{holder}`"));
        }
        if inner.items().is_some_and(|items| items.property(name).is_some()) {
            return Some(format!("it belongs into the elements of `{holder}`"));
        }
    }
    if parent.and_then(|parent| parent.shape).is_some_and(|above| above.property(name).is_some()) {
        return Some(format!("it belongs one level up, outside {}", place.name(subject)));
    }
    let known: Vec<&str> = shape.properties().map(|(name, _)| name).collect();
    (1..=FEW).contains(&known.len()).then(|| format!("it takes {}", listed(known, "and")))
}

fn missing(place: Place<'_>, subject: Subject<'_>, property: &str) -> Diagnostic {
    let message = format!("{} has no `{property}`", place.name(subject));
    let diagnostic = Diagnostic::new(&codes::MISSING_PROPERTY, place.head(subject), message);
    let description = place.shape.and_then(|shape| shape.property(property)).and_then(Shape::description);
    match description {
        Some(description) => diagnostic.help(format!("add `{property}`: {}", lower(description))),
        None => diagnostic.help(format!("add `{property}`")),
    }
}

/// A description as part of a sentence.
fn lower(description: &str) -> String {
    let text = description.trim_end_matches('.');
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// A finding about one value, under the code of the rule that has the constraint.
fn value(kind: &Kind, place: Place<'_>, parent: Option<Place<'_>>, subject: Subject<'_>) -> Diagnostic {
    let found = plain_value(kind, place, parent, subject);
    let is_type = found.code == &codes::WRONG_TYPE;
    let is_secret = place.shape.is_some_and(Shape::is_secret);
    found.owned_by(place.shape.and_then(Shape::rule).filter(|_| !is_type)).hide(is_secret)
}

fn plain_value(kind: &Kind, place: Place<'_>, parent: Option<Place<'_>>, subject: Subject<'_>) -> Diagnostic {
    let name = place.name(subject);
    let span = place.node.span;
    let types = place.shape.map(Shape::types).unwrap_or_default();
    let finding = |code, message: String| Diagnostic::new(code, span, message);
    match kind {
        Kind::Type { .. } => wrong_type(place, types, subject),
        Kind::Pattern { .. } if !types.string => wrong_type(place, types, subject),
        Kind::Pattern { .. } => {
            // The pattern in words may stand at the list whose elements have it.
            let message = match (place.shape.is_some_and(Shape::is_secret), place.node.as_str()) {
                (true, _) => format!("{name} is a secret, which stands in the spec here"),
                (false, Some(text)) => format!("`{}` does not fit {name}", short(text)),
                (false, None) => format!("the value does not fit {name}"),
            };
            let diagnostic = finding(&codes::PATTERN_MISMATCH, message);
            // Every schema passes interpolations by, but for those of fields that take none.
            if place.node.as_str().is_some_and(is_interpolated) {
                return diagnostic.help(format!("write the value out; {name} is not filled in"));
            }
            match place.shape.and_then(wanted) {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            }
        }
        Kind::Enum { .. } if place.node.is_null() => wrong_type(place, types, subject),
        Kind::Enum { options } => unknown_value(options, place, subject),
        Kind::Minimum { limit } | Kind::Maximum { limit } => {
            let (word, bound) =
                if matches!(kind, Kind::Minimum { .. }) { ("less", "least") } else { ("more", "most") };
            let zero = if place.shape.is_some_and(Shape::accepts_zero) { ", or 0" } else { "" };
            finding(&codes::OUT_OF_RANGE, format!("{name} is {word} than {limit}"))
                .help(format!("write {limit} at {bound}{zero}"))
        }
        Kind::MinLength { limit } => length(span, &name, "shorter", *limit, "character"),
        Kind::MaxLength { limit } => length(span, &name, "longer", *limit, "character"),
        Kind::MinItems { limit } => length(span, &name, "shorter", *limit, "element"),
        Kind::MaxItems { limit } => length(span, &name, "longer", *limit, "element"),
        Kind::MinProperties { limit } => length(span, &name, "shorter", *limit, "entry"),
        Kind::MaxProperties { limit } => length(span, &name, "longer", *limit, "entry"),
        Kind::UniqueItems => twice(place, name),
        // The generator writes no other keyword.
        _ => {
            let holder = parent.map_or_else(|| subject.noun(), |parent| parent.name(subject));
            finding(&codes::WRONG_TYPE, format!("{name} does not fit into {holder}"))
        }
    }
}

/// The first element of a list that stands in it already.
fn twice(place: Place<'_>, name: String) -> Diagnostic {
    let list = place.node.as_list().unwrap_or_default();
    let again = list
        .iter()
        .enumerate()
        .find_map(|(at, element)| Some((element, list[..at].iter().find(|earlier| earlier.same(element))?)));
    let (span, first) =
        again.map_or((place.node.span, None), |(again, first)| (again.span, Some(first.span)));
    let diagnostic = Diagnostic::new(&codes::DUPLICATE_ELEMENT, span, format!("{name} has an element twice"))
        .help("remove one of them")
        .fix(Fix::remove_element(span));
    match first {
        Some(first) => diagnostic.related(first, "the first one"),
        None => diagnostic,
    }
}

fn wrong_type(place: Place<'_>, types: Types, subject: Subject<'_>) -> Diagnostic {
    let found = found(place.node, types);
    let message = format!("expected {} to be {}, found {found}", place.name(subject), expected(types));
    // An empty value has no place of its own to mark.
    let span = if place.node.is_null() { place.head(subject) } else { place.node.span };
    let mut diagnostic = Diagnostic::new(&codes::WRONG_TYPE, span, message);
    diagnostic.fix = retyping(place.node, types);
    let wanted = || place.shape.filter(|_| types.string).and_then(wanted);
    match retyped(place.node, types).or_else(wanted) {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// What a text has to be, where its pattern says so in words.
fn wanted(shape: &Shape) -> Option<String> {
    shape.pattern_message()?.strip_prefix("expected ").map(|wanted| format!("write {wanted}"))
}

fn unknown_value(options: &Value, place: Place<'_>, subject: Subject<'_>) -> Diagnostic {
    let options: Vec<&str> = options.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let all = match options.as_slice() {
        [only] => format!("the only value is `{only}`"),
        options => format!("the values are {}", listed(options.iter().copied(), "and")),
    };
    let Some(text) = place.node.as_str() else {
        return wrong_type(place, place.shape.map(Shape::types).unwrap_or_default(), subject).help(all);
    };
    let dropped = place.shape.and_then(|shape| shape.why_dropped(text));
    let help = match (dropped, did_you_mean(text, options.iter().copied())) {
        (Some(reason), _) => format!("{reason}; {all}"),
        (None, Some(meant)) => format!("did you mean `{meant}`? {all}"),
        (None, None) => all,
    };
    let diagnostic = Diagnostic::new(
        &codes::UNKNOWN_VALUE,
        place.node.span,
        format!("unknown value `{}` of {}", short(text), place.name(subject)),
    )
    .help(help);
    match surely_means(text, options.iter().copied()).filter(|_| dropped.is_none()) {
        Some(meant) => diagnostic.fix(Fix::replace(place.node.span, meant)),
        None => diagnostic,
    }
}

fn length(span: Span, name: &str, word: &str, limit: u64, unit: &str) -> Diagnostic {
    let units = match (limit, unit) {
        (1, unit) => unit.to_owned(),
        (_, "entry") => "entries".to_owned(),
        (_, unit) => format!("{unit}s"),
    };
    let message = match (word, limit) {
        ("shorter", 1) => format!("{name} is empty"),
        _ => format!("{name} is {word} than {limit} {units}"),
    };
    let bound = if word == "shorter" { "least" } else { "most" };
    Diagnostic::new(&codes::WRONG_LENGTH, span, message).help(format!("it takes {limit} {units} at {bound}"))
}

//! `${…}`: what stands inside a text and is filled in later.

use std::ops::Range;
use std::sync::Arc;

use crate::source::{Data, Node};

/// What an interpolation names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// `${name}`: the name of the spec.
    Name,
    /// `${environment}`: the environment's name.
    Environment,
    /// `${user}`: who deploys.
    User,
    /// `${var.x}`: a variable.
    Variable(Arc<str>),
    /// `${resources.<kind>.<key>.<attribute>}`: what another resource offers.
    Resource {
        /// The kind, as the spec spells it.
        kind: Arc<str>,
        /// The key of the resource.
        key: Arc<str>,
        /// One of the attributes that the kind offers.
        attribute: Arc<str>,
    },
    /// `${azure.x}`: what the Azure half produces.
    Azure(Arc<str>),
    /// `${secret.x}`: a secret of the environment's Key Vault.
    Secret(Arc<str>),
}

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Literal text, escapes undone.
    Text(String),
    /// An interpolation and the bytes of the text that it takes, `${` and `}` included.
    Reference(Reference, Range<usize>),
}

/// Why an interpolation cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterpolationError {
    /// What is wrong.
    pub reason: Reason,
    /// The bytes of the text that are wrong.
    pub range: Range<usize>,
}

/// The ways to get an interpolation wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No `}` follows.
    Unclosed,
    /// It begins with no root that bricep knows; the text inside.
    Unknown(String),
    /// It has too few or too many parts, or a part that is no name; the form that its root takes.
    Form(&'static str),
}

/// Roots that an interpolation may begin with, with the form that each takes.
pub const FORMS: &[(&str, &str)] = &[
    ("name", "${name}"),
    ("environment", "${environment}"),
    ("user", "${user}"),
    ("var", "${var.<variable>}"),
    ("resources", "${resources.<kind>.<key>.<attribute>}"),
    ("azure", "${azure.<value>}"),
    ("secret", "${secret.<name>}"),
];

/// Whether a text holds an interpolation or an escaped one.
pub fn is_interpolated(text: &str) -> bool {
    // Most texts have no dollar, which is quick to see.
    text.as_bytes().contains(&b'$') && text.contains("${")
}

/// Splits a text into literal parts and interpolations; `$${` is a literal `${`.
///
/// # Errors
/// One [`InterpolationError`] for each interpolation that cannot be read.
pub fn parse(text: &str) -> Result<Vec<Part>, Vec<InterpolationError>> {
    let (parts, errors) = scan(text);
    if errors.is_empty() { Ok(parts) } else { Err(errors) }
}

/// Like [`parse`], with what can be read beside what cannot.
pub fn scan(text: &str) -> (Vec<Part>, Vec<InterpolationError>) {
    let mut parts = Vec::new();
    let mut errors = Vec::new();
    let mut literal = String::new();
    let mut at = 0;
    while let Some(found) = text[at..].find("${") {
        let start = at + found;
        if text[at..start].ends_with('$') {
            literal.push_str(&text[at..start - 1]);
            literal.push_str("${");
            at = start + 2;
            continue;
        }
        literal.push_str(&text[at..start]);
        let Some(length) = text[start..].find('}') else {
            errors.push(InterpolationError { reason: Reason::Unclosed, range: start..text.len() });
            at = text.len();
            break;
        };
        let end = start + length + 1;
        match reference(&text[start + 2..end - 1]) {
            Ok(reference) => {
                if !literal.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut literal)));
                }
                parts.push(Part::Reference(reference, start..end));
            }
            Err(reason) => errors.push(InterpolationError { reason, range: start..end }),
        }
        at = end;
    }
    literal.push_str(&text[at..]);
    if !literal.is_empty() || parts.is_empty() {
        parts.push(Part::Text(literal));
    }
    (parts, errors)
}

/// Whether any text in a tree holds an interpolation or an escaped one.
pub fn any(node: &Node) -> bool {
    match &node.data {
        Data::String(text) => is_interpolated(text),
        Data::List(list) => list.iter().any(any),
        Data::Map(map) => map.iter().any(|entry| any(&entry.value)),
        Data::Null | Data::Bool(_) | Data::Number(_) => false,
    }
}

/// Visits the references of every text in a tree.
pub fn each(node: &Node, visit: &mut impl FnMut(Reference)) {
    match &node.data {
        Data::String(text) => references(text).into_iter().for_each(|(reference, _)| visit(reference)),
        Data::List(list) => list.iter().for_each(|item| each(item, visit)),
        Data::Map(map) => map.iter().for_each(|entry| each(&entry.value, visit)),
        Data::Null | Data::Bool(_) | Data::Number(_) => {}
    }
}

/// The references of a text that can be read, with the bytes that each takes.
pub fn references(text: &str) -> Vec<(Reference, Range<usize>)> {
    if !is_interpolated(text) {
        return Vec::new();
    }
    let (parts, _) = scan(text);
    parts
        .into_iter()
        .filter_map(|part| match part {
            Part::Reference(reference, range) => Some((reference, range)),
            Part::Text(_) => None,
        })
        .collect()
}

/// The one reference that is the whole text, if it is one.
pub fn whole(text: &str) -> Option<Reference> {
    if !text.starts_with("${") {
        return None;
    }
    let (mut parts, errors) = scan(text);
    match (parts.pop(), parts.is_empty() && errors.is_empty()) {
        (Some(Part::Reference(reference, _)), true) => Some(reference),
        _ => None,
    }
}

/// Writes literal text so that it stays literal: `${` becomes `$${`.
pub fn escape(text: &str) -> String {
    text.replace("${", "$${")
}

/// The text that [`escape`] was given; for texts without interpolations.
pub fn unescape(text: &str) -> String {
    text.replace("$${", "${")
}

fn reference(inside: &str) -> Result<Reference, Reason> {
    let parts: Vec<&str> = inside.split('.').map(str::trim).collect();
    let root = parts.first().copied().unwrap_or_default();
    let Some((_, form)) = FORMS.iter().find(|(known, _)| *known == root) else {
        return Err(Reason::Unknown(inside.to_owned()));
    };
    let names = &parts[1..];
    if names.iter().any(|name| !is_name(name)) {
        return Err(Reason::Form(form));
    }
    let name = |at: usize| Arc::from(names[at]);
    match (root, names.len()) {
        ("name", 0) => Ok(Reference::Name),
        ("environment", 0) => Ok(Reference::Environment),
        ("user", 0) => Ok(Reference::User),
        ("var", 1) => Ok(Reference::Variable(name(0))),
        ("azure", 1) => Ok(Reference::Azure(name(0))),
        ("secret", 1) => Ok(Reference::Secret(name(0))),
        ("resources", 3) => Ok(Reference::Resource { kind: name(0), key: name(1), attribute: name(2) }),
        _ => Err(Reason::Form(form)),
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_without_interpolation_is_one_part() {
        assert_eq!(parse("{{secrets/a/b}} $x $"), Ok(vec![Part::Text("{{secrets/a/b}} $x $".into())]));
        assert_eq!(parse(""), Ok(vec![Part::Text(String::new())]));
    }

    #[test]
    fn parts_keep_their_places() {
        let parts = parse("é-${environment}-${var.x}").unwrap();
        assert_eq!(
            parts,
            [
                Part::Text("é-".into()),
                Part::Reference(Reference::Environment, 3..17),
                Part::Text("-".into()),
                Part::Reference(Reference::Variable("x".into()), 18..26),
            ]
        );
    }

    #[test]
    fn a_doubled_dollar_escapes() {
        assert_eq!(parse("$${name} $$${name}"), Ok(vec![Part::Text("${name} $${name}".into())]));
    }

    #[test]
    fn each_fault_is_named() {
        let errors = parse("${nam} ${var} ${resources.clusters.x} ${var.a b} ${open").unwrap_err();
        let reasons: Vec<_> = errors.into_iter().map(|error| error.reason).collect();
        assert_eq!(
            reasons,
            [
                Reason::Unknown("nam".into()),
                Reason::Form("${var.<variable>}"),
                Reason::Form("${resources.<kind>.<key>.<attribute>}"),
                Reason::Form("${var.<variable>}"),
                Reason::Unclosed,
            ]
        );
    }

    proptest! {
        #[test]
        fn escaped_text_comes_back(text in "[${}a-z.é]{0,24}") {
            // An escaped text ends in no lone `$` before an interpolation, so the escape is exact.
            prop_assume!(!text.contains("$${"));
            prop_assert_eq!(parse(&escape(&text)), Ok(vec![Part::Text(text)]));
        }

        #[test]
        fn nothing_panics(text in ".{0,40}") {
            let _ = parse(&text);
        }
    }
}

//! JSON Schema validation with findings of our own: the verdict is the schema's, code, place and words are ours.

mod groups;
mod json;
mod place;
mod report;
mod review;
mod words;

#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use jsonschema::{Draft, PatternOptions, Validator};
use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::kinds::{KINDS, Kind, Shape};
use crate::source::{Node, Span};
use json::Tree;
use place::Subject;

/// The schema of a spec but for the bodies of its resources.
const FRAME: &str = include_str!("../../schemas/v1/frame.json");

/// Checks the body of one resource: `key` and `at` are its key and where that stands, `base_path` its JSON pointer.
/// Variables are substituted already; text may still hold `${…}`, which is accepted for any value.
pub fn check_resource(
    kind: &'static Kind,
    key: &str,
    at: Span,
    body: &Node,
    base_path: &str,
    sink: &mut dyn FnMut(Diagnostic),
) {
    static VALIDATORS: OnceLock<Vec<OnceLock<Option<Validator<Tree>>>>> = OnceLock::new();
    let cells = VALIDATORS.get_or_init(|| KINDS.iter().map(|_| OnceLock::new()).collect());
    let cell =
        KINDS.iter().position(|known| known.name == kind.name).and_then(|position| cells.get(position));
    let Some(validator) = cell.and_then(|cell| cell.get_or_init(|| compile(kind.schema_value())).as_ref())
    else {
        return;
    };
    let subject = Subject::Resource { kind, key, at };
    check(validator, subject, kind.shape(), body, base_path, sink);
}

/// Checks a whole spec but for the bodies of its resources.
pub fn check_frame(root: &Node, sink: &mut dyn FnMut(Diagnostic)) {
    static COMPILED: OnceLock<Option<(Validator<Tree>, Shape)>> = OnceLock::new();
    let compiled = COMPILED.get_or_init(|| {
        let schema: Value = serde_json::from_str(FRAME).ok()?;
        Some((compile(&schema)?, Shape::read(&schema)))
    });
    // A schema that does not compile does not pass the tests.
    let Some((validator, shape)) = compiled else { return };
    check(validator, Subject::Spec, shape, root, "", sink);
}

fn check(
    validator: &Validator<Tree>,
    subject: Subject<'_>,
    shape: &Shape,
    root: &Node,
    base_path: &str,
    sink: &mut dyn FnMut(Diagnostic),
) {
    if !validator.is_valid(root) {
        report::report(validator, subject, shape, root, base_path, sink);
    }
    review::review(shape, root, base_path, sink);
}

fn compile(schema: &Value) -> Option<Validator<Tree>> {
    jsonschema::options_for::<Tree>()
        .with_draft(Draft::Draft202012)
        .with_pattern_options(PatternOptions::regex())
        .should_validate_formats(false)
        .offline()
        .build(schema)
        .ok()
}

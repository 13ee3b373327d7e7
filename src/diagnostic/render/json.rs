//! One JSON object for scripts; its shape is version 1 and only grows.

use serde::Serialize;

use super::{Summary, View, inert};
use crate::diagnostic::Diagnostic;
use crate::source::{Location, Span};

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    diagnostics: Vec<Finding<'a>>,
    summary: Counts,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    place: Place,
    path: &'a str,
    environment: Option<&'a str>,
    related: Vec<Other<'a>>,
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Place {
    file: String,
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: u32,
    column: u32,
    offset: u32,
}

#[derive(Serialize)]
struct Other<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Place,
}

#[derive(Serialize)]
struct Counts {
    errors: usize,
    warnings: usize,
    infos: usize,
    files: usize,
    resources: usize,
}

pub(super) fn render(diagnostics: &[Diagnostic], summary: &Summary, view: View<'_>) -> String {
    let findings = diagnostics.iter().map(|found| Finding {
        code: found.code.id,
        name: found.code.name,
        severity: found.severity.name(),
        message: &found.message,
        help: found.help.as_deref(),
        place: place(found.span, view),
        path: &found.path,
        environment: found.environment.as_deref(),
        related: found
            .related
            .iter()
            .map(|other| Other { message: &other.message, place: place(other.span, view) })
            .collect(),
        url: None,
    });
    let Summary { errors, warnings, infos, files, resources } = *summary;
    let report = Report {
        version: 1,
        diagnostics: findings.collect(),
        summary: Counts { errors, warnings, infos, files, resources },
    };
    // Text keys and plain values only: this cannot fail.
    let mut out = escaped(serde_json::to_string(&report).unwrap_or_default());
    out.push('\n');
    out
}

fn place(span: Span, view: View<'_>) -> Place {
    let file = view.map.file(span.file);
    let (start, end) = file.locations(span);
    let point = |Location { line, column, offset }| Point { line, column, offset };
    Place { file: (view.show)(&file.path), start: point(start), end: point(end) }
}

/// Writes as `\u009b` what JSON lets stand as it is and a terminal would act upon; such characters occur inside
/// strings alone.
fn escaped(json: String) -> String {
    if !json.contains(inert::is_active) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 64);
    for character in json.chars() {
        if inert::is_active(character) {
            out.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            out.push(character);
        }
    }
    out
}

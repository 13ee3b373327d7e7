//! One JSON object for scripts; its shape is version 1 and only grows.

use serde::Serialize;

use super::{Part, Summary, View, each, inert};
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
    fix: Option<Mend<'a>>,
}

#[derive(Serialize)]
struct Mend<'a> {
    message: &'a str,
    edits: Vec<Edited<'a>>,
}

/// The text that stands in place of what is between the ends.
#[derive(Serialize)]
struct Edited<'a> {
    #[serde(flatten)]
    place: Place,
    text: &'a str,
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
    fixable: usize,
}

pub(super) fn render(parts: &[Part<'_>], summary: &Summary) -> String {
    let findings = each(parts).map(|(found, view)| Finding {
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
        fix: found.fix.as_ref().map(|fix| Mend {
            message: &fix.title,
            edits: fix
                .edits
                .iter()
                .map(|edit| Edited { place: place(edit.span, view), text: &edit.text })
                .collect(),
        }),
    });
    let Summary { errors, warnings, infos, files, resources, fixable } = *summary;
    let report = Report {
        version: 1,
        diagnostics: findings.collect(),
        summary: Counts { errors, warnings, infos, files, resources, fixable },
    };
    inert::json(&report)
}

fn place(span: Span, view: View<'_>) -> Place {
    let file = view.map.file(span.file);
    let (start, end) = file.locations(span);
    let point = |Location { line, column, offset }| Point { line, column, offset };
    Place { file: (view.show)(&file.path), start: point(start), end: point(end) }
}

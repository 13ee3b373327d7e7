//! A Code Quality report of GitLab, which shows each finding beside its line in a merge request.

use serde::Serialize;

use super::fingerprint::Fingerprints;
use super::{Part, each, inert, told};
use crate::diagnostic::Severity;
use crate::source::Location;

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Place,
}

#[derive(Serialize)]
struct Place {
    path: String,
    positions: Positions,
}

#[derive(Serialize)]
struct Positions {
    begin: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

pub(super) fn render(parts: &[Part<'_>]) -> String {
    let mut fingerprints = Fingerprints::default();
    let issues: Vec<Issue> = each(parts)
        .map(|(found, view)| {
            let file = view.map.file(found.span.file);
            let (begin, end) = file.locations(found.span);
            let position = |Location { line, column, .. }| Position { line, column };
            Issue {
                description: format!("{}: {}", found.code.name, told(found)),
                check_name: found.code.id,
                fingerprint: fingerprints.of(found, view),
                severity: match found.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Info => "info",
                },
                location: Place {
                    path: (view.show)(&file.path),
                    positions: Positions { begin: position(begin), end: position(end) },
                },
            }
        })
        .collect();
    inert::json(&issues)
}

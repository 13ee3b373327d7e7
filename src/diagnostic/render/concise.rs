//! One line for each finding: `file:line:column: severity[code] name: message (help)`.

use std::fmt::Write;

use super::{Summary, View, inert};
use crate::diagnostic::Diagnostic;

pub(super) fn render(diagnostics: &[Diagnostic], summary: &Summary, view: View<'_>) -> String {
    let mut out = String::new();
    for found in diagnostics {
        let file = view.map.file(found.span.file);
        let at = file.location(found.span.start);
        let path = (view.show)(&file.path);
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "{}:{}:{}: {}[{}] {}: {}",
            inert::message(&path),
            at.line,
            at.column,
            found.severity.name(),
            found.code.id,
            found.code.name,
            inert::message(&found.message)
        );
        if let Some(environment) = &found.environment {
            let _ = write!(out, " in environment `{}`", inert::message(environment));
        }
        if let Some(help) = &found.help {
            let _ = write!(out, " ({})", inert::message(help));
        }
        out.push('\n');
    }
    out.push_str(&summary.line());
    out.push('\n');
    out
}

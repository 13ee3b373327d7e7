//! One line for each finding: `file:line:column: severity[code] name: message (help) [fixable]`.

use std::fmt::Write;

use super::{Part, Summary, each, inert, told};

pub(super) fn render(parts: &[Part<'_>], summary: &Summary) -> String {
    let mut out = String::new();
    for (found, view) in each(parts) {
        let file = view.map.file(found.span.file);
        let at = file.location(found.span.start);
        let path = (view.show)(&file.path);
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{}:{}:{}: {}[{}] {}: {}{}",
            inert::message(&path),
            at.line,
            at.column,
            found.severity.name(),
            found.code.id,
            found.code.name,
            told(found),
            if found.fix.is_some() { " [fixable]" } else { "" }
        );
    }
    out.push_str(&summary.lines());
    out
}

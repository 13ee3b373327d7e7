//! A JUnit report: a suite for each file that was read. What fails the run is a test that failed: errors,
//! and warnings where they are denied. Any other finding is a test that passed and printed it; a file without findings is
//! one test that passed.

use std::fmt::Write;

use indexmap::IndexMap;

use super::{Part, View, each, inert, told};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Location;

pub(super) fn render(parts: &[Part<'_>]) -> String {
    // A file that several specs include is one suite.
    let mut files: IndexMap<String, Vec<(&Diagnostic, View<'_>)>> = IndexMap::new();
    for part in parts {
        for file in part.view.map.files() {
            files.entry((part.view.show)(&file.path)).or_default();
        }
    }
    for (found, view) in each(parts) {
        files.entry((view.show)(&view.map.file(found.span.file).path)).or_default().push((found, view));
    }
    let tests: usize = files.values().map(|found| found.len().max(1)).sum();
    let failures: usize = files.values().map(|found| failed(found)).sum();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a string cannot fail.
    let _ =
        writeln!(out, "<testsuites name=\"bricep\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">");
    for (path, found) in &files {
        suite(&mut out, &text(path), found);
    }
    out.push_str("</testsuites>\n");
    out
}

fn failed(found: &[(&Diagnostic, View<'_>)]) -> usize {
    found.iter().filter(|(found, view)| fails(found, *view)).count()
}

/// Whether a finding fails the run.
fn fails(found: &Diagnostic, view: View<'_>) -> bool {
    found.severity >= if view.strict { Severity::Warning } else { Severity::Error }
}

/// The suite of one file, whose path is escaped.
fn suite(out: &mut String, path: &str, found: &[(&Diagnostic, View<'_>)]) {
    let (tests, failures) = (found.len().max(1), failed(found));
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">"
    );
    if found.is_empty() {
        let _ = writeln!(out, "    <testcase classname=\"{path}\" name=\"no findings\" file=\"{path}\"/>");
    }
    for (found, view) in found {
        let Location { line, column, .. } = view.map.file(found.span.file).location(found.span.start);
        let (id, name, severity) = (found.code.id, found.code.name, found.severity.name());
        let message = text(&told(found));
        let place = format!("{path}:{line}:{column}: {severity}: {message}");
        let inner = if fails(found, *view) {
            format!("<failure type=\"{severity}\" message=\"{message}\">{place}</failure>")
        } else {
            format!("<system-out>{place}</system-out>")
        };
        let _ = writeln!(
            out,
            "    <testcase classname=\"{path}\" name=\"{id} {name} at {line}:{column}\" file=\"{path}\" line=\"{line}\">\n      {inner}\n    </testcase>"
        );
    }
    out.push_str("  </testsuite>\n");
}

/// A text as XML takes it, in content and in attributes: control characters written out, markup escaped, and
/// `�` in place of the two characters that no document may hold.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in inert::message(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_what_no_document_may_hold_is_escaped() {
        assert_eq!(text("a<b & \"c\"]]>'"), "a&lt;b &amp; &quot;c&quot;]]&gt;'");
        assert_eq!(text("\0\u{8}\u{FFFE}\n"), "\\u{0}\\u{8}\u{FFFD}\\n");
    }
}

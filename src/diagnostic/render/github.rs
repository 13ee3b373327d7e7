//! Commands of GitHub Actions, which show each finding beside its line: `::error file=…,line=…::message`.

use std::fmt::Write;

use super::{Part, each, inert, told};
use crate::diagnostic::Severity;

pub(super) fn render(parts: &[Part<'_>]) -> String {
    let mut out = String::new();
    for (found, view) in each(parts) {
        let file = view.map.file(found.span.file);
        let (start, end) = file.locations(found.span);
        let path = (view.show)(&file.path);
        let command = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        // Writing to a string cannot fail.
        let _ = write!(out, "::{command} file={},line={}", property(&inert::message(&path)), start.line);
        // Columns are shown within one line only.
        let _ = if start.line == end.line && start.column < end.column {
            write!(out, ",col={},endColumn={}", start.column, end.column)
        } else {
            write!(out, ",col={}", start.column)
        };
        let title = format!("{} {}", found.code.id, found.code.name);
        let _ = writeln!(out, ",title={}::{}", property(&title), data(&told(found)));
    }
    out
}

/// The text behind a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_command_or_property_is_escaped() {
        assert_eq!(property("a%b:c,d\r\ne"), "a%25b%3Ac%2Cd%0D%0Ae");
        assert_eq!(data("100% : , \n::error::x"), "100%25 : , %0A::error::x");
    }
}

//! Commands of Azure Pipelines, which show each finding beside its line: `##vso[task.logissue …]message`.
//!
//! The agent looks for `##vso[` anywhere in a line and takes the first, so what follows in the message is text.

use std::fmt::Write;

use super::{Part, each, inert, told};
use crate::diagnostic::Severity;

pub(super) fn render(parts: &[Part<'_>]) -> String {
    let mut out = String::new();
    for (found, view) in each(parts) {
        let file = view.map.file(found.span.file);
        let at = file.location(found.span.start);
        let path = (view.show)(&file.path);
        let message = told(found);
        // The agent knows errors and warnings. Writing to a string cannot fail.
        let _ = match found.severity {
            Severity::Error | Severity::Warning => writeln!(
                out,
                "##vso[task.logissue type={};sourcepath={};linenumber={};columnnumber={};code={}]{}",
                found.severity.name(),
                property(&inert::message(&path)),
                at.line,
                at.column,
                found.code.id,
                data(&format!("{}: {message}", found.code.name)),
            ),
            Severity::Info => {
                writeln!(out, "{}", plain(&format!("{path}:{}: {}: {message}", at.line, found.code.id)))
            }
        };
    }
    out
}

/// The text behind a command. A per cent sign is written as the agent's own libraries write it.
fn data(text: &str) -> String {
    text.replace('%', "%AZP25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(']', "%5D").replace(';', "%3B")
}

/// A line that is no command.
fn plain(text: &str) -> String {
    inert::message(text).replace("##", "# #")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_command_or_property_is_escaped() {
        assert_eq!(property("a%b;c]d\r\ne"), "a%AZP25b%3Bc%5Dd%0D%0Ae");
        assert_eq!(data("100% ; ] \n##vso[x]"), "100%AZP25 ; ] %0A##vso[x]");
        assert_eq!(plain("##vso[task.setvariable variable=a]b"), "# #vso[task.setvariable variable=a]b");
        assert_eq!(plain("a\n###[x]"), "a\\n# ##[x]");
    }
}

//! SARIF 2.1.0, which code scanning of GitHub and Azure DevOps reads.
//!
//! One run, whatever the number of specs. The rules are those of the findings, each with its page; columns count
//! Unicode scalar values, and ends are exclusive, as in the standard.

use std::collections::BTreeMap;

use serde::Serialize;

use super::fingerprint::Fingerprints;
use super::{Part, View, each, inert, told};
use crate::diagnostic::{Answer, Code, Diagnostic, Fix, Severity, Suppressed};
use crate::source::{FileId, Span};

/// Where artifacts are relative to: the working directory of the run, by the name that others use for a repository.
const BASE: &str = "%SRCROOT%";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    column_kind: &'static str,
    results: Vec<Finding>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    name: &'static str,
    short_description: Text,
    help_uri: String,
    help: Help,
    default_configuration: Level,
    properties: Properties,
}

#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 1],
}

#[derive(Serialize)]
struct Level {
    level: &'static str,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Base {
    description: Text,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    /// Empty says that nothing suppresses it.
    suppressions: Vec<Suppression>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Mend>,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    justification: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mend {
    description: Text,
    artifact_changes: Vec<Edited>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Edited {
    artifact_location: Artifact,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Text,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    fully_qualified_name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

pub(super) fn render(parts: &[Part<'_>]) -> String {
    let answered = || parts.iter().flat_map(|part| part.suppressed.iter().map(|one| (one, part.view)));
    let all = each(parts).map(|(found, _)| found).chain(answered().map(|(one, _)| &one.diagnostic));
    let codes: BTreeMap<&str, &'static Code> = all.map(|found| (found.code.id, found.code)).collect();
    let index = |code: &Code| codes.keys().position(|id| *id == code.id).unwrap_or_default();
    let mut fingerprints = Fingerprints::default();
    let results = each(parts).map(|(found, view)| finding(found, view, index(found.code), &mut fingerprints));
    let mut results: Vec<Finding> = results.collect();
    results.extend(answered().map(|(one, view)| {
        let index = index(one.diagnostic.code);
        let found = finding(&one.diagnostic, view, index, &mut fingerprints);
        Finding { suppressions: vec![suppression(one)], ..found }
    }));
    let base = "The working directory of the run.".to_owned();
    inert::json(&Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "bricep",
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    information_uri: env!("CARGO_PKG_REPOSITORY"),
                    rules: codes.values().map(|code| rule(code)).collect(),
                },
            },
            original_uri_base_ids: BTreeMap::from([(BASE, Base { description: Text { text: base } })]),
            column_kind: "unicodeCodePoints",
            results,
        }],
    })
}

/// A rule with the page of its code: behind the title, the first paragraph says what is found.
fn rule(code: &'static Code) -> Rule {
    let summary = code.docs.split("\n\n").nth(1).unwrap_or_default().replace('\n', " ");
    Rule {
        id: code.id,
        name: code.name,
        short_description: Text { text: summary },
        help_uri: format!("{}/blob/main/docs/rules/{}.md", env!("CARGO_PKG_REPOSITORY"), code.name),
        help: Help { text: code.docs, markdown: code.docs },
        default_configuration: Level { level: level(code.level) },
        properties: Properties { tags: [code.topic()] },
    }
}

fn finding(
    found: &Diagnostic,
    view: View<'_>,
    rule_index: usize,
    fingerprints: &mut Fingerprints,
) -> Finding {
    let pointer = Some(&found.path).filter(|path| !path.is_empty());
    let place = Location {
        id: None,
        physical_location: physical(found.span, view),
        logical_locations: pointer
            .map(|path| Logical { fully_qualified_name: path.clone() })
            .into_iter()
            .collect(),
        message: found.label.as_deref().map(|label| Text { text: words(&inert::message(label)) }),
    };
    let others = found.related.iter().zip(1..).map(|(other, id)| Location {
        id: Some(id),
        physical_location: physical(other.span, view),
        logical_locations: Vec::new(),
        message: Some(Text { text: words(&inert::message(&other.message)) }),
    });
    Finding {
        rule_id: found.code.id,
        rule_index,
        level: level(found.severity),
        message: Text { text: words(&told(found)) },
        locations: [place],
        related_locations: others.collect(),
        partial_fingerprints: BTreeMap::from([("bricepPlace/v1", fingerprints.of(found, view))]),
        suppressions: Vec::new(),
        fixes: found.fix.iter().map(|fix| mend(fix, view)).collect(),
    }
}

/// Who has answered a finding, and why.
fn suppression(one: &Suppressed) -> Suppression {
    let kind = match one.by {
        Answer::Comment => "inSource",
        Answer::Setting => "external",
    };
    let justification = one.reason.as_deref().map(|reason| inert::message(reason).into_owned());
    Suppression { kind, justification }
}

/// A fix, whose edits stand in one file or in several.
fn mend(fix: &Fix, view: View<'_>) -> Mend {
    let mut files: BTreeMap<FileId, Vec<Replacement>> = BTreeMap::new();
    for edit in &fix.edits {
        let inserted_content = Text { text: edit.text.clone() };
        let deleted_region = region(edit.span, view);
        files.entry(edit.span.file).or_default().push(Replacement { deleted_region, inserted_content });
    }
    let changes = files
        .into_iter()
        .map(|(file, replacements)| Edited { artifact_location: artifact(file, view), replacements });
    let description = Text { text: words(&inert::message(&fix.title)) };
    Mend { description, artifact_changes: changes.collect() }
}

fn physical(span: Span, view: View<'_>) -> Physical {
    Physical { artifact_location: artifact(span.file, view), region: region(span, view) }
}

fn artifact(file: FileId, view: View<'_>) -> Artifact {
    Artifact { uri: uri(&(view.show)(&view.map.file(file).path)), uri_base_id: BASE }
}

fn region(span: Span, view: View<'_>) -> Region {
    let (start, end) = view.map.file(span.file).locations(span);
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A text as a message: brackets would make a link of it.
fn words(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

/// A path as a relative reference (RFC 3986).
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_relative_reference() {
        assert_eq!(uri("a/b-c_1.yaml"), "a/b-c_1.yaml");
        assert_eq!(uri("../C:\\é %?#.yaml"), "../C%3A%5C%C3%A9%20%25%3F%23.yaml");
    }

    #[test]
    fn a_message_holds_no_link() {
        assert_eq!(words("[a](https://x) \\["), "\\[a\\](https://x) \\\\\\[");
    }
}

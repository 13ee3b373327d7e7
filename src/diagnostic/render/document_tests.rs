//! Documents are read back by strict parsers, whatever the texts in them.

use serde_json::Value;

use super::tests::{path, shown};
use super::*;
use crate::diagnostic::{Sink, code};
use crate::source::{FileId, Memory, Span, load};

/// Texts that would end what they stand in, or begin something.
const EVIL: &str =
    "\"]]></failure><x a='&amp;'>\\ {0} [a](https://x) \u{1b}[31m\u{9b}\u{0}\u{fffe}\u{ffff}\u{202e}\n\r\té";

fn evil() -> (SourceMap, Vec<Diagnostic>) {
    let mut map = SourceMap::default();
    map.add(path("a <b>&\"c\"'%20#?\u{7}:é.yaml"), format!("k: {EVIL}\nl: w\n").into());
    let found = |severity| {
        let mut found = Diagnostic::new(&code::WRONG_TYPE, Span::new(FileId(0), 3, 40), EVIL)
            .help(EVIL)
            .label(EVIL)
            .path(EVIL)
            .environment(Some(EVIL.into()))
            .related(Span::new(FileId(0), 0, 1), EVIL);
        found.severity = severity;
        found
    };
    (map, [Severity::Error, Severity::Warning, Severity::Info].map(found).into())
}

#[test]
fn hostile_texts_stay_text_in_junit() {
    let (map, found) = evil();
    let out = shown(&found, &map, Format::Junit, false);
    let document = roxmltree::Document::parse(&out).unwrap_or_else(|error| panic!("{error}: {out}"));
    let tags: Vec<&str> = document
        .descendants()
        .filter(roxmltree::Node::is_element)
        .map(|node| node.tag_name().name())
        .collect();
    let expected = [
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "testcase",
        "system-out",
        "testcase",
        "system-out",
    ];
    assert_eq!(tags, expected, "{out}");
    let suite = document.root_element().first_element_child().unwrap();
    assert_eq!(suite.attribute("name"), Some("specs/a <b>&\"c\"'%20#?\\u{7}:é.yaml"));
    assert_eq!((suite.attribute("tests"), suite.attribute("failures")), (Some("3"), Some("1")));
    let failure = document.descendants().find(|node| node.has_tag_name("failure")).unwrap();
    let message = failure.attribute("message").unwrap();
    assert!(
        message.starts_with("\"]]></failure><x a='&amp;'>\\ {0} [a](https://x) \\u{1b}[31m"),
        "{message}"
    );
    assert!(failure.text().unwrap().ends_with(message));
}

#[test]
fn hostile_texts_stay_text_in_sarif() {
    let (map, found) = evil();
    let log: Value = serde_json::from_str(&shown(&found, &map, Format::Sarif, false)).unwrap();
    let run = &log["runs"][0];
    let levels: Vec<&str> =
        run["results"].as_array().unwrap().iter().map(|one| one["level"].as_str().unwrap()).collect();
    assert_eq!(levels, ["error", "warning", "note"]);
    let first = &run["results"][0];
    let message = first["message"]["text"].as_str().unwrap();
    assert!(message.contains("\\[a\\](https://x)") && !message.contains(" [a]"), "{message}");
    let uri = first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
    assert_eq!(uri, "specs/a%20%3Cb%3E%26%22c%22%27%2520%23%3F%07%3A%C3%A9.yaml");
}

#[test]
fn hostile_texts_stay_text_in_gitlab() {
    let (map, found) = evil();
    let issues: Value = serde_json::from_str(&shown(&found, &map, Format::Gitlab, false)).unwrap();
    let severities: Vec<&str> =
        issues.as_array().unwrap().iter().map(|one| one["severity"].as_str().unwrap()).collect();
    assert_eq!(severities, ["major", "minor", "info"]);
    assert_eq!(issues[0]["location"]["path"], "specs/a <b>&\"c\"'%20#?\u{7}:é.yaml");
}

fn fingerprints(text: &str) -> Vec<String> {
    let files = Memory::with([("bricep.yaml", text)]).unwrap();
    let mut sink = Sink::default();
    let loaded = load(&files, &path("bricep.yaml"), &mut sink);
    let found = sink.into_sorted();
    let issues: Value = serde_json::from_str(&shown(&found, &loaded.map, Format::Gitlab, false)).unwrap();
    let log: Value = serde_json::from_str(&shown(&found, &loaded.map, Format::Sarif, false)).unwrap();
    let of_sarif = log["runs"][0]["results"].as_array().unwrap().iter();
    let of_sarif =
        of_sarif.map(|one| one["partialFingerprints"]["bricepPlace/v1"].as_str().unwrap().to_owned());
    let prints: Vec<String> = issues
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["fingerprint"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(of_sarif.collect::<Vec<_>>(), prints);
    prints
}

#[test]
fn fingerprints_outlive_other_lines_and_are_unique() {
    let before = fingerprints("version: 1\na: 1\na: 2\na: 3\nb: .nan\n");
    assert_eq!(before.len(), 3, "two keys that are there again, and a number");
    let after = fingerprints("# a comment\n\nversion: 1\nc: 9\nc: 9\na: 1\n\na: 2\na: 3\nb: .nan\n");
    assert_eq!(after.len(), 4);
    assert_eq!(after.iter().filter(|print| before.contains(print)).count(), 3, "{before:?} {after:?}");
    let unique: std::collections::BTreeSet<&String> = after.iter().collect();
    assert_eq!(unique.len(), after.len());
}

#[test]
fn findings_of_several_specs_are_one_document() {
    let texts =
        [("a/bricep.yaml", "a: 1\na: 2\n"), ("b/bricep.yaml", "x: {\n"), ("c/bricep.yaml", "version: 1\n")];
    let specs: Vec<(SourceMap, Vec<Diagnostic>)> = texts
        .iter()
        .map(|(name, text)| {
            let files = Memory::with([(*name, *text)]).unwrap();
            let mut sink = Sink::default();
            (load(&files, &path(name), &mut sink).map, sink.into_sorted())
        })
        .collect();
    let show = |path: &ProjectPath| path.to_string();
    let parts: Vec<Part<'_>> = specs
        .iter()
        .map(|(map, diagnostics)| Part {
            diagnostics,
            suppressed: &[],
            view: View { map, show: &show, color: false, strict: false },
        })
        .collect();
    let count = parts.iter().map(|part| part.diagnostics.len()).sum::<usize>();
    assert!(count >= 2);
    let summary = Summary { errors: count, files: 3, ..Summary::default() };
    for &format in Format::ALL {
        let out = render_all(format, &parts, &summary);
        match format {
            Format::Full => {
                assert!(out.contains("--> a/bricep.yaml") && out.contains("--> b/bricep.yaml"), "{out}")
            }
            Format::Concise => assert_eq!(out.lines().count(), count + 1, "{out}"),
            Format::Azure | Format::Github => assert_eq!(out.lines().count(), count, "{out}"),
            Format::Json | Format::Sarif | Format::Gitlab => {
                let value: Value = serde_json::from_str(&out).unwrap();
                let list = match format {
                    Format::Json => &value["diagnostics"],
                    Format::Sarif => &value["runs"][0]["results"],
                    _ => &value,
                };
                assert_eq!(list.as_array().map(Vec::len), Some(count), "{out}");
            }
            Format::Junit => {
                let document = roxmltree::Document::parse(&out).unwrap();
                let suites = document.root_element().children().filter(roxmltree::Node::is_element);
                let names: Vec<_> = suites.map(|suite| suite.attribute("name").unwrap()).collect();
                assert_eq!(names, ["a/bricep.yaml", "b/bricep.yaml", "c/bricep.yaml"]);
            }
        }
    }
}

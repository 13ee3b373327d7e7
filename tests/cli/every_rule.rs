//! A spec and templates with one violation of every rule give one finding of each, at its place.
//!
//! The line of a finding's place ends with a comment that names its code: what is expected stands beside what is wrong.

use std::path::Path;

use crate::project::{Project, Run};

/// A finding as every format can tell it: file, line, code.
type Told = (String, usize, String);

/// A copy of the seeded spec, and the marks in it, in the order of its files and of their lines.
fn seeded() -> (Project, Vec<Told>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/every-rule");
    let project = Project::new(&[]);
    let mut marks = Vec::new();
    for file in walkdir::WalkDir::new(&folder).sort_by_file_name() {
        let file = file.unwrap();
        if !file.file_type().is_file() {
            continue;
        }
        let path = file.path().strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
        let text = read(file.path());
        for (at, line) in text.lines().enumerate() {
            let mark = line.rsplit_once('#').or_else(|| line.rsplit_once("//"));
            let comment = mark.map_or("", |(_, comment)| comment);
            let codes = comment.split_whitespace().filter(|word| word.starts_with("BRC"));
            marks.extend(codes.map(|code| (path.clone(), at + 1, code.to_owned())));
        }
        project.write(&path, &text);
    }
    // Rules about paths of a repository ask whether there is one.
    project.write(".git/HEAD", "ref: refs/heads/main\n");
    (project, marks)
}

#[expect(clippy::disallowed_methods, reason = "tests read their own files")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn validate(project: &Project, arguments: &[&str]) -> Run {
    // That custom providers are retired is no rule, and is said of each template that has one.
    let all = ["validate", ".", "--templates", "--ignore", "BRC9001", "--as-of", "2026-11-25"];
    project.run(&[&all[..], arguments].concat())
}

fn told(project: &Project) -> Vec<Told> {
    let run = validate(project, &["--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let tell = |found: &serde_json::Value| {
        let text = |key: &str| found[key].as_str().unwrap().to_owned();
        (text("file"), usize::try_from(found["start"]["line"].as_u64().unwrap()).unwrap(), text("code"))
    };
    report["diagnostics"].as_array().unwrap().iter().map(tell).collect()
}

#[test]
fn every_rule_is_seeded_once() {
    let (_, marks) = seeded();
    let mut marked: Vec<&str> = marks.iter().map(|(_, _, code)| &**code).collect();
    marked.sort_unstable();
    let rules: Vec<&str> = bricep::rules::RULES.iter().map(|rule| rule.code.id).collect();
    assert_eq!(marked, rules);
}

#[test]
fn each_violation_is_found_at_its_line_and_nothing_else_is() {
    let (project, marks) = seeded();
    let found = told(&project);
    let missing: Vec<_> = marks.iter().filter(|mark| !found.contains(mark)).collect();
    let surplus: Vec<_> = found.iter().filter(|found| !marks.contains(found)).collect();
    let shown = validate(&project, &["--format", "concise"]).out;
    assert!(missing.is_empty() && surplus.is_empty(), "missing {missing:#?}, surplus {surplus:#?}\n{shown}");
    assert_eq!(found.len(), marks.len());
}

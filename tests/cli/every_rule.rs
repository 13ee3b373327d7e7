//! A spec and templates with one violation of every rule give one finding of each, at its place.
//!
//! The line of a finding's place ends with a comment that names its code: what is expected stands beside what is wrong.

use std::path::Path;

use std::collections::BTreeMap;

use roxmltree::Document;
use serde_json::Value;

use crate::project::{Project, Run};

/// A finding as every format can tell it: file, line, code.
type Told = (String, usize, String);

/// A copy of the seeded spec, and the marks in it, in the order of its files and of their lines.
fn seeded() -> (Project, Vec<Told>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/every-rule");
    let project = Project::new(&[]);
    let (mut files, mut marks) = (Vec::new(), Vec::new());
    for file in walkdir::WalkDir::new(&folder).sort_by_file_name() {
        let file = file.unwrap();
        if !file.file_type().is_file() {
            continue;
        }
        let path = file.path().strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
        files.push((path, read(file.path())));
    }
    files.push(("dev/many_tasks.yaml".to_owned(), many_tasks()));
    files.sort();
    for (path, text) in files {
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

/// A job of more tasks than there may be, which nobody wants to read in a file.
fn many_tasks() -> String {
    let mut text =
        "resources:\n  jobs:\n    many_tasks:\n      name: many-tasks\n      tasks: [ # BRC4254\n".to_owned();
    for at in 0..1_001 {
        text +=
            &format!("        {{ task_key: t{at}, notebook_task: {{ notebook_path: /Shared/load }} }},\n");
    }
    text + "      ]\n"
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

/// A finding as every format can tell it, with its column.
type Placed = (String, usize, usize, String);

/// Reads the findings of a format back.
type Reader = fn(&str) -> Vec<Placed>;

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().unwrap().iter()
}

fn of_json(out: &str) -> Vec<Placed> {
    let report: Value = serde_json::from_str(out).unwrap();
    let tell = |one: &Value| {
        let start = &one["start"];
        (text(&one["file"]), number(&start["line"]), number(&start["column"]), text(&one["code"]))
    };
    array(&report["diagnostics"]).map(tell).collect()
}

fn of_sarif(out: &str) -> Vec<Placed> {
    let log: Value = serde_json::from_str(out).unwrap();
    let rules = &log["runs"][0]["tool"]["driver"]["rules"];
    let tell = |one: &Value| {
        let place = &one["locations"][0]["physicalLocation"];
        let (file, region) = (text(&place["artifactLocation"]["uri"]), &place["region"]);
        let code = text(&one["ruleId"]);
        assert_eq!(rules[number(&one["ruleIndex"])]["id"], code);
        assert!(array(&one["suppressions"]).next().is_none());
        (file, number(&region["startLine"]), number(&region["startColumn"]), code)
    };
    array(&log["runs"][0]["results"]).map(tell).collect()
}

fn of_gitlab(out: &str) -> Vec<Placed> {
    let issues: Value = serde_json::from_str(out).unwrap();
    let tell = |one: &Value| {
        let begin = &one["location"]["positions"]["begin"];
        let file = text(&one["location"]["path"]);
        (file, number(&begin["line"]), number(&begin["column"]), text(&one["check_name"]))
    };
    array(&issues).map(tell).collect()
}

fn of_junit(out: &str) -> Vec<Placed> {
    let document = Document::parse(out).unwrap();
    let cases = document.descendants().filter(|node| node.has_tag_name("testcase"));
    let tell = |case: roxmltree::Node<'_, '_>| {
        let (code, rest) = case.attribute("name")?.split_once(' ')?;
        let (_, place) = rest.split_once(" at ")?;
        let (line, column) = place.split_once(':')?;
        assert_eq!(case.attribute("line"), Some(line));
        Some((case.attribute("file")?.to_owned(), line.parse().ok()?, column.parse().ok()?, code.to_owned()))
    };
    cases
        .filter(|case| case.attribute("name") != Some("no findings"))
        .map(|case| tell(case).unwrap())
        .collect()
}

/// `key=value` pairs between separators; no key stands twice.
fn properties(text: &str, separator: char) -> BTreeMap<&str, &str> {
    let mut properties = BTreeMap::new();
    for pair in text.split(separator) {
        let (key, value) = pair.split_once('=').unwrap_or_else(|| panic!("{pair}"));
        assert!(properties.insert(key, value).is_none(), "{text}");
    }
    properties
}

/// All lines but those of the summary; `end` is where it begins.
fn lines(out: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = out.lines().collect();
    if lines.last().is_some_and(|last| last.ends_with("can be fixed with `bricep validate --fix`")) {
        lines.pop();
    }
    let summary = lines.pop().unwrap();
    assert!(summary.contains(" files"), "{summary}");
    lines
}

fn of_github(out: &str) -> Vec<Placed> {
    let tell = |line: &str| {
        let rest = line.strip_prefix("::").unwrap();
        let (command, rest) = rest.split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&command), "{line}");
        let (head, message) = rest.split_once("::").unwrap();
        assert!(!message.is_empty());
        let of = properties(head, ',');
        let code = of["title"].split_once(' ').unwrap().0;
        (of["file"].to_owned(), of["line"].parse().unwrap(), of["col"].parse().unwrap(), code.to_owned())
    };
    out.lines().map(tell).collect()
}

/// The agent knows no notes, which are plain lines without columns.
fn of_azure(out: &str) -> Vec<(String, usize, Option<usize>, String)> {
    let tell = |line: &str| {
        let Some(rest) = line.strip_prefix("##vso[task.logissue ") else {
            let mut parts = line.splitn(4, ':');
            let mut part = || parts.next().unwrap().trim();
            return (part().to_owned(), part().parse().unwrap(), None, part().to_owned());
        };
        let (head, message) = rest.split_once(']').unwrap();
        assert!(!message.is_empty());
        let of = properties(head, ';');
        assert!(["error", "warning"].contains(&of["type"]));
        let column = of["columnnumber"].parse().unwrap();
        (of["sourcepath"].to_owned(), of["linenumber"].parse().unwrap(), Some(column), of["code"].to_owned())
    };
    out.lines().map(tell).collect()
}

fn of_concise(out: &str) -> Vec<Placed> {
    let tell = |line: &str| {
        let (place, rest) = line.split_once(": ").unwrap();
        let mut parts = place.rsplitn(3, ':');
        let mut part = || parts.next().unwrap();
        let (column, line) = (part().parse().unwrap(), part().parse().unwrap());
        let code = rest.split_once('[').unwrap().1.split_once(']').unwrap().0;
        (part().to_owned(), line, column, code.to_owned())
    };
    lines(out).into_iter().map(tell).collect()
}

/// A title with the code, then the place below an arrow.
fn of_full(out: &str) -> Vec<Placed> {
    let mut found = Vec::new();
    let mut code = None;
    for line in out.lines() {
        let title = ["error[", "warning[", "info["].iter().find_map(|level| line.strip_prefix(level));
        if let Some(title) = title {
            assert_eq!(code, None, "{line}");
            code = title.split_once(']').map(|(code, _)| code.to_owned());
        } else if let Some(place) = line.trim_start().strip_prefix("--> ")
            && let Some(code) = code.take()
        {
            let mut parts = place.rsplitn(3, ':');
            let mut part = || parts.next().unwrap();
            let (column, line) = (part().parse().unwrap(), part().parse().unwrap());
            found.push((part().to_owned(), line, column, code));
        }
    }
    found
}

#[test]
fn every_format_tells_the_same_in_the_same_order() {
    let (project, marks) = seeded();
    let out = |format: &str| validate(&project, &["--format", format]).out;
    let expected = of_json(&out("json"));
    assert_eq!(expected.len(), marks.len());
    let formats: [(&str, Reader); 6] = [
        ("sarif", of_sarif),
        ("gitlab", of_gitlab),
        ("github", of_github),
        ("concise", of_concise),
        ("full", of_full),
        ("junit", of_junit),
    ];
    for (format, read) in formats {
        assert_eq!(read(&out(format)), expected, "{format}");
    }
    let of_azure = of_azure(&out("azure"));
    assert_eq!(of_azure.len(), expected.len());
    for ((file, line, column, code), (expected_file, expected_line, expected_column, expected_code)) in
        of_azure.iter().zip(&expected)
    {
        assert_eq!((file, line, code), (expected_file, expected_line, expected_code));
        assert!(column.is_none_or(|column| column == *expected_column));
    }
    // The order is that in which the spec names its files, and that of the places in each.
    let mut files: Vec<&String> = expected.iter().map(|(file, ..)| file).collect();
    files.dedup();
    assert_eq!(files.len(), files.iter().collect::<std::collections::BTreeSet<_>>().len(), "{files:?}");
    for file in files {
        let places: Vec<_> =
            expected.iter().filter(|(other, ..)| other == file).map(|one| (one.1, one.2)).collect();
        assert!(places.is_sorted(), "{file}");
    }
}

/// What can be mended is, once and for all, and nothing else is touched.
#[test]
fn each_fixable_violation_is_mended_and_all_else_stays() {
    let (project, _) = seeded();
    let read = || -> BTreeMap<String, String> {
        project.files().into_iter().map(|path| (path.clone(), project.read(&path).unwrap())).collect()
    };
    let before = read();
    let report: Value = serde_json::from_str(&validate(&project, &["--format", "json"]).out).unwrap();
    let (fixable, others): (Vec<&Value>, Vec<&Value>) =
        array(&report["diagnostics"]).partition(|one| !one["fix"].is_null());
    assert!(!fixable.is_empty());
    let codes = |found: &[&Value]| -> Vec<String> {
        let mut codes: Vec<String> = found.iter().map(|one| text(&one["code"])).collect();
        codes.sort();
        codes
    };
    let run = validate(&project, &["--fix", "--format", "json"]);
    assert!(run.err.starts_with(&format!("Fixed {} finding", fixable.len())), "{}", run.err);
    let left: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        codes(&array(&left["diagnostics"]).collect::<Vec<_>>()),
        codes(&others),
        "nothing new is found"
    );
    // What the edits of the report make of the files is what they hold.
    let mut expected = before;
    let mut edits: Vec<(String, usize, usize, String)> = Vec::new();
    for edit in fixable.iter().flat_map(|one| array(&one["fix"]["edits"])) {
        let (start, end) = (number(&edit["start"]["offset"]), number(&edit["end"]["offset"]));
        edits.push((text(&edit["file"]), start, end, text(&edit["text"])));
    }
    edits.sort();
    for (file, start, end, by) in edits.into_iter().rev() {
        expected.get_mut(&file).unwrap().replace_range(start..end, &by);
    }
    assert_eq!(read(), expected);
    let again = validate(&project, &["--fix", "--format", "json"]);
    assert_eq!((again.out, again.err), (run.out, String::new()));
    assert_eq!(read(), expected);
}

//! The language, pass by pass: what is said of a spec, and what is made of it.

mod agents;
mod api_versions;
mod azure;
mod bodies;
mod catalogues;
mod defaults;
mod environments;
mod frame;
mod join;
mod levels;
mod names;
mod network;
mod overlays;
mod paths;
mod pipelines;
mod properties;
mod references;
mod several;
mod tags;
mod variables;

use std::fmt::Write as _;

use super::{Checked, Options, check};
use crate::diagnostic::codes;
use crate::diagnostic::render::{Format, Summary, View, render};
use crate::source::{Data, Memory, Node, ProjectPath, Span};

/// A cluster that has all it needs.
const CLUSTER: &str = "{ spark_version: 16.4.x-scala2.12, node_type_id: Standard_D4ds_v5, num_workers: 1 }";

/// A pool that has all it needs.
const POOL: &str = "{ instance_pool_name: p, node_type_id: Standard_D4ds_v5 }";

/// The text without the indentation that all its lines share; `@cluster`, `@pool` and `@node` become whole ones.
fn dedent(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let indentation = |line: &&str| line.len() - line.trim_start().len();
    let common = lines.iter().filter(|line| !line.trim().is_empty()).map(indentation).min().unwrap_or(0);
    let lines = lines.iter().skip_while(|line| line.trim().is_empty());
    let text =
        lines.fold(String::new(), |text, line| text + line.get(common..).unwrap_or("").trim_end() + "\n");
    text.trim_end().replace("@cluster", CLUSTER).replace("@pool", POOL).replace("@node", "Standard_D4ds_v5")
        + "\n"
}

/// A spec with version and name, and this below.
fn spec(body: &str) -> String {
    format!("version: 1\nname: demo\n{}", dedent(body))
}

fn run_with(files: &[(&str, &str)], options: &Options) -> Checked {
    let files = files.iter().map(|(path, text)| {
        let text = if path.ends_with(".yaml") { dedent(text) } else { (*text).to_owned() };
        (*path, text)
    });
    let files = Memory::with(files).unwrap();
    check(&files, &ProjectPath::root().join("bricep.yaml").unwrap(), options)
}

fn run(files: &[(&str, &str)]) -> Checked {
    run_with(files, &Options::default())
}

/// What is found: the concise line of each finding, then the text it marks with its pointer, then the related places.
fn shown(checked: &Checked) -> String {
    let show = |path: &ProjectPath| path.to_string();
    let view = View { map: &checked.map, show: &show, color: false, strict: false };
    let text = render(Format::Concise, &checked.diagnostics, &Summary::default(), view);
    let mut out = String::new();
    for (line, found) in text.lines().zip(&checked.diagnostics) {
        let _ = writeln!(out, "{line}\n    {} {}", marked(checked, found.span), found.path);
        for related in &found.related {
            let file = checked.map.file(related.span.file);
            let at = file.location(related.span.start);
            let marked = marked(checked, related.span);
            let _ =
                writeln!(out, "    {}:{}:{}: {}: {marked}", file.path, at.line, at.column, related.message);
        }
    }
    out
}

fn marked(checked: &Checked, span: Span) -> String {
    let text = checked.map.slice(span);
    let line = text.lines().next().unwrap_or("");
    let short: String = line.chars().take(40).collect();
    if short == text { format!("`{short}`") } else { format!("`{short}…`") }
}

/// What is found in these files.
fn findings(files: &[(&str, &str)]) -> String {
    shown(&run(files))
}

/// What is found in one file that has version and name, and this below.
fn found(body: &str) -> String {
    findings(&[("bricep.yaml", &spec(body))])
}

/// Each of these is a spec without a finding, but for variables that nothing uses.
fn silent(bodies: &[&str]) {
    for body in bodies {
        let checked = run(&[("bricep.yaml", &spec(body))]);
        assert_eq!(shown(&checked), "", "{body}");
        assert!(checked.model.is_some(), "{body}");
    }
}

/// The tree of a resource in an environment, as JSON; `-` where it has none.
fn tree(checked: &Checked, environment: &str, kind: &str, key: &str) -> String {
    let model = checked.model.as_ref().unwrap();
    let at = model.environment(environment).unwrap();
    let tree = model.resource(kind, key).and_then(|resource| resource.trees[at].as_deref());
    tree.map_or_else(|| "-".to_owned(), |tree| json(tree).to_string())
}

fn json(node: &Node) -> serde_json::Value {
    match &node.data {
        Data::Null => serde_json::Value::Null,
        Data::Bool(value) => (*value).into(),
        Data::Number(number) => serde_json::from_str(number.as_str()).unwrap(),
        Data::String(text) => (&**text).into(),
        Data::List(list) => list.iter().map(json).collect(),
        Data::Map(map) => map.iter().map(|entry| (entry.key.text.to_string(), json(&entry.value))).collect(),
    }
}

/// A finding that no test has seen may not work.
#[test]
#[expect(clippy::disallowed_methods, reason = "the tests themselves are read")]
fn every_code_of_loading_and_language_is_seen_by_a_test() {
    let sources = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let files = walkdir::WalkDir::new(sources).into_iter().filter_map(Result::ok);
    let tests = files.filter(|file| {
        let path = file.path().to_string_lossy().replace('\\', "/");
        (path.contains("/tests")
            || path.contains("_tests")
            || path.ends_with(".snap")
            || path.ends_with("/sink.rs"))
            && !path.ends_with("/spec/tests/mod.rs")
    });
    let tests: String = tests.filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect();
    // Those of files that are written, and of what is asked for, are seen in the tests of the command line.
    let elsewhere = ["BRC1019", "BRC1020", "BRC3018"];
    let unseen = codes().iter().filter(|code| code.id < "BRC4000" && !elsewhere.contains(&code.id));
    let unseen: Vec<&str> = unseen.filter(|code| !tests.contains(code.id)).map(|code| code.id).collect();
    assert!(unseen.is_empty(), "{unseen:?}");
}

#![expect(clippy::disallowed_methods, reason = "fixtures are read from the disk")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::*;
use crate::diagnostic::{Severity, Sink};
use crate::kinds;
use crate::source::{Memory, ProjectPath, SourceMap, load};

/// The findings of a spec's frame and resources, in the order of their places.
fn findings(text: &str) -> (SourceMap, Vec<Diagnostic>) {
    let root = ProjectPath::root().join("bricep.yaml").unwrap();
    let mut sink = Sink::default();
    let loaded = load(&Memory::with([("bricep.yaml", text)]).unwrap(), &root, &mut sink);
    let tree = loaded.documents[0].root.clone().unwrap();
    check_frame(&tree, &mut |found| sink.push(found));
    for kinds in tree.get("resources").and_then(Node::as_map).into_iter().flatten() {
        let kind = kinds::kind(&kinds.key.text).unwrap();
        for entry in kinds.value.as_map().into_iter().flatten() {
            let path = format!("/resources/{}/{}", kind.name, entry.key.text);
            check_resource(kind, &entry.key.text, entry.key.span, &entry.value, &path, &mut |found| {
                sink.push(found);
            });
        }
    }
    (loaded.map, sink.into_sorted())
}

/// One finding in a few lines: code, place, what is marked, words.
fn shown(map: &SourceMap, found: &Diagnostic) -> String {
    let file = map.file(found.span.file);
    let start = file.location(found.span.start);
    let marked = map.slice(found.span).replace('\n', "⏎");
    let mut text = format!(
        "{} {}:{} `{marked}`\n  {}\n  at {}\n",
        found.code.id, start.line, start.column, found.message, found.path
    );
    if let Some(help) = &found.help {
        writeln!(text, "  help: {help}").unwrap();
    }
    for related in &found.related {
        let place = map.file(related.span.file).location(related.span.start);
        writeln!(text, "  see {}:{}: {}", place.line, place.column, related.message).unwrap();
    }
    text
}

fn fixtures(kind: &str, verdict: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/kinds").join(kind).join(verdict);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let name = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn every_kind_has_fixtures() {
    for kind in KINDS {
        assert!(fixtures(kind.name, "valid").len() >= 2, "{}", kind.name);
        assert!(fixtures(kind.name, "invalid").len() >= 8, "{}", kind.name);
    }
}

#[test]
fn valid_fixtures_are_clean() {
    for kind in KINDS {
        for (name, text) in fixtures(kind.name, "valid") {
            let (map, found) = findings(&text);
            let shown: String = found.iter().map(|found| shown(&map, found)).collect();
            assert_eq!(shown, "", "{}/{name}", kind.name);
        }
    }
}

#[test]
fn invalid_fixtures_are_told_what_is_wrong() {
    for kind in KINDS {
        let mut text = String::new();
        for (name, fixture) in fixtures(kind.name, "invalid") {
            let (map, found) = findings(&fixture);
            assert!(!found.is_empty(), "{}/{name}", kind.name);
            writeln!(text, "# {name}").unwrap();
            found.iter().for_each(|found| text.push_str(&shown(&map, found)));
            text.push('\n');
        }
        insta::assert_snapshot!(kind.name, text);
    }
}

#[test]
fn a_wrong_frame_is_told_what_is_wrong() {
    let (map, found) = findings(
        "
version: 1
nam: lake
variables:
  size: { type: text, allowed: [] }
azure:
  location: West Europe
  subscription_id: abc
  route: functions
  workspace: { sku: premium, url: https://adb-1.2.azuredatabricks.net }
  network: { address_prefix: 10.0.0.0 }
  log_analytics: { retention_in_days: 7 }
  storage: { containers: [ Raw ] }
  key_vault: { existing: {} }
environments:
  dev: { default: yes, azure: { route: direct, tags: null } }
  prod:
  test: { resources: [], mode: prod }
outputs: { id: 1 }
pipelines: { gitlab: {} }
resources: { clusters: [] }
",
    );
    insta::assert_snapshot!(found.iter().map(|found| shown(&map, found)).collect::<String>());
}

#[test]
fn schemas_compile() {
    for kind in KINDS {
        assert!(compile(kind.schema_value()).is_some(), "{}", kind.name);
    }
    assert!(compile(&serde_json::from_str(FRAME).unwrap()).is_some());
}

/// A value of each JSON type at every field of every kind: one finding at most for each value.
#[test]
fn one_wrong_value_is_one_finding() {
    let values = ["null", "true", "1", "-7.5", "text", "[[]]", "{ zz: 1 }"];
    for kind in KINDS {
        for (field, _) in kind.shape().properties() {
            for value in values {
                let text = format!(
                    "version: 1\nname: x\nresources: {{ {}: {{ a: {{ {field}: {value} }} }} }}\n",
                    kind.name
                );
                let (map, found) = findings(&text);
                let at = format!("/resources/{}/a/{field}", kind.name);
                let here = found
                    .iter()
                    .filter(|found| found.path.starts_with(&at) && found.severity == Severity::Error)
                    .filter(|found| !found.path[at.len()..].contains("/zz"))
                    .filter(|found| !["BRC2003", "BRC2010"].contains(&found.code.id))
                    .count();
                assert!(here <= 1, "{}", found.iter().map(|found| shown(&map, found)).collect::<String>());
                assert!(
                    value != "null" || here == 1 || kind.shape().property(field).unwrap().is_server_filled()
                );
            }
        }
    }
}

#[test]
fn an_interpolation_is_accepted_for_every_value() {
    fn walk(shape: &Shape, depth: usize, at: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
        for (name, inner) in shape.properties() {
            at.push(name.to_owned());
            found.push(at.clone());
            if depth > 0 {
                walk(inner, depth - 1, at, found);
            }
            at.pop();
        }
    }
    for kind in KINDS {
        let mut paths = Vec::new();
        walk(kind.shape(), 2, &mut Vec::new(), &mut paths);
        assert!(!paths.is_empty());
        for path in paths {
            let body = path
                .iter()
                .rev()
                .fold("\"${var.x}\"".to_owned(), |body, name| format!("{{ {name}: {body} }}"));
            let text = format!("version: 1\nname: x\nresources: {{ {}: {{ a: {body} }} }}\n", kind.name);
            let (map, found) = findings(&text);
            let at = format!("/resources/{}/a/{}", kind.name, path.join("/"));
            let wrong = found.iter().find(|found| found.path == at && found.severity == Severity::Error);
            assert!(wrong.is_none(), "{}", wrong.map(|found| shown(&map, found)).unwrap_or_default());
        }
    }
}

/// What the generator writes for rules with a condition and for lists without doubles, which few kinds have.
#[test]
fn conditions_and_doubles_are_told() {
    let schema = serde_json::json!({
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "mode": { "type": "string" }, "on": { "type": "boolean" }, "fast": { "type": "string" },
            "slow": { "type": "string" }, "why": { "type": "string" },
            "names": { "type": "array", "items": { "type": "string" }, "uniqueItems": true },
            "pairs": { "type": "array", "items": { "type": "object", "additionalProperties": true }, "uniqueItems": true },
        },
        "allOf": [
            { "if": { "required": ["mode"], "properties": { "mode": { "enum": ["quick"] } } },
              "then": { "anyOf": [{ "required": ["fast"] }] } },
            { "if": { "required": ["mode", "on"], "properties": { "mode": { "enum": ["quick"] }, "on": { "enum": [true] } } },
              "then": { "properties": { "slow": false } } },
            { "if": { "anyOf": [{ "required": ["slow"] }] }, "then": { "anyOf": [{ "required": ["why"] }] } },
        ],
        "x-bricep-groups": [
            { "rule": "at_least_one", "of": ["fast"], "when": { "mode": ["quick"] } },
            { "rule": "none", "of": ["slow"], "when": { "mode": ["quick"], "on": [true] } },
            { "rule": "at_least_one", "of": ["why"], "when": ["slow"] },
        ],
    });
    let (validator, shape) = (compile(&schema).unwrap(), Shape::read(&schema));
    let told = |text: &str| {
        let root = ProjectPath::root().join("bricep.yaml").unwrap();
        let mut sink = Sink::default();
        let loaded = load(&Memory::with([("bricep.yaml", text)]).unwrap(), &root, &mut sink);
        let tree = loaded.documents[0].root.clone().unwrap();
        check(&validator, Subject::Spec, &shape, &tree, "", &mut |found| sink.push(found));
        sink.into_sorted().iter().map(|found| shown(&loaded.map, found)).collect::<String>()
    };
    assert_eq!(told("{ mode: quick, on: false, fast: x, slow: y, why: z, names: [a, b] }"), "");
    assert_eq!(told("{ mode: other }"), "");
    assert_eq!(told("{ pairs: [ { a: 1, b: [x] }, { a: 1, b: [y] } ] }"), "");
    assert!(told("{ pairs: [ { a: 1, b: [x] }, { b: [x], a: 1 } ] }").contains("has an element twice"));
    insta::assert_snapshot!(told("{ mode: quick, on: true, slow: y, names: [a, b, a] }"));
}

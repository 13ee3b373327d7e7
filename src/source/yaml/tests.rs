use std::time::Duration;

use cpu_time::ThreadTime;

use proptest::prelude::*;

use super::*;
use crate::source::{Data, ProjectPath, SourceMap};

struct Read {
    map: SourceMap,
    parsed: Parsed,
    found: Vec<Diagnostic>,
}

fn read_as(name: &str, text: &str) -> Read {
    let mut map = SourceMap::default();
    let file = map.add(ProjectPath::root().join(name).unwrap(), Arc::from(text));
    let (mut context, mut sink) = (Context::default(), Sink::default());
    let parse = if name.ends_with(".json") { parse_json } else { parse_yaml };
    let parsed = parse(file, text, &mut context, &mut sink);
    Read { map, parsed, found: sink.into_sorted() }
}

fn read(text: &str) -> Read {
    read_as("t.yaml", text)
}

/// A tree as JSON, in the order of the source.
fn shown(node: &Node) -> String {
    match &node.data {
        Data::Null => "null".into(),
        Data::Bool(value) => value.to_string(),
        Data::Number(number) => number.as_str().into(),
        Data::String(text) => serde_json::to_string(&**text).unwrap(),
        Data::List(list) => format!("[{}]", list.iter().map(shown).collect::<Vec<_>>().join(",")),
        Data::Map(map) => {
            let entry = |entry: &crate::source::Entry| {
                format!("{}:{}", serde_json::to_string(&*entry.key.text).unwrap(), shown(&entry.value))
            };
            format!("{{{}}}", map.iter().map(entry).collect::<Vec<_>>().join(","))
        }
    }
}

impl Read {
    fn tree(&self) -> String {
        self.parsed.root.as_ref().map_or("-".into(), shown)
    }

    fn at(&self, path: &[&str]) -> &Node {
        let root = self.parsed.root.as_ref().unwrap();
        path.iter().fold(root, |node, key| match &node.data {
            Data::List(list) => &list[key.parse::<usize>().unwrap()],
            _ => node.get(key).unwrap(),
        })
    }

    fn slice(&self, path: &[&str]) -> &str {
        self.map.slice(self.at(path).span)
    }

    /// `line:column code message | help`, one finding a line.
    fn findings(&self) -> String {
        let line = |found: &Diagnostic| {
            let at = self.map.file(found.span.file).location(found.span.start);
            let help = found.help.as_deref().unwrap_or("-");
            format!("{}:{} {} {} | {help}\n", at.line, at.column, found.code.id, found.message)
        };
        self.found.iter().map(line).collect()
    }
}

#[test]
fn trees() {
    let cases = [
        ("a: 1\nb: [x, 'y', \"z\\n\"]\n", r#"{"a":1,"b":["x","y","z\n"]}"#),
        ("a:\n- 1\n-\n- b: 2\n  c: 3\n", r#"{"a":[1,null,{"b":2,"c":3}]}"#),
        ("a: |\n  x\n   y\nb: >-\n  p\n  q\n", r#"{"a":"x\n y\n","b":"p q"}"#),
        ("yes: no\n1: on\ntrue: ~\n", r#"{"yes":"no","1":"on","true":null}"#),
        ("a: !!str 5\nb: !!int \"7\"\nc: ! 1\nd: !!str\n", r#"{"a":"5","b":7,"c":"1","d":""}"#),
        ("a: &x {k: 1}\nb: *x\n", r#"{"a":{"k":1},"b":{"k":1}}"#),
        ("a: &x v\n*x : 2\n", r#"{"a":"v","v":2}"#),
        ("d: &d {a: 1, b: 2}\ne:\n  <<: *d\n  b: 3\n", r#"{"d":{"a":1,"b":2},"e":{"b":3,"a":1}}"#),
        ("<<: [{a: 1, b: 1}, {b: 2, c: 2}]\n", r#"{"a":1,"b":1,"c":2}"#),
        ("\"<<\": 1\n", r#"{"<<":1}"#),
        ("\u{feff}a: 1\n", r#"{"a":1}"#),
        ("--- \na: 1\n...\n", r#"{"a":1}"#),
        ("a: 1\n---\n", r#"{"a":1}"#),
        ("# nothing\n", "-"),
        ("", "-"),
        ("~\n", "null"),
        ("text", r#""text""#),
        ("{\"a\": [1, 2.50, 1E4], \"b\": {}}", r#"{"a":[1,2.50,1E4],"b":{}}"#),
        ("a: ${var.x}\nb: \"${x}\"\n", r#"{"a":"${var.x}","b":"${x}"}"#),
        ("a: \"\\ud83d\\ude00\"\n", r#"{"a":"😀"}"#),
    ];
    for (text, expected) in cases {
        let read = read(text);
        assert_eq!((&*read.tree(), &*read.findings()), (expected, ""), "{text:?}");
        let crlf = text.replace('\n', "\r\n");
        assert_eq!(read_as("t.yaml", &crlf).tree(), expected, "{crlf:?}");
        assert!(read.parsed.complete);
    }
}

#[test]
fn spans_are_exact() {
    let text = "é: ünï   # ö\nlist:\n# c\n- 'it''s'\n- x: 1\n  y: |  # keep | this\n    one\n    two\n\n# tail\nflow: [1, {a: b}]\n\
                none:\nmap: &m !!map\n  k: \"v\" \n\nalias: *m\n";
    let read = read(text);
    assert_eq!(read.findings(), "");
    assert_eq!(read.slice(&["é"]), "ünï");
    assert_eq!(read.slice(&["list"]), &text[text.find("- 'it").unwrap()..text.find("\n\n# tail").unwrap()]);
    assert_eq!(read.slice(&["list", "0"]), "'it''s'");
    assert_eq!(read.slice(&["list", "1", "y"]), "|  # keep | this\n    one\n    two");
    assert_eq!(read.slice(&["flow"]), "[1, {a: b}]");
    assert_eq!(read.slice(&["flow", "1"]), "{a: b}");
    assert_eq!(read.slice(&["none"]), "");
    assert_eq!(read.slice(&["map"]), "k: \"v\"");
    assert_eq!(read.slice(&["alias"]), "*m");
    let also: Vec<&str> = read
        .at(&["alias"])
        .also
        .iter()
        .flat_map(|also| also.iter())
        .map(|span| read.map.slice(*span))
        .collect();
    assert_eq!(also, ["k: \"v\""]);
    let whole = read.parsed.root.as_ref().unwrap();
    assert_eq!(read.map.slice(whole.span), text.trim_end());
}

#[test]
fn a_merged_value_stands_at_its_definition_and_knows_the_merge() {
    let read = read("d: &d {a: 1}\ne:\n  <<: *d\n");
    let node = read.at(&["e", "a"]);
    assert_eq!(read.map.slice(node.span), "1");
    assert_eq!(read.map.file(node.span.file).location(node.span.start).line, 1);
    let also = node.also.as_ref().unwrap();
    assert_eq!(read.map.slice(also[0]), "*d");
}

#[test]
fn comments_are_kept() {
    let read = read("# one\n# two\n\n# three\na: 1 # right\n# bricep: ignore[BRC2008]\nb: 2\n");
    let comments: Vec<(&str, bool)> =
        read.parsed.comments.iter().map(|comment| (&*comment.text, comment.own_line)).collect();
    let expected =
        [("one", true), ("two", true), ("three", true), ("right", false), ("bricep: ignore[BRC2008]", true)];
    assert_eq!(comments, expected);
    assert_eq!(read.map.slice(read.parsed.comments[3].span), "# right");
    assert_eq!(read.map.slice(read.parsed.header.unwrap()), "# one\n# two");
}

#[test]
fn faults_of_values() {
    let text =
        "a: 1\na: 2\nb: .inf\nc: *none\nd: !foo 1\n? [x]\n: 1\n<<: 3\ne: !!int x\nf: &f [*f]\n: 1\n{}: 2\n";
    let read = read(text);
    insta::assert_snapshot!(format!("{}{}", read.findings(), read.tree()));
    assert!(!read.parsed.complete);
}

#[test]
fn faults_of_syntax() {
    let cases = [
        "a: \"x\nb: 2\n",
        "a: 'x\n",
        "a: [1, 2\nb: 3\n",
        "a: {b: 1\n",
        "a: [1, 2\n",
        "a: 1]\nb: 2\n",
        "a: [1}\nb: 2\n",
        "a:\n\tb: 1\nc: 2\n",
        "a: 1\n\tb: 2\nc: 3\n",
        "a:\n  b: 1\n c: 2\nd: 3\n",
        "a: b: c\nd: 1\n",
        "a: @x\nb: 1\n",
        "a: 1\nb\nc: 2\n",
        "- a\nb: 1\n",
        "a: \"x\" y\nb: 1\n",
        "a: \"\\q\"\nb: 1\n",
        "a: | x\nb: 1\n",
        "a: x #y\nb: \"z\"#c\nd: 1\n",
        "a: [1, 2 3: 4]\nb: 1\n",
        "a: & x\nb: 1\n",
        "a: %x\nb: 1\n",
        "a: 1\n---\nb: 1\n",
        "a: !x!y 1\nb: 1\n",
    ];
    let all: String = cases
        .iter()
        .map(|text| {
            let read = read(text);
            format!("{text:?}\n{}  {}\n", read.findings(), read.tree())
        })
        .collect();
    insta::assert_snapshot!(all);
}

#[test]
fn interpolations_without_quotes_are_told() {
    let cases = [
        "a: { l: w, g: rg-${name} }\nb: 1\n",
        "a: {g: ${x}-${y}, l: w}\nb: 1\n",
        "a: [x-${name}]\n",
        "a: {\n  g: rg-${e},\n  l: w }\nb: 1\n",
        "a: { ${name}: x }\n",
        "a: { u: http://${x}:80/\"b\" }\n",
        "a: { é: ü-${x: y} }\n",
        "a: { g: ${x",
        "a: [ rg-$ {a: b} ]\n",
    ];
    let all: String = cases.iter().map(|text| format!("{text:?}\n{}", read(text).findings())).collect();
    insta::assert_snapshot!(all, @r#"
    "a: { l: w, g: rg-${name} }\nb: 1\n"
    1:18 BRC1002 a text with `${` needs quotes inside `{ }` and `[ ]`, where `{` opens a map | put it in quotes: `"rg-${name}"`
    "a: {g: ${x}-${y}, l: w}\nb: 1\n"
    1:8 BRC1002 a text with `${` needs quotes inside `{ }` and `[ ]`, where `{` opens a map | put it in quotes: `"${x}-${y}"`
    "a: [x-${name}]\n"
    1:7 BRC1002 a text with `${` needs quotes inside `{ }` and `[ ]`, where `{` opens a map | put it in quotes: `"x-${name}"`
    "a: {\n  g: rg-${e},\n  l: w }\nb: 1\n"
    2:9 BRC1002 a text with `${` needs quotes inside `{ }` and `[ ]`, where `{` opens a map | put it in quotes: `"rg-${e}"`
    "a: { ${name}: x }\n"
    1:6 BRC1002 a text with `${` needs quotes inside `{ }` and `[ ]`, where `{` opens a map | put it in quotes: `"${name}"`
    "a: { u: http://${x}:80/\"b\" }\n"
    1:16 BRC1002 a text with `${` needs quotes inside `{ }` and `[ ]`, where `{` opens a map | put it in quotes: `'http://${x}:80/"b"'`
    "a: { é: ü-${x: y} }\n"
    1:11 BRC1002 a text with `${` needs quotes inside `{ }` and `[ ]`, where `{` opens a map | put it in quotes: `"ü-${x: y}"`
    "a: { g: ${x"
    1:9 BRC1002 a text with `${` needs quotes inside `{ }` and `[ ]`, where `{` opens a map | put it in quotes: `"${x"`
    "a: [ rg-$ {a: b} ]\n"
    1:11 BRC1002 `,` or a closing bracket is missing before this | put `,` between the entries
    "#);
}

#[test]
fn several_faults_of_syntax_are_found_in_one_run() {
    let text = "a: b: c\nok: 1\nresources:\n  clusters:\n    one:\n      x: \"open\n      y: 1\n    two:\n      z: 2\n  \
                jobs: [1, 2\n  pools:\n    p: 1\nlast: @x\nlist:\n  - ok\n  - {a: 1\n  - fine\n";
    let read = read(text);
    insta::assert_snapshot!(format!("{}{}", read.findings(), read.tree()));
}

#[test]
fn strict_json() {
    let cases = [
        "{\"a\": 1,}",
        "{\"a\": 1 // no\n}",
        "{a: 1}",
        "{\n  \"a\": 1,\n  \"b\" 2\n}",
        "a: 1\n",
        "",
        "[1, 2",
        "{\"a\": 1, \"a\": 2}",
        "{\"a\": 0x1F}",
    ];
    let all: String = cases
        .iter()
        .map(|text| {
            let read = read_as("t.json", text);
            format!("{text:?}\n{}  {}\n", read.findings(), read.tree())
        })
        .collect();
    insta::assert_snapshot!(all);
}

#[test]
fn hostile_input_ends_soon_and_in_a_diagnostic() {
    let deep = |open: &str, close: &str| format!("a: {}1{}", open.repeat(10_000), close.repeat(10_000));
    let steps: String = (0..10_000).map(|at| format!("{}a:\n", " ".repeat(at))).collect();
    let mut laughs = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for at in 1..30 {
        let aliases = vec![format!("*a{}", at - 1); 9].join(", ");
        laughs.push_str(&format!("a{at}: &a{at} [{aliases}]\n"));
    }
    let mut tower = String::from("a0: &a0 [x]\n");
    for at in 1..200 {
        tower.push_str(&format!("a{at}: &a{at} [*a{}]\n", at - 1));
    }
    let comments: String = (0..20_000).map(|at| format!("# {at}\n")).collect();
    let cases = [
        (deep("[", "]"), "BRC1006"),
        (deep("{a: ", "}"), "BRC1006"),
        (deep("[", ""), "BRC1006"),
        (format!("a: {}", "- ".repeat(10_000)), "BRC1002"),
        ("- ".repeat(10_000), "BRC1006"),
        (steps, "BRC1006"),
        (laughs, "BRC1007"),
        (tower, "BRC1006"),
        ("a: b: c\n".repeat(20_000), "BRC1002"),
        ("a: 1\n".repeat(50_000), "BRC1017"),
        (format!("a: \"{}", "x\n ".repeat(100_000)), "BRC1002"),
        (format!("a: {}", "'".repeat(99_999)), "BRC1002"),
        (format!("a: {}", "[".repeat(100)), "BRC1002"),
        (format!("a:\n{comments}  b: c: d"), "BRC1002"),
    ];
    for (text, code) in cases {
        let begun = ThreadTime::now();
        let read = read(&text);
        let start: String = text.chars().take(40).collect();
        assert!(begun.elapsed() < Duration::from_secs(2), "{start:?} takes {:?}", begun.elapsed());
        assert!(read.found.iter().any(|found| found.code.id == code), "{start:?}: {}", read.findings());
    }
    let json = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    assert!(read_as("t.json", &json).findings().contains("BRC1006"));
}

/// Trees of all kinds; numbers as they are written.
fn trees_of_any_kind() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::Value;
    let text = prop_oneof![
        "\\PC{0,12}",
        "[ -~\\n\\t]{0,20}",
        Just("true".to_owned()),
        Just("~".to_owned()),
        Just("0x1F".to_owned()),
        Just("<<".to_owned()),
        Just("\u{feff}\u{85}\u{2028}".to_owned()),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e9f64..1e9).prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((text.clone(), inner), 0..6)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

/// Block style, with texts in double quotes as JSON has them.
fn yaml(value: &serde_json::Value, indent: usize, out: &mut String) {
    use serde_json::Value;
    let pad = " ".repeat(indent);
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                out.push_str(&format!("\n{pad}{}:", serde_json::to_string(key).unwrap()));
                yaml(value, indent + 2, out);
            }
        }
        Value::Array(list) if !list.is_empty() => {
            for value in list {
                out.push_str(&format!("\n{pad}-"));
                yaml(value, indent + 1, out);
            }
        }
        other => out.push_str(&format!(" {other} # é")),
    }
}

/// Every scalar's span reads as the scalar.
fn scalars_stand_where_they_say(read: &Read, node: &Node) {
    match &node.data {
        Data::List(list) => list.iter().for_each(|node| scalars_stand_where_they_say(read, node)),
        Data::Map(map) => map.iter().for_each(|entry| {
            let key = self::read(read.map.slice(entry.key.span)).tree();
            assert_eq!(key, serde_json::to_string(&*entry.key.text).unwrap());
            scalars_stand_where_they_say(read, &entry.value);
        }),
        _ => {
            let slice = read.map.slice(node.span);
            assert_eq!(self::read(slice).tree(), shown(node), "{slice:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_tree_whether_yaml_or_json(value in trees_of_any_kind()) {
        let json = value.to_string();
        let mut block = String::new();
        yaml(&value, 0, &mut block);
        for (name, text) in [
            ("t.json", json.clone()),
            ("t.json", serde_json::to_string_pretty(&value).unwrap()),
            ("t.yaml", json.clone()),
            ("t.yaml", block.clone()),
            ("t.yaml", block.replace('\n', "\r\n")),
        ] {
            let read = read_as(name, &text);
            prop_assert_eq!(read.findings(), "", "{}", text);
            prop_assert_eq!(read.tree(), json.clone(), "{}", text);
            scalars_stand_where_they_say(&read, read.parsed.root.as_ref().unwrap());
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,200}", noise in "[-\\[\\]{}:,?&*!|>'\"%@`#~\\n\\t\\r a1.<=\u{feff}é]{0,120}") {
        for text in [&text, &noise] {
            read_as("t.yaml", text);
            read_as("t.json", text);
        }
    }

    #[test]
    fn no_damaged_spec_panics(
        at in 0usize..400,
        cut in 0usize..8,
        put in "[-\\[\\]{}:,?&*!|>'\"%@`#~\\n\\t\\r a1.<é]{0,4}",
    ) {
        let text = "# c\nversion: 1\nvariables: {a: {default: \"x\"}}\nd: &d\n  k: |\n    one\n    two\nresources:\n  \
                    clusters:\n    é-b:\n      <<: *d\n      list:\n      - 'a'\n      - b: [1, {c: 2}]\n        d: >-\n  \
                    \x20       folded\n          text\n# tail\n";
        let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let (start, end) = (floor(at), floor(at + cut));
        let damaged = format!("{}{put}{}", &text[..start], &text[end..]);
        let read = read(&damaged);
        for found in &read.found {
            prop_assert!(found.span.start <= found.span.end && found.span.end as usize <= damaged.len());
            prop_assert!(damaged.is_char_boundary(found.span.start as usize));
            prop_assert!(damaged.is_char_boundary(found.span.end as usize));
        }
    }
}

//! Edits of files in every style, and what is left of them.

mod properties;
mod specs;

use super::page::Page;
use super::*;
use crate::diagnostic::Scalar;
use crate::source::{Held, Node, ProjectPath, SourceMap};

fn page_of<T>(path: &str, text: &str, look: impl FnOnce(&Page<'_>) -> T) -> T {
    let mut map = SourceMap::default();
    let id = map.add(ProjectPath::root().join(path).unwrap(), text.into());
    look(&Page::read(map.file(id)).unwrap())
}

fn span(range: std::ops::Range<usize>) -> Span {
    Span::new(FileId(0), range.start as u32, range.end as u32)
}

/// The text after a change, which says what it has to; `refused` where the change is not made.
fn changed(page: &Page<'_>, changes: &[&Change]) -> String {
    let Some(pieces) = page.edits(changes) else { return "refused".to_owned() };
    let mut text = page.text.to_owned();
    for (range, by) in pieces.into_iter().rev() {
        text.replace_range(range, &by);
    }
    if !page.becomes(&text, changes) {
        return format!("otherwise: {text}");
    }
    text
}

/// The key that a text has between `‹` and `›`, or the element.
fn marked(text: &str) -> (String, Span) {
    let start = text.find('‹').unwrap();
    let end = text.find('›').unwrap() - '‹'.len_utf8();
    (text.replace(['‹', '›'], ""), span(start..end))
}

fn without(path: &str, text: &str) -> String {
    let (text, at) = marked(text);
    page_of(path, &text, |page| {
        let entry = Change::RemoveEntry { key: at };
        let element = Change::RemoveElement { value: at };
        changed(page, &[if page.entry(&at).is_some() { &entry } else { &element }])
    })
}

#[test]
fn entries_go_with_their_lines() {
    let cases = [
        ("‹a›: 1\nb: 2\n", "b: 2\n"),
        ("a: 1\n‹b›: 2\n", "a: 1\n"),
        ("a: 1\n‹b›: 2", "a: 1"),
        ("a: 1\r\n‹b›: 2\r\nc: 3\r\n", "a: 1\r\nc: 3\r\n"),
        ("a: 1\r\n‹b›: 2", "a: 1"),
        ("\u{feff}‹a›: 1\nb: 2\n", "\u{feff}b: 2\n"),
        ("# top\n‹a›: 1 # ä\n# b's\nb: 2\n", "# top\n# b's\nb: 2\n"),
        ("‹a›:\n  b:\n  - 1\n  # c\n  - 2\n\nc: 3\n", "\nc: 3\n"),
        ("x:\n- 1\n‹a›: |\n  text\n  # text\nc: 3\n", "x:\n- 1\nc: 3\n"),
        ("‹a›:\nb: 2\n", "b: 2\n"),
        ("- ‹a›: 1 # one\n  b: 2\n", "- b: 2\n"),
        ("- ‹a›: 1\n\n  b: 2\n", "- b: 2\n"),
        ("- ‹a›: 1 # one\n  # two\n  b: 2\n", "-\n  # two\n  b: 2\n"),
        ("- a: 1\n  ‹b›: 2\n- c\n", "- a: 1\n- c\n"),
        ("p:\n  ‹a›: 1 # x\nq: 1\n", "p: {}\nq: 1\n"),
        ("p: # p\n  # a\n  ‹a›: 1\nq: 1\n", "p: {} # p\n  # a\nq: 1\n"),
        ("p:\n- ‹a›: 1 # x\n- b\n", "p:\n- {}\n- b\n"),
        ("p:\n- ‹a›\n", "p: []\n"),
        ("p:\n- a\n- ‹b› # x\n- c\n", "p:\n- a\n- c\n"),
        ("p:\n- - ‹a›\n  - b\n", "p:\n- - b\n"),
        ("p:\n-\n  ‹a›: 1\n", "p:\n- {}\n"),
        ("‹a›: 1\n", "refused"),
        ("p: &x\n  ‹a›: 1\n", "refused"),
        ("‹a›: &x 1\nb: *x\n", "refused"),
        ("p: &x\n  ‹a›: 1\n  b: 2\nq: *x\n", "p: &x\n  b: 2\nq: *x\n"),
        ("? ‹a›\n: 1\n", "refused"),
        ("p: {a: 1, ‹b›: 2}\n", "p: {a: 1}\n"),
        ("p: {‹a›: 1, b: 2}\n", "p: {b: 2}\n"),
        ("p: { a: 1, ‹b›: 2, c: 3 }\n", "p: { a: 1, c: 3 }\n"),
        ("p: { ‹a›: 1 }\n", "p: {}\n"),
        ("p: { ‹a›: 1, }\n", "p: {}\n"),
        ("p: [ ‹a›, b ]\n", "p: [ b ]\n"),
        ("p: [ a, {‹b›: 1} ]\n", "p: [ a, {} ]\n"),
        ("p: [ ‹b›: 1 ]\n", "refused"),
        ("p: {\n  a: 1, # a\n  ‹b›: 2, # b\n  c: 3\n}\n", "p: {\n  a: 1, # a\n  c: 3\n}\n"),
        ("p: {\n  a: 1, # a\n  ‹b›: 2 # b\n}\n", "p: {\n  a: 1 # a\n}\n"),
        ("p: {\n  ‹a›: 1, b: 2\n}\n", "p: {\n  b: 2\n}\n"),
        ("p: { a: 1, ‹b›: 2,\n  c: 3 }\n", "p: { a: 1,\n  c: 3 }\n"),
        ("p: { a: 1,\n  ‹b›: 2 }\n", "p: { a: 1 }\n"),
        ("p: { a: 1\n  , ‹b›: 2\n  , c: 3 }\n", "p: { a: 1\n  , c: 3 }\n"),
        ("p: { a: 1\n  , ‹b›: 2 }\n", "p: { a: 1 }\n"),
        ("p: {\n  # a\n  ‹a›: 1\n}\n", "p: {\n  # a\n}\n"),
    ];
    for (text, expected) in cases {
        assert_eq!(without("bricep.yaml", text), expected, "{text:?}");
    }
}

#[test]
fn neighbours_go_together() {
    let without = |text: &str| {
        let plain = text.replace(['‹', '›'], "");
        page_of("bricep.yaml", &plain, |page| {
            let mut changes = Vec::new();
            for (count, part) in text.split('‹').skip(1).enumerate() {
                let name = part.split('›').next().unwrap();
                let front: usize =
                    text.split('‹').take(count + 1).map(|part| part.replace('›', "").len()).sum();
                changes.push(Change::RemoveEntry { key: span(front..front + name.len()) });
            }
            changed(page, &changes.iter().collect::<Vec<_>>())
        })
    };
    let cases = [
        ("p: { a: 1, ‹b›: 2, ‹c›: 3 }\n", "p: { a: 1 }\n"),
        ("p: { ‹a›: 1, ‹b›: 2, c: 3 }\n", "p: { c: 3 }\n"),
        ("p: { a: 1, ‹b›: 2, ‹c›: 3, d: 4 }\n", "p: { a: 1, d: 4 }\n"),
        ("p: { ‹a›: 1, b: 2, ‹c›: 3 }\n", "p: { b: 2 }\n"),
        ("p: {\n  a: 1,\n  ‹b›: 2, # b\n  ‹c›: 3\n}\n", "p: {\n  a: 1\n}\n"),
        ("p:\n  ‹a›: 1\n  ‹b›: 2\nq: 1\n", "p: {}\nq: 1\n"),
        ("- ‹a›: 1\n  ‹b›: 2\n  c: 3\n", "- c: 3\n"),
        ("- a: 1\n  ‹b›: 2\n  ‹c›: 3\n- d\n", "- a: 1\n- d\n"),
    ];
    for (text, expected) in cases {
        assert_eq!(without(text), expected, "{text:?}");
    }
}

#[test]
fn json_stays_json() {
    let cases = [
        ("{\n  ‹\"a\"›: 1,\n  \"b\": 2\n}\n", "{\n  \"b\": 2\n}\n"),
        ("{\n  \"a\": 1,\n  ‹\"b\"›: {\n    \"c\": [1]\n  }\n}\n", "{\n  \"a\": 1\n}\n"),
        ("{\"p\":{‹\"a\"›:1},\"q\":[1]}", "{\"p\":{},\"q\":[1]}"),
        ("{\"p\":1,‹\"q\"›:[1]}", "{\"p\":1}"),
        ("{\"p\":[‹1›,2]}", "{\"p\":[2]}"),
    ];
    for (text, expected) in cases {
        assert_eq!(without("bricep.json", text), expected, "{text:?}");
    }
}

#[test]
fn texts_keep_their_style() {
    let cases = [
        ("bricep.yaml", "a: ‹old›\n", "new", "a: new\n"),
        ("bricep.yaml", "a: ‹\"old\"›\n", "n\"w", "a: \"n\\\"w\"\n"),
        ("bricep.yaml", "a: ‹'old'› # x\n", "it's", "a: 'it''s' # x\n"),
        ("bricep.yaml", "a: ‹old›\n", "1", "a: '1'\n"),
        ("bricep.yaml", "a: ‹old›\n", "yes", "a: 'yes'\n"),
        ("bricep.yaml", "a: ‹old›\n", "a: b", "a: 'a: b'\n"),
        ("bricep.yaml", "a: [‹old›]\n", "${var.x}", "a: ['${var.x}']\n"),
        ("bricep.yaml", "a: ‹|\n  old›\nb: 1\n", "new", "a: new\nb: 1\n"),
        ("bricep.yaml", "a: ‹${var.x}›\n", "new", "refused"),
        ("bricep.yaml", "a: ‹old›\n", "new\n", "refused"),
        ("bricep.json", "{\"a\": ‹\"old\"›}\n", "new", "{\"a\": \"new\"}\n"),
    ];
    for (path, text, by, expected) in cases {
        let (text, at) = marked(text);
        let change = Change::Replace { value: at, by: Scalar::from(by) };
        assert_eq!(page_of(path, &text, |page| changed(page, &[&change])), expected, "{text:?}");
    }
    let (text, at) = marked("a: ‹\"5\"›\n");
    let change = Change::Replace { value: at, by: Scalar::from(5) };
    assert_eq!(page_of("bricep.yaml", &text, |page| changed(page, &[&change])), "a: 5\n");
}

#[test]
fn interpolations_are_replaced_in_their_texts() {
    let cases = [
        ("a: ‹${bundle.target}›\n", "a: ${new}\n"),
        ("a: x-${b.c}-‹${b.c}›-${b.c} # ${b.c}\n", "a: x-${b.c}-${new}-${b.c} # ${b.c}\n"),
        ("a: ['ä''‹${b}›', \"\\\"‹${c}›\"]\n", "a: ['ä''${new}', \"\\\"${c}\"]\n"),
        ("a: |\n  x\n  ‹${b}›\n", "a: |\n  x\n  ${new}\n"),
        ("a: \"‹\\x24{b}›\"\n", "refused"),
        ("a: 1 # ‹${b}›\n", "refused"),
        ("‹${b}›: 1\n", "refused"),
    ];
    for (text, expected) in cases {
        let (plain, part) = marked(text);
        let change = Change::Interpolation { part, by: "${new}".to_owned() };
        assert_eq!(page_of("bricep.yaml", &plain, |page| changed(page, &[&change])), expected, "{text:?}");
    }
}

#[test]
fn keys_are_renamed_and_added() {
    let rename = |text: &str| {
        let (text, key) = marked(text);
        page_of("bricep.yaml", &text, |page| changed(page, &[&Change::Rename { key, to: "new".to_owned() }]))
    };
    assert_eq!(rename("‹old›: 1 # x\n"), "new: 1 # x\n");
    assert_eq!(rename("{ ‹'old'›: 1 }\n"), "{ 'new': 1 }\n");
    assert_eq!(rename("‹old›: 1\nnew: 2\n"), "refused");
    let insert = |path: &str, text: &str| {
        let (text, map) = marked(text);
        let change = Change::Insert { map, key: "k".to_owned(), value: Scalar::from("v") };
        page_of(path, &text, |page| changed(page, &[&change]))
    };
    assert_eq!(insert("a.yaml", "p:\n  ‹a: 1› # x\nq: 1\n"), "p:\n  a: 1 # x\n  k: v\nq: 1\n");
    assert_eq!(insert("a.yaml", "- ‹a: 1›"), "- a: 1\n  k: v");
    assert_eq!(insert("a.yaml", "- ‹a: |\r\n    x›\r\n"), "- a: |\r\n    x\r\n  k: v\r\n");
    assert_eq!(insert("a.yaml", "p: ‹{}›\n"), "p: {k: v}\n");
    assert_eq!(insert("a.yaml", "p: ‹{ a: 1 }›\n"), "p: { a: 1, k: v }\n");
    assert_eq!(insert("a.yaml", "p: ‹{\n  a: 1,\n}›\n"), "p: {\n  a: 1,\n  k: v,\n}\n");
    assert_eq!(insert("a.json", "‹{\n  \"a\": 1\n}›\n"), "{\n  \"a\": 1,\n  \"k\": \"v\"\n}\n");
}

#[test]
fn what_would_say_something_else_is_found() {
    // The comment would become a part of the text.
    let slips = without("bricep.yaml", "a: |\n  text\n‹b›: 1\n  # comment\n");
    assert!(slips.starts_with("otherwise"), "{slips}");
}

#[test]
fn comments_are_edited() {
    let comment = |text: &str, by: &str| {
        let (text, part) = marked(text);
        page_of("bricep.yaml", &text, |page| changed(page, &[&Change::Comment { part, text: by.to_owned() }]))
    };
    assert_eq!(comment("a: 1 ‹# x›\nb: 2\n", ""), "a: 1\nb: 2\n");
    assert_eq!(comment("a: 1\n  ‹# x›\nb: 2\n", ""), "a: 1\nb: 2\n");
    assert_eq!(comment("a: 1 # x[‹y, ›z]\n", ""), "a: 1 # x[z]\n");
    assert_eq!(comment("a: '‹# x›'\n", ""), "refused");
}

/// The node tree and the layout name the same places.
#[test]
fn every_value_of_a_tree_is_found() {
    let text = "a: 1\n'b c': [x, {y: z}, \"q\"]\nlist:\n  - - 1\n    - 2\n  - k: v\n    l: |\n      t\n  -\n    m: {}\nother:\n- 1\n- o: p\nmap:\n  ü: &a [1]\n";
    let files = crate::source::Memory::with([("bricep.yaml", text)]).unwrap();
    let root = ProjectPath::root().join("bricep.yaml").unwrap();
    let loaded = crate::source::load(&files, &root, &mut crate::diagnostic::Sink::default());
    let tree = loaded.documents[0].root.clone().unwrap();
    page_of("bricep.yaml", text, |page| found(page, &tree));

    fn found(page: &Page<'_>, node: &Node) {
        for entry in node.as_map().into_iter().flatten() {
            let item = &page.layout.items[page.entry(&entry.key.span).expect("the entry")];
            assert_eq!(item.key.as_ref().map(|key| &*key.text), Some(&*entry.key.text));
            if let Held::Holder(at) = item.value {
                assert_eq!(page.layout.holders[at].range.start, entry.value.span.start as usize);
            }
            found(page, &entry.value);
        }
        for element in node.as_list().into_iter().flatten() {
            assert!(page.element(&element.span).is_some(), "{:?}", element);
            found(page, element);
        }
    }
}

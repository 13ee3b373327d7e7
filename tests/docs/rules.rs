//! Every code has a page, and the page's examples do what they say.

use std::collections::BTreeSet;

use bricep::diagnostic::codes;

use crate::blocks::{Promise, blocks};

/// Codes that no spec alone can show: they need a file system, a command line or a great many bytes.
const NOT_SHOWN: &[&str] = &[
    "file-too-large",
    "not-text",
    "output-conflict",
    "stale-output",
    "template-fault",
    "template-limit",
    "too-many-files",
    "too-many-findings",
    "too-many-tasks",
    "unknown-environment",
    "unreadable-file",
];

#[test]
fn every_page_has_its_heading_and_sections() {
    for code in codes() {
        let heading = format!("# {} {}\n\n", code.id, code.name);
        assert!(code.docs.starts_with(&heading), "the page of {} does not begin with {heading:?}", code.name);
        let sections: Vec<&str> = code.docs.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert!(
            matches!(
                sections.as_slice(),
                ["Why", "Example", "Instead"] | ["Why", "Example", "Instead", "Note"]
            ),
            "the page of {} has the sections {sections:?}",
            code.name
        );
        let longest = code.docs.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        assert!(longest <= 120, "the page of {} has a line of {longest} characters", code.name);
    }
}

#[test]
fn examples_fire_their_code_and_no_other() {
    let (mut not_shown, mut wrong) = (Vec::new(), Vec::new());
    for code in codes() {
        let blocks = blocks(code.docs);
        let (example, instead) = code.docs.split_once("\n## Instead\n").unwrap();
        let before = example.lines().count();
        for block in &blocks {
            let (mut codes, told) = block.check();
            if !code.is_rule() && block.promise == Promise::Fires {
                codes.retain(|found| bricep::diagnostic::code(found).is_some_and(|found| !found.is_rule()));
            }
            let (expected, right_place) = match block.promise {
                Promise::Fires => (BTreeSet::from([code.id]), block.line <= before),
                Promise::Clean => (BTreeSet::new(), block.line > before),
            };
            if codes != expected {
                wrong.push(format!("the page of {}, line {}:\n{told}", code.name, block.line));
            }
            assert!(
                right_place,
                "the page of {}, line {}: the block stands in the wrong section",
                code.name, block.line
            );
        }
        if blocks.is_empty() {
            assert!(
                example.contains("```text\n") && !instead.is_empty(),
                "the page of {} has no example",
                code.name
            );
            not_shown.push(code.name);
        } else {
            let promises: BTreeSet<bool> =
                blocks.iter().map(|block| block.promise == Promise::Fires).collect();
            assert_eq!(promises.len(), 2, "the page of {} needs an example of both sorts", code.name);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    not_shown.sort_unstable();
    assert_eq!(not_shown, NOT_SHOWN);
}

/// The generator of the list cannot ask the library.
#[test]
fn the_list_says_what_the_codes_are() {
    let list = crate::blocks::read("docs/rules/README.md");
    for code in codes() {
        let row = format!("| [{}]({}.md) | `{}` | {} | ", code.id, code.name, code.name, code.level.name());
        assert!(list.contains(&row), "the list has not {row}");
    }
}

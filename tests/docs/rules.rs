//! Every code has a page, and the page's examples do what they say.

use std::collections::BTreeSet;

use bricep::diagnostic::CODES;

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
    "unknown-environment",
    "unreadable-file",
];

#[test]
fn every_page_has_its_heading_and_sections() {
    for code in CODES {
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
    let mut not_shown = Vec::new();
    for code in CODES {
        let blocks = blocks(code.docs);
        let (example, instead) = code.docs.split_once("\n## Instead\n").unwrap();
        let before = example.lines().count();
        for block in &blocks {
            let (codes, told) = block.check();
            let (expected, right_place) = match block.promise {
                Promise::Fires => (BTreeSet::from([code.id]), block.line <= before),
                Promise::Clean => (BTreeSet::new(), block.line > before),
            };
            assert_eq!(codes, expected, "the page of {}, line {}:\n{told}", code.name, block.line);
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
    not_shown.sort_unstable();
    assert_eq!(not_shown, NOT_SHOWN);
}

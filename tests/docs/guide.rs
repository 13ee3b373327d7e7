//! The examples of the guide.

use std::collections::BTreeSet;

use bricep::diagnostic::code;

use crate::blocks::{Promise, blocks, read};

/// Pages of the guide with examples.
const PAGES: &[&str] = &[
    "docs/guide/language.md",
    "docs/guide/azure-settings.md",
    "docs/guide/pipelines.md",
    "docs/guide/from-bundles.md",
    "docs/guide/templates.md",
];

#[test]
fn examples_do_what_they_say() {
    let mut wrong = Vec::new();
    for page in PAGES {
        let text = read(page);
        let blocks = blocks(&text);
        assert!(!blocks.is_empty(), "{page} has no example");
        for block in blocks {
            let (codes, told) = block.check();
            let expected = match block.promise {
                Promise::Clean => BTreeSet::new(),
                // The text in front of such an example names the codes that it shows.
                Promise::Fires => named_before(&text, block.line),
            };
            if codes != expected {
                wrong.push(format!("{page}, line {}:\n{told}", block.line));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The codes that the paragraph before a line names.
fn named_before(page: &str, line: usize) -> BTreeSet<&'static str> {
    let above: Vec<&str> = page.lines().take(line - 1).collect();
    let paragraph = above.rsplit(|line| line.is_empty()).find(|lines| !lines.is_empty()).unwrap_or_default();
    let words = paragraph.iter().flat_map(|line| line.split(|c: char| !c.is_ascii_alphanumeric()));
    words.filter(|word| word.starts_with("BRC")).map(|word| code(word).unwrap().id).collect()
}

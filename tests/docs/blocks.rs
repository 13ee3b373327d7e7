//! Fenced examples of a page, run through the library.
//!
//! ```` ```yaml,fires ```` holds a spec with findings, ```` ```yaml,clean ```` one without; `bicep,fires` and `json,fires`
//! likewise a template. A block is `bricep.yaml`, or several files, each below a line `# file: <path>`; what is checked is
//! `bricep.yaml`, or else the first of them.

use std::collections::BTreeSet;

use bricep::source::{Memory, ProjectPath};
use bricep::spec::{self, Options};
use bricep::template;

/// What a block promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Promise {
    Fires,
    Clean,
}

/// One example of a page.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) promise: Promise,
    pub(crate) line: usize,
    text: String,
}

/// The examples of a page, in order. A tag that promises something else is a mistake of the page.
pub(crate) fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = page.lines().zip(1..);
    while let Some((fence, line)) = lines.next() {
        let Some(language) = fence.strip_prefix("```") else { continue };
        let text: String = lines
            .by_ref()
            .map(|(line, _)| line)
            .take_while(|line| *line != "```")
            .fold(String::new(), |text, line| text + line + "\n");
        let promise = match language {
            "yaml,fires" | "bicep,fires" | "json,fires" => Promise::Fires,
            "yaml,clean" | "bicep,clean" | "json,clean" => Promise::Clean,
            "yaml" => panic!("line {line}: a block of YAML says whether it is `fires` or `clean`"),
            _ => continue,
        };
        blocks.push(Block { promise, line, text });
    }
    blocks
}

impl Block {
    /// The codes of what is found in the example, with the findings for messages of tests; on a fixed day.
    pub(crate) fn check(&self) -> (BTreeSet<&'static str>, String) {
        let named = self.files();
        let spec = named.iter().find(|(path, _)| *path == "bricep.yaml").unwrap_or(&named[0]);
        let root = ProjectPath::root().join(spec.0).unwrap();
        let files = Memory::with(named).unwrap();
        let rules = bricep::rules::Options { today: Some(jiff::civil::date(2026, 11, 25)) };
        let options = Options { rules: Some(rules), ..Options::default() };
        let is_template = template::is_template(&files, &root);
        let check = if is_template { template::check } else { spec::check };
        let mut checked = check(&files, &root, &options);
        if is_template {
            // Of all custom providers it is said that they are retired; the page that says so shows a spec.
            checked.diagnostics.retain(|found| found.code.id != "BRC9001");
        }
        let codes = checked.diagnostics.iter().map(|found| found.code.id).collect();
        let told: Vec<String> =
            checked.diagnostics.iter().map(|found| format!("{}: {}", found.code.id, found.message)).collect();
        (codes, told.join("\n"))
    }

    /// Its files, by path.
    pub(crate) fn files(&self) -> Vec<(&str, &str)> {
        const MARK: &str = "# file: ";
        if !self.text.starts_with(MARK) {
            return vec![("bricep.yaml", &self.text)];
        }
        let parts = self.text.split(MARK).filter(|part| !part.is_empty());
        parts.map(|part| part.split_once('\n').unwrap()).collect()
    }
}

/// The text of a file of the repository.
#[expect(clippy::disallowed_methods, reason = "tests read the pages as they are on disk")]
pub(crate) fn read(path: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn blocks_are_found_with_their_files() {
    let page = "# A\n```text\nno\n```\n\n```yaml,clean\n# file: a.yaml\nx: 1\n# file: b.yaml\ny: 2\n```\n```yaml,fires\nz\n```\n";
    let blocks = blocks(page);
    let summary: Vec<_> = blocks.iter().map(|block| (block.promise, block.line, block.files())).collect();
    assert_eq!(
        summary,
        [
            (Promise::Clean, 6, vec![("a.yaml", "x: 1\n"), ("b.yaml", "y: 2\n")]),
            (Promise::Fires, 12, vec![("bricep.yaml", "z\n")]),
        ]
    );
}

//! The page that says where bricep does what other systems do: what it names is there.

use std::path::Path;

use crate::blocks::read;

const PAGE: &str = "docs/guide/coming-from.md";

/// The last cells of the tables.
fn shown_by(page: &str) -> Vec<(usize, String)> {
    let rows = page.lines().zip(1..).filter(|(line, _)| line.starts_with("| "));
    let cells = rows.map(|(line, number)| (number, line.trim_end_matches('|').rsplit(" | ").next()));
    cells
        .filter_map(|(number, cell)| Some((number, cell?.trim().to_owned())))
        .filter(|(_, cell)| cell != "shown by")
        .collect()
}

/// The words of a text that stand in backticks.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn every_row_names_what_is_there_or_the_command_that_will_be() {
    let page = read(PAGE);
    let rows = shown_by(&page);
    assert!(rows.len() > 60, "{}", rows.len());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut missing = Vec::new();
    for (line, cell) in &rows {
        let (now, later) = cell.split_once("Later: ").unwrap_or((cell, ""));
        let files: Vec<&str> = code(now).collect();
        assert!(!files.is_empty() || !later.is_empty(), "line {line} shows nothing");
        missing.extend(
            files.into_iter().filter(|file| !root.join(file).is_file()).map(|file| (line, file.to_owned())),
        );
    }
    assert!(missing.is_empty(), "{PAGE} names files that are not there: {missing:#?}");
}

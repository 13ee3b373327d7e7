//! The printers against what the official compiler and formatter gave for the same templates.

mod constructs;
mod examples;
mod faults;
mod layout;
mod params;
mod pieces;
mod size;
mod strings;

use std::path::PathBuf;

use super::print::{bicep, json};
use super::*;

/// A file of the reference pairs, or `None` (and a note) where they are not at hand.
#[expect(clippy::disallowed_methods, reason = "tests read the reference pairs")]
fn reference(path: &str) -> Option<String> {
    let beside = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared"));
    let root =
        if beside.is_dir() { Some(beside) } else { std::env::var("BRICEP_SHARED").ok().map(PathBuf::from) };
    let Some(root) = root else {
        println!("skipped: no reference pairs for {path}; set BRICEP_SHARED");
        return None;
    };
    Some(std::fs::read_to_string(root.join("reference/bicep").join(path)).expect("a reference file"))
}

/// Who the reference pairs say to come from.
fn pairs_generator() -> json::Generator {
    json::Generator {
        name: "bicep".to_owned(),
        version: "0.46.0.0".to_owned(),
        template_hash: Some("0".to_owned()),
    }
}

fn assert_bicep(folder: &str, template: &Template) {
    let Some(expected) = reference(&format!("{folder}/{}", template.file)) else { return };
    assert_same(&template.file, &expected, &bicep::print(template).unwrap());
}

fn assert_json(folder: &str, template: &Template) {
    let path = format!("{folder}/{}", template.file.replace(".bicep", ".json"));
    let Some(expected) = reference(&path) else { return };
    let lowered = json::lower(template, &pairs_generator()).unwrap();
    assert_same(&path, &expected, &json::text(&lowered));
}

/// Both printers give the files of the pair, byte for byte.
fn assert_pair(folder: &str, template: &Template) {
    assert_bicep(folder, template);
    assert_json(folder, template);
}

fn assert_same(path: &str, expected: &str, found: &str) {
    if expected != found {
        let diff = similar::TextDiff::from_lines(expected, found);
        panic!("{path} differs:\n{}", diff.unified_diff().context_radius(2));
    }
}

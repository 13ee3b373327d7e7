use std::path::PathBuf;

use super::*;

#[test]
fn committed_schemas_are_what_the_overlays_say() {
    let stale = stale(crate::root()).unwrap();
    assert_eq!(stale, Vec::<PathBuf>::new(), "run `cargo xtask schemas`");
}

#[test]
fn every_field_is_described_and_classified() {
    let problems = Library::load(crate::root()).unwrap().problems().unwrap();
    assert_eq!(problems, Vec::<String>::new());
}

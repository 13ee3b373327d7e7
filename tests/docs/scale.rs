//! The cost of the checks grows with the spec and no faster.

use std::time::Duration;

use bricep::source::{Memory, ProjectPath};
use bricep::spec::{self, Checked, Options};
use cpu_time::ThreadTime;

use crate::many;

/// Checks some copies of all examples with every rule.
fn check(copies: usize) -> (Checked, Duration) {
    let files = Memory::with(many::files(copies)).unwrap();
    let root = ProjectPath::root().join("bricep.yaml").unwrap();
    let rules = bricep::rules::Options { today: Some(jiff::civil::date(2026, 11, 25)) };
    let begun = ThreadTime::now();
    let checked = spec::check(&files, &root, &Options { rules: Some(rules), ..Options::default() });
    (checked, begun.elapsed())
}

#[test]
fn the_rules_are_linear_in_the_resources() {
    let (checked, few) = check(20);
    assert_eq!(checked.diagnostics.iter().map(|found| &*found.message).collect::<Vec<_>>(), [""; 0]);
    let (checked, many) = check(100);
    let count = checked.model.unwrap().resources.len();
    assert!(count > 5_000, "{count}");
    // Five times the resources; what is done once, such as reading the schemas, is in both.
    assert!(many < few * 8, "{few:?} for a fifth, {many:?} for {count}");
}

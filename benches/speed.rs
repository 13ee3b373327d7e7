//! Prints a table of what a spec costs by its size: `cargo bench`.
//!
//! `parse` drains the events of the YAML parser alone, `load` builds the node tree, `check` runs every pass but the
//! rules, `rules` is what they add, `generate` compiles the templates from the checked model. Each figure is the least of
//! several runs, in milliseconds.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a table is what it is for, and its specs are its own"
)]

#[path = "../tests/docs/blocks.rs"]
#[expect(dead_code, reason = "tests run what they find in pages")]
mod blocks;
#[path = "../tests/docs/many.rs"]
mod many;
#[path = "../xtask/src/synth.rs"]
mod synth;

use std::hint::black_box;
use std::time::Instant;

use bricep::diagnostic::Sink;
use bricep::model::Assets;
use bricep::source::{self, Memory, ProjectPath};
use bricep::{emit, rules, spec};

fn main() {
    println!(
        "{:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>6}",
        "resources", "bytes", "parse", "load", "check", "rules", "generate", "v/p"
    );
    for resources in [10, 100, 1_000, 10_000] {
        measure(vec![("bricep.yaml".to_owned(), synth::spec(resources))]);
    }
    println!("every kind, from the examples of the reference:");
    for copies in [2, 20, 200] {
        measure(many::files(copies));
    }
}

/// Prints the row of a spec: `rules` is what they add to the check.
fn measure(files: Vec<(String, String)>) {
    let text = files[0].1.clone();
    let bytes = text.len();
    let root = ProjectPath::root().join("bricep.yaml").expect("a path of the project");
    let files = Memory::with(files).expect("paths of the project");
    let runs = (10_000_000 / bytes).clamp(3, 50);

    let parse = least(runs, || {
        for event in granit_parser::Parser::new_from_str(&text) {
            black_box(event.expect("the spec parses"));
        }
    });
    let load = least(runs, || {
        black_box(source::load(&files, &root, &mut Sink::default()));
    });
    let checked = |rules: Option<rules::Options>| {
        spec::check(&files, &root, &spec::Options { rules, ..spec::Options::default() })
    };
    let check = least(runs, || {
        black_box(checked(None));
    });
    let all = rules::Options { today: Some(jiff::civil::date(2026, 11, 25)) };
    let validate = least(runs, || {
        black_box(checked(Some(all)));
    });
    let checked = checked(None);
    assert!(!checked.has_errors(), "the spec is valid: {:?}", checked.diagnostics);
    let model = checked.model.expect("a valid spec has a model");
    let resources = model.resources.len();
    // The examples have no section `azure`, which the templates ask for.
    let generate = model.azure.is_some().then(|| {
        let assets = Assets::default();
        least(runs.min(10), || {
            black_box(emit::generate(&model, &assets, "bricep.yaml").expect("the spec compiles"));
        })
    });
    let generate = generate.map_or_else(|| "-".to_owned(), |time| format!("{time:.2}"));
    println!(
        "{resources:>9} {bytes:>9} {parse:>9.2} {load:>9.2} {check:>9.2} {:>9.2} {generate:>9} {:>6.2}",
        validate - check,
        validate / parse
    );
}

/// The least time of some runs, in milliseconds.
fn least(runs: usize, mut run: impl FnMut()) -> f64 {
    (0..runs)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64() * 1_000.0
        })
        .fold(f64::INFINITY, f64::min)
}

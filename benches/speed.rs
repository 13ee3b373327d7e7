//! Prints a table of what a spec costs by its size: `cargo bench`.
//!
//! `parse` drains the events of the YAML parser alone, `load` builds the node tree, `validate` runs every pass,
//! `generate` compiles the templates from the checked model. Each figure is the least of several runs, in
//! milliseconds.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a table is what it is for, and its specs are its own"
)]

#[path = "../xtask/src/synth.rs"]
mod synth;

use std::hint::black_box;
use std::time::Instant;

use bricep::diagnostic::Sink;
use bricep::model::Assets;
use bricep::source::{self, Memory, ProjectPath};
use bricep::{emit, spec};

fn main() {
    println!(
        "{:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>6}",
        "resources", "bytes", "parse", "load", "validate", "generate", "v/p"
    );
    for resources in [10, 100, 1_000, 10_000] {
        measure(resources);
    }
}

fn measure(resources: usize) {
    let text = synth::spec(resources);
    let bytes = text.len();
    let root = ProjectPath::root().join("bricep.yaml").expect("a path of the project");
    let files = Memory::with([("bricep.yaml", text.clone())]).expect("a path of the project");
    let runs = (20_000 / resources).clamp(3, 50);

    let parse = least(runs, || {
        for event in granit_parser::Parser::new_from_str(&text) {
            black_box(event.expect("the spec parses"));
        }
    });
    let load = least(runs, || {
        black_box(source::load(&files, &root, &mut Sink::default()));
    });
    let validate = least(runs, || {
        black_box(spec::check(&files, &root, &spec::Options::default()));
    });
    let checked = spec::check(&files, &root, &spec::Options::default());
    assert!(!checked.has_errors(), "the spec is valid: {:?}", checked.diagnostics);
    let model = checked.model.expect("a valid spec has a model");
    let assets = Assets::default();
    let generate = least(runs.min(10), || {
        black_box(emit::generate(&model, &assets, "bricep.yaml").expect("the spec compiles"));
    });
    println!(
        "{resources:>9} {bytes:>9} {parse:>9.2} {load:>9.2} {validate:>9.2} {generate:>9.2} {:>6.2}",
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

//! The command line, through the real binary.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "these are tests")]

mod catalogue;
mod ci;
mod every_rule;
mod explain;
mod fix;
mod generate;
mod help;
mod hostile;
mod init;
mod pipelines;
mod project;
mod rules;
mod schema;
mod several;
mod streams;
#[path = "../scripts/stub.rs"]
#[expect(dead_code, reason = "tests of scripts look at more of a request")]
mod stub;
mod templates;
mod validate;
mod world;

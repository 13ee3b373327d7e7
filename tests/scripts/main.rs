//! The scripts that templates and pipelines run, run by bash: against a server that keeps the provider's contract, with
//! an `az` and a `bricep` that write down what they are asked for.

#![cfg(unix)]
#![expect(clippy::panic, clippy::unwrap_used, reason = "a helper of a test fails by panicking")]

mod act;
mod apply;
mod deploy;
mod deployment;
mod direct;
mod guide;
mod operate;
mod operation;
mod preview;
#[path = "../docs/steps.rs"]
mod steps;
mod stub;
mod world;

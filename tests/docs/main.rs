//! The documentation holds what it promises: examples are run, and what commands print is compared.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a helper of a test fails by panicking")]

mod azure;
mod blocks;
mod coming_from;
mod commands;
mod guide;
mod kinds;
mod many;
mod rules;
mod scale;
mod schemas;
mod steps;

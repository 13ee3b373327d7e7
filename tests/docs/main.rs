//! The documentation holds what it promises: examples are run, and what commands print is compared.

mod blocks;
mod commands;
mod guide;
mod rules;

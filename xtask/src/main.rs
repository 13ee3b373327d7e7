//! Generators and checks of the repository, run as `cargo xtask <command>`.
#![expect(clippy::disallowed_methods, reason = "generators read and write the repository's files")]

mod docs;
mod facts;
mod offers;
mod schemas;
mod synth;
#[cfg(test)]
mod tests;
mod yaml;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Parser;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Generators and checks of the bricep repository")]
enum Command {
    /// Generates the list of diagnostics, `docs/rules/README.md`.
    Docs {
        /// Only tell whether the committed list is stale.
        #[arg(long)]
        check: bool,
    },
    /// Extracts API facts from a `databricks-sdk` wheel (`pip download --no-deps databricks-sdk==0.162.0`).
    Facts {
        /// The wheel.
        #[arg(long)]
        wheel: PathBuf,
    },
    /// Renews `schemas/data/node_types.json` and `runtimes.json` from a catalogue (`bricep catalogue pull`).
    Offers {
        /// The catalogue.
        #[arg(long)]
        catalogue: PathBuf,
    },
    /// Generates the JSON Schemas from the API facts and the overlays.
    Schemas {
        /// Only tell which committed files are stale.
        #[arg(long)]
        check: bool,
        /// Only list the fields that lack a description, and words of the overlays that lead nowhere.
        #[arg(long)]
        report: bool,
    },
    /// Prints a spec of a given size, for measuring.
    Synth {
        /// How many resources it has beside the pool that they share.
        #[arg(long)]
        resources: usize,
    },
}

/// The repository's root.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn main() -> Result<()> {
    match Command::parse() {
        Command::Docs { check: true } => docs::check(root()),
        Command::Docs { check: false } => docs::write(root()),
        Command::Offers { catalogue } => offers::renew(root(), &catalogue),
        Command::Facts { wheel } => facts::extract(root(), &wheel),
        Command::Schemas { report: true, .. } => schemas::report(root()),
        Command::Schemas { check: true, .. } => schemas::check(root()),
        Command::Schemas { .. } => schemas::write(root()),
        Command::Synth { resources } => {
            Ok(std::io::stdout().lock().write_all(synth::spec(resources).as_bytes())?)
        }
    }
}

//! Generators and checks of the repository, run as `cargo xtask <command>`.

use anyhow::Result;
use clap::Parser;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Generators and checks of the bricep repository")]
enum Command {}

fn main() -> Result<()> {
    match Command::parse() {}
}

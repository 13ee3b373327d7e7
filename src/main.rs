//! The `bricep` binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    bricep::cli::run(std::env::args_os()).into()
}

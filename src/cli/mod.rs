//! The command line: one file per subcommand. Only here are files written and is the environment read.

mod batch;
mod catalogue;
mod changed;
mod completions;
mod diff;
mod exit;
mod explain;
mod fix;
mod generate;
mod init;
mod list;
mod output;
mod project;
mod report;
mod rewrite;
mod schema;
mod search;
mod stage;
mod validate;

use std::ffi::OsString;
use std::io::{self, Write};

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use exit::Exit;

/// One spec for an Azure Databricks environment: checked offline, compiled to Bicep and ARM JSON.
#[derive(Debug, Parser)]
#[command(name = "bricep", version, max_term_width = 100, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

/// Options of every command.
#[derive(Args, Debug)]
struct Global {
    /// When to colour messages.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    color: Color,
    /// Print errors only, and nothing when all is well.
    #[arg(long, short, global = true)]
    quiet: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Init),
    Validate(validate::Validate),
    Generate(generate::Generate),
    Schema(schema::Schema),
    Explain(explain::Explain),
    Catalogue(catalogue::Catalogue),
    Completions(completions::Completions),
}

/// Runs the command line and says how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // A closed pipe is nobody's fault.
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage } else { Exit::Success };
        }
    };
    let result = match &cli.command {
        Command::Init(init) => init.run(&cli.global),
        Command::Validate(validate) => validate.run(&cli.global),
        Command::Generate(generate) => generate.run(&cli.global),
        Command::Schema(schema) => schema.run(&cli.global),
        Command::Explain(explain) => explain.run(),
        Command::Catalogue(catalogue) => catalogue.run(&cli.global),
        Command::Completions(completions) => completions.run(),
    };
    result.unwrap_or_else(|error| {
        say_error(&format!("{error:#}"));
        Exit::World
    })
}

/// Prints a result on stdout. A reader that has gone away is no error.
fn print(text: &str) -> anyhow::Result<()> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}

/// Prints progress or findings on stderr, where nothing can be done about a failure.
fn say(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Prints a failure on stderr.
fn say_error(text: &str) {
    say(&format!("error: {text}\n"));
}

//! `bricep catalogue`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};

use super::project::show;
use super::stage::{Mode, stage};
use super::validate::today;
use super::{Exit, Global, say, say_error};
use crate::databricks::{Client, Host, Secret, pull};
use crate::facts::Catalogue as Offered;

/// The application of Azure Databricks, for which Entra ID gives tokens.
const AUDIENCE: &str = "2ff814a6-3304-4ab8-87cd-cb0e6f879c1d";

/// Keep what a workspace offers in a file that `validate` reads.
#[derive(Args, Debug)]
pub(super) struct Catalogue {
    #[command(subcommand)]
    command: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Pull(Pull),
}

/// Ask a workspace for its runtimes and VM sizes, and write them into a file.
///
/// The token is that of `DATABRICKS_TOKEN`; without it, `az account get-access-token` is asked for one.
#[derive(Args, Debug)]
struct Pull {
    /// Address of the workspace.
    #[arg(long, value_name = "URL", env = "DATABRICKS_HOST", hide_env_values = true)]
    workspace: String,
    /// File to write.
    #[arg(long, short, value_name = "FILE", default_value = "databricks-catalogue.json")]
    output: PathBuf,
}

impl Catalogue {
    pub(super) fn run(&self, global: &Global) -> anyhow::Result<Exit> {
        let Action::Pull(pull) = &self.command;
        pull.run(global)
    }
}

impl Pull {
    fn run(&self, global: &Global) -> anyhow::Result<Exit> {
        let Some(host) = Host::parse(&self.workspace) else {
            say_error(
                "`--workspace` is no address of a workspace; write it as `https://adb-1234567890123456.7.azuredatabricks.net`",
            );
            return Ok(Exit::Usage);
        };
        if self.output.is_dir() {
            say_error(&format!("`{}` is a folder; name a file in it", show(&self.output)));
            return Ok(Exit::Usage);
        }
        let client = Client::new(host, token()?);
        let catalogue = pull(&client, today())?;
        let change = write(&self.output, &catalogue)?;
        if !global.quiet {
            say(&format!(
                "{change} {}: {} runtimes and {} VM sizes of {}\n",
                show(&self.output),
                catalogue.runtimes.len(),
                catalogue.node_types.len(),
                catalogue.workspace
            ));
        }
        Ok(Exit::Success)
    }
}

/// The token of who runs bricep.
#[expect(clippy::disallowed_methods, reason = "the command line reads the environment")]
fn token() -> anyhow::Result<Secret> {
    let given = std::env::var("DATABRICKS_TOKEN").ok().filter(|token| !token.is_empty());
    let token = match given {
        Some(token) => Secret::new(token),
        None => asked()?,
    };
    if token.is_malformed() {
        bail!("the token has characters that no token has");
    }
    Ok(token)
}

/// A token of the Azure CLI.
fn asked() -> anyhow::Result<Secret> {
    // On Windows the Azure CLI is a script.
    let program = if cfg!(windows) { "az.cmd" } else { "az" };
    let arguments =
        ["account", "get-access-token", "--resource", AUDIENCE, "--query", "accessToken", "--output", "tsv"];
    let output = Command::new(program).args(arguments).output().context(
        "there is no token: set `DATABRICKS_TOKEN`, or install the Azure CLI and sign in with `az login`",
    )?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        let line = reason.lines().find(|line| !line.trim().is_empty()).unwrap_or("no reason given");
        bail!("the Azure CLI gives no token: {}", line.trim());
    }
    Ok(Secret::new(String::from_utf8_lossy(&output.stdout).trim().to_owned()))
}

/// Replaces the file; what happened to it. It is there whole or not at all.
#[expect(clippy::disallowed_methods, reason = "the file is compared with what it was")]
fn write(path: &Path, catalogue: &Offered) -> anyhow::Result<&'static str> {
    let cannot = || format!("`{}` cannot be written", show(path));
    let old = match std::fs::read(path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(error).with_context(cannot),
    };
    if let Some(bytes) = old {
        match std::str::from_utf8(&bytes).ok().and_then(|text| Offered::parse(text).ok()) {
            // Only the day differs: that is no change worth a commit.
            Some(old) if old.says_as(catalogue) => return Ok("Nothing new in"),
            Some(_) => {}
            None => bail!(
                "`{}` is no catalogue, and is left as it is; move it away, or name another file",
                show(path)
            ),
        }
    }
    stage(path, &catalogue.text(), Mode::Plain).with_context(cannot)?.persist(path).with_context(cannot)?;
    Ok("Wrote")
}

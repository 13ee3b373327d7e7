//! `bricep schema`.

use clap::Args;

use super::{Exit, print, say_error};
use crate::diagnostic::did_you_mean;
use crate::kinds::{KINDS, kind};

/// The schema of a whole spec, self-contained.
const BUNDLE: &str = include_str!("../../schemas/v1/bricep.schema.json");

/// Print the JSON Schema of a spec, for editors.
#[derive(Args, Debug)]
pub(super) struct Schema {
    /// Print the schema of one kind of resource.
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// List the kinds.
    #[arg(long, conflicts_with = "kind")]
    list: bool,
}

impl Schema {
    pub(super) fn run(&self) -> anyhow::Result<Exit> {
        if self.list {
            print(&KINDS.iter().map(|kind| format!("{}\n", kind.name)).collect::<String>())?;
            return Ok(Exit::Success);
        }
        let Some(name) = &self.kind else {
            print(BUNDLE)?;
            return Ok(Exit::Success);
        };
        if let Some(kind) = kind(name) {
            print(kind.schema)?;
            return Ok(Exit::Success);
        }
        let names = || KINDS.iter().map(|kind| kind.name);
        let help = did_you_mean(name, names()).map_or_else(
            || "see `bricep schema --list`".to_owned(),
            |known| format!("did you mean `{known}`?"),
        );
        say_error(&format!("there is no kind `{name}`; {help}"));
        Ok(Exit::Usage)
    }
}

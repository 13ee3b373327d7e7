//! `bricep init`.

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use super::project::show;
use super::{Exit, Global, say, say_error};

/// The starter spec; `@name@` stands for its name.
const SPEC: &str = include_str!("../../templates/init/bricep.yaml");

/// The notebook that the starter spec runs.
const NOTEBOOK: &str = include_str!("../../templates/init/notebooks/hello.py");

/// What VS Code should know of the folder; files that are there already are kept.
const EDITOR: [(&str, &str); 2] = [
    (".vscode/settings.json", include_str!("../../templates/init/vscode/settings.json")),
    (".vscode/extensions.json", include_str!("../../templates/init/vscode/extensions.json")),
];

/// Begin a spec in a folder.
#[derive(Args, Debug)]
pub(super) struct Init {
    /// Name of the spec: lower-case letters, digits and `-`. Asked for on a terminal, else taken from the folder.
    name: Option<String>,
    /// The folder.
    #[arg(long, short, default_value = ".", value_name = "DIR")]
    output: PathBuf,
    /// Overwrite files that are there.
    #[arg(long)]
    force: bool,
}

impl Init {
    pub(super) fn run(&self, global: &Global) -> anyhow::Result<Exit> {
        let name = match &self.name {
            Some(name) => name.clone(),
            None => self.ask()?,
        };
        if let Err(reason) = check_name(&name) {
            say_error(&format!("`{name}` is no name for a spec: {reason}"));
            return Ok(Exit::Usage);
        }
        let files =
            [("bricep.yaml", SPEC.replace("@name@", &name)), ("notebooks/hello.py", NOTEBOOK.to_owned())];
        if !self.force
            && let Some((taken, _)) = files.iter().find(|(path, _)| self.output.join(path).exists())
        {
            let path = show(&self.output.join(taken));
            say_error(&format!("`{path}` is there already; overwrite it with `--force`"));
            return Ok(Exit::Usage);
        }
        for (path, text) in &files {
            write(&self.output.join(path), text)?;
        }
        super::schema::write(&self.output)?;
        for (path, text) in EDITOR {
            let path = self.output.join(path);
            if !path.exists() {
                write(&path, text)?;
            }
        }
        if !global.quiet {
            let spec = show(&self.output.join("bricep.yaml"));
            say(&format!(
                "Wrote {spec}\nCheck it with `bricep validate {spec}`, compile it with `bricep generate {spec}`.\n"
            ));
        }
        Ok(Exit::Success)
    }

    /// The name that the user types, or that the folder suggests.
    fn ask(&self) -> anyhow::Result<String> {
        let suggestion = suggest(&self.output);
        if !std::io::stdin().is_terminal() {
            return Ok(suggestion);
        }
        say(&format!("Name of the spec [{suggestion}]: "));
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).context("the name cannot be read")?;
        let line = line.trim();
        Ok(if line.is_empty() { suggestion } else { line.to_owned() })
    }
}

/// A name made from that of a folder.
fn suggest(folder: &Path) -> String {
    let name = std::path::absolute(folder)
        .ok()
        .and_then(|path| path.file_name().map(|name| name.to_string_lossy().to_lowercase()))
        .unwrap_or_default();
    let words: Vec<&str> =
        name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let clean = words.join("-");
    let clean = clean.trim_start_matches(|c: char| !c.is_ascii_lowercase()).trim_end_matches('-');
    let clean: String = clean.chars().take(24).collect();
    if clean.is_empty() { "lakehouse".to_owned() } else { clean.trim_end_matches('-').to_owned() }
}

fn check_name(name: &str) -> Result<(), &'static str> {
    if name.is_empty() {
        return Err("it is empty");
    }
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Err("begin with a lower-case letter");
    }
    if !name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        return Err("use lower-case letters, digits and `-`");
    }
    if name.ends_with('-') {
        return Err("end with a letter or a digit");
    }
    // The starter spec has the environments `dev` and `prod`.
    if name.len() + "-prod".len() > 40 {
        return Err("use 35 characters at most");
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the starter spec is written here")]
fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("`{}` cannot be made", show(folder)))?;
    }
    std::fs::write(path, text).with_context(|| format!("`{}` cannot be written", show(path)))
}

//! Generates the JSON Schemas of the spec language from API facts and overlays.
//!
//! Three outputs: one schema per kind (`schemas/v1/kinds/<kind>.json`), which the compiler validates resources with;
//! the frame around them (`schemas/v1/frame.json`), which it validates the rest of a spec with; and the whole in one
//! file for editors (`schemas/v1/bricep.schema.json`). All are draft-07, which every editor's language server takes.

mod assemble;
mod emit;
mod groups;
mod library;
pub(crate) mod overlays;
mod partial;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};
use serde_json::Value;

use library::Library;

/// One generated file: its path from the repository's root, and its text.
struct Generated {
    path: PathBuf,
    text: String,
}

fn generate(root: &Path) -> Result<Vec<Generated>> {
    let library = Library::load(root)?;
    let mut files = Vec::new();
    let mut add = |path: String, value: Value| -> Result<()> {
        let mut bytes = Vec::new();
        let formatter = serde_json::ser::PrettyFormatter::with_indent(b" ");
        serde::Serialize::serialize(
            &value,
            &mut serde_json::Serializer::with_formatter(&mut bytes, formatter),
        )?;
        bytes.push(b'\n');
        files.push(Generated { path: path.into(), text: String::from_utf8(bytes)? });
        Ok(())
    };
    for kind in library.kinds() {
        add(format!("schemas/v1/kinds/{kind}.json"), assemble::kind(&library, kind)?)?;
    }
    add("schemas/v1/frame.json".into(), assemble::frame(&library)?)?;
    add("schemas/v1/bricep.schema.json".into(), assemble::bundle(&library)?)?;
    Ok(files)
}

/// Each kind with its overlay and its schema.
pub(crate) fn kinds(root: &Path) -> Result<Vec<(String, Value, Value)>> {
    let library = Library::load(root)?;
    let one = |kind: &str| {
        Ok((kind.to_owned(), library.kind_overlay(kind).clone(), assemble::kind(&library, kind)?))
    };
    library.kinds().map(one).collect()
}

fn stale(root: &Path) -> Result<Vec<PathBuf>> {
    let is_stale = |file: &Generated| {
        std::fs::read_to_string(root.join(&file.path)).map(|text| text != file.text).unwrap_or(true)
    };
    Ok(generate(root)?.into_iter().filter(is_stale).map(|file| file.path).collect())
}

/// Writes every generated file.
pub(crate) fn write(root: &Path) -> Result<()> {
    for file in generate(root)? {
        std::fs::write(root.join(&file.path), &file.text)?;
        println!("{} ({} bytes)", file.path.display(), file.text.len());
    }
    Ok(())
}

/// Fails when a committed file differs from what is generated, naming each.
pub(crate) fn check(root: &Path) -> Result<()> {
    let stale = stale(root)?;
    ensure!(stale.is_empty(), "stale, run `cargo xtask schemas`: {stale:?}");
    Ok(())
}

/// Fails when a field lacks a description, a server-filled one is not classified, or an overlay leads nowhere.
pub(crate) fn report(root: &Path) -> Result<()> {
    let problems = Library::load(root)?.problems()?;
    for problem in &problems {
        println!("{problem}");
    }
    if !problems.is_empty() {
        bail!("{} fields to describe or classify", problems.len());
    }
    Ok(())
}

//! Generates the JSON Schemas of the spec language from API facts and overlays.
//!
//! For the compiler: one schema per kind (`schemas/v1/kinds/<kind>.json`), which it validates resources with, and the
//! frame around them (`schemas/v1/frame.json`), which it validates the rest of a spec with. For editors, with hover
//! texts, snippets and messages: the whole in one file (`schemas/v1/bricep.schema.json`), each kind alone
//! (`schemas/v1/kinds/<kind>.schema.json`), and each as a resource of templates (`schemas/v1/arm/<type>.schema.json`).
//! All are draft 2020-12.

mod arm;
mod assemble;
mod emit;
mod groups;
mod library;
mod links;
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
    let bundle = assemble::bundle(&library)?;
    for kind in library.kinds() {
        let published = assemble::published_kind(&bundle, kind)?;
        let resource = arm::resource(kind, &published)?;
        add(format!("schemas/v1/kinds/{kind}.schema.json"), published)?;
        add(format!("schemas/v1/arm/{}.schema.json", arm::camel_case(kind)), resource)?;
    }
    add("schemas/v1/bricep.schema.json".into(), bundle)?;
    Ok(files)
}

/// Each kind with its overlay and its published schema.
pub(crate) fn kinds(root: &Path) -> Result<Vec<(String, Value, Value)>> {
    let library = Library::load(root)?;
    let bundle = assemble::bundle(&library)?;
    let one = |kind: &str| {
        Ok((kind.to_owned(), library.kind_overlay(kind).clone(), assemble::published_kind(&bundle, kind)?))
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
        let path = root.join(&file.path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, &file.text)?;
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

/// What is left to describe or classify.
pub(crate) fn problems(root: &Path) -> Result<Vec<String>> {
    Library::load(root)?.problems()
}

/// Fails when a field lacks a description, a server-filled one is not classified, or an overlay leads nowhere.
pub(crate) fn report(root: &Path) -> Result<()> {
    let problems = problems(root)?;
    for problem in &problems {
        println!("{problem}");
    }
    if !problems.is_empty() {
        bail!("{} fields to describe or classify", problems.len());
    }
    Ok(())
}

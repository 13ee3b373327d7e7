//! The files below `schemas/`.

use std::path::Path;

use anyhow::{Context, Result};
use indexmap::IndexMap;
use serde_json::Value;

use crate::yaml;

fn files(folder: &Path, extension: &str) -> Result<Vec<(String, std::path::PathBuf)>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == extension) {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            files.push((stem, path));
        }
    }
    files.sort();
    Ok(files)
}

/// The overlay of each kind, by the kind's name.
pub(crate) fn kinds(root: &Path) -> Result<IndexMap<String, Value>> {
    files(&root.join("schemas/overlay"), "yaml")?
        .into_iter()
        .filter(|(name, _)| name != "spec")
        .map(|(name, path)| Ok((name, yaml::read(&path)?)))
        .collect()
}

/// The enumeration of permission levels that kinds without one of their own take theirs from.
pub(crate) const PERMISSION_LEVELS: &str = "iam.PermissionLevel";
/// The enumeration of the privileges that can be granted on securables of Unity Catalog.
pub(crate) const PRIVILEGES: &str = "catalog.Privilege";

/// The names that a word of an overlay gives: a text, or a list of them.
pub(crate) fn names(word: Option<&Value>) -> impl Iterator<Item = &str> {
    let list = word.and_then(Value::as_array).map(Vec::as_slice);
    let one = word.filter(|word| word.is_string()).map(std::slice::from_ref);
    list.or(one).unwrap_or_default().iter().filter_map(Value::as_str)
}

/// The heads of overlays of kinds that are still to come: where their facts are.
pub(crate) fn planned(root: &Path) -> Result<IndexMap<String, Value>> {
    let folder = root.join("schemas/overlay/planned");
    if !folder.exists() {
        return Ok(IndexMap::new());
    }
    files(&folder, "yaml")?.into_iter().map(|(name, path)| Ok((name, yaml::read(&path)?))).collect()
}

/// The overlays of types, by service, with `common` and `spec` among them.
pub(crate) fn types(root: &Path) -> Result<IndexMap<String, Value>> {
    let mut types: IndexMap<String, Value> = files(&root.join("schemas/overlay/types"), "yaml")?
        .into_iter()
        .map(|(name, path)| Ok((name, yaml::read(&path)?)))
        .collect::<Result<_>>()?;
    types.insert("spec".into(), yaml::read(&root.join("schemas/overlay/spec.yaml"))?);
    Ok(types)
}

/// The extracted facts, by service.
pub(crate) fn facts(root: &Path) -> Result<IndexMap<String, Value>> {
    files(&root.join("schemas/api"), "json")?
        .into_iter()
        .map(|(name, path)| Ok((name, serde_json::from_str(&std::fs::read_to_string(&path)?)?)))
        .collect()
}

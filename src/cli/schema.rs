//! `bricep schema`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use serde::Serialize;
use serde_json::{Map, Value};

use super::project::show;
use super::{Exit, Global, print, say, say_error};
use crate::diagnostic::did_you_mean;
use crate::kinds::{KINDS, kind};

/// The schema of a whole spec, self-contained.
const BUNDLE: &str = include_str!("../../schemas/v1/bricep.schema.json");

/// Name of the schema beside a spec.
pub(super) const FILE: &str = "bricep.schema.json";

/// Names that a spec may have, and how its text begins to name the schema.
const SPEC: &str = "bricep.yaml";
const MODELINE: &str = "# yaml-language-server: $schema=";

/// Print the JSON Schema of a spec, for editors.
#[derive(Args, Debug)]
pub(super) struct Schema {
    /// Print the schema of one kind of resource.
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// List the kinds.
    #[arg(long, conflicts_with = "kind")]
    list: bool,
    /// Write the schema beside a spec, and name it in the spec's first line.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["kind", "list"])]
    write: Option<PathBuf>,
}

impl Schema {
    pub(super) fn run(&self, global: &Global) -> anyhow::Result<Exit> {
        if let Some(folder) = &self.write {
            let named = write(folder)?;
            if !global.quiet {
                let schema = show(&folder.join(FILE));
                let spec = show(&folder.join(SPEC));
                say(&if named {
                    format!("Wrote {schema}, and named it in {spec}\n")
                } else {
                    format!("Wrote {schema}\n")
                });
            }
            return Ok(Exit::Success);
        }
        if self.list {
            print(&KINDS.iter().map(|kind| format!("{}\n", kind.name)).collect::<String>())?;
            return Ok(Exit::Success);
        }
        let Some(name) = &self.kind else {
            print(BUNDLE)?;
            return Ok(Exit::Success);
        };
        if let Some(kind) = kind(name) {
            print(&text(&of_kind(&serde_json::from_str(BUNDLE)?, kind.name))?)?;
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

/// Writes the schema into a folder, and names it in the spec that stands there and names none; whether it did so.
#[expect(clippy::disallowed_methods, reason = "the schema is written beside the spec here")]
pub(super) fn write(folder: &Path) -> anyhow::Result<bool> {
    let cannot = |path: &Path| format!("`{}` cannot be written", show(path));
    let schema = folder.join(FILE);
    std::fs::create_dir_all(folder).with_context(|| cannot(folder))?;
    std::fs::write(&schema, BUNDLE).with_context(|| cannot(&schema))?;
    let spec = folder.join(SPEC);
    let Ok(text) = std::fs::read_to_string(&spec) else { return Ok(false) };
    if text.lines().any(|line| line.starts_with(MODELINE)) {
        return Ok(false);
    }
    let (mark, text) = text.strip_prefix('\u{feff}').map_or(("", text.as_str()), |text| ("\u{feff}", text));
    std::fs::write(&spec, format!("{mark}{MODELINE}{FILE}\n{text}")).with_context(|| cannot(&spec))?;
    Ok(true)
}

/// The schema of one kind's resources, cut out of that of whole specs.
fn of_kind(bundle: &Value, kind: &str) -> Value {
    let none = Map::new();
    let definitions = bundle.get("$defs").and_then(Value::as_object).unwrap_or(&none);
    let own = definitions.get(&format!("kinds.{kind}"));
    let mut wanted = BTreeSet::new();
    own.into_iter().for_each(|own| references(own, definitions, &mut wanted));
    let kept = definitions.iter().filter(|(name, _)| wanted.contains(name.as_str()));
    let kept: Map<String, Value> = kept.map(|(name, schema)| (name.clone(), schema.clone())).collect();
    let draft = bundle.get("$schema").map(|draft| ("$schema".to_owned(), draft.clone()));
    let mut schema: Map<String, Value> = draft.into_iter().collect();
    schema.extend(own.and_then(Value::as_object).cloned().unwrap_or_default());
    schema.insert("$defs".into(), kept.into());
    schema.into()
}

/// Adds the names of all definitions that a schema leads to.
fn references<'s>(schema: &'s Value, definitions: &'s Map<String, Value>, found: &mut BTreeSet<&'s str>) {
    match schema {
        Value::Object(map) => {
            for (keyword, value) in map {
                let target = value.as_str().filter(|_| keyword == "$ref");
                match target.and_then(|target| target.strip_prefix("#/$defs/")) {
                    Some(name) if found.insert(name) => {
                        definitions
                            .get(name)
                            .into_iter()
                            .for_each(|inner| references(inner, definitions, found));
                    }
                    _ => references(value, definitions, found),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| references(value, definitions, found)),
        _ => {}
    }
}

/// A schema as the committed files have it.
fn text(schema: &Value) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b" ");
    schema.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, formatter))?;
    Ok(String::from_utf8(bytes)? + "\n")
}

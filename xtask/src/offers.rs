//! What Azure Databricks offers, renewed from the catalogue of a workspace.
//!
//! A workspace knows its region's sizes alone, so sizes are added and mended, never removed. Sizes with GPUs stay out:
//! rules know them by their series. Until when a version is supported, no workspace tells.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::Value;

/// A catalogue, as far as it is read here.
#[derive(Deserialize)]
struct Catalogue {
    date: String,
    runtimes: Vec<OfferedRuntime>,
    node_types: Vec<OfferedNodeType>,
}

#[derive(Deserialize)]
struct OfferedRuntime {
    key: String,
    name: String,
}

#[derive(Deserialize)]
struct OfferedNodeType {
    id: String,
    cores: u32,
    memory_mb: u64,
    gpus: u32,
}

#[derive(Deserialize)]
struct NodeTypes {
    source: String,
    date: String,
    families: Vec<Family>,
}

#[derive(Deserialize)]
struct Family {
    series: String,
    suffix: String,
    sizes: Vec<u32>,
    #[serde(default)]
    cores: Vec<u32>,
    #[serde(default)]
    memory_gb: Vec<u32>,
}

/// Cores and memory by size, by series and suffix.
type Families = BTreeMap<(String, String), BTreeMap<u32, (u32, Option<u32>)>>;

/// Renews both files.
///
/// # Errors
/// The catalogue or a file cannot be read, or the catalogue has a version with long-term support whose end is unknown.
pub(crate) fn renew(root: &Path, catalogue: &Path) -> Result<()> {
    let shown = || catalogue.display().to_string();
    let text = std::fs::read_to_string(catalogue).with_context(shown)?;
    let catalogue: Catalogue = serde_json::from_str(&text).with_context(shown)?;
    for (name, renewed) in [("node_types.json", node_types as Renew), ("runtimes.json", runtimes)] {
        let path = root.join("schemas/data").join(name);
        let old = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        std::fs::write(&path, renewed(&old, &catalogue)?)?;
    }
    Ok(())
}

type Renew = fn(&str, &Catalogue) -> Result<String>;

fn node_types(old: &str, catalogue: &Catalogue) -> Result<String> {
    let old: NodeTypes = serde_json::from_str(old)?;
    let mut families = Families::new();
    for family in old.families {
        let sizes = families.entry((family.series, family.suffix)).or_default();
        for (at, size) in family.sizes.iter().enumerate() {
            let cores = family.cores.get(at).copied().unwrap_or(*size);
            sizes.insert(*size, (cores, family.memory_gb.get(at).copied()));
        }
    }
    let mut date = old.date;
    for node_type in catalogue.node_types.iter().filter(|node_type| node_type.gpus == 0) {
        let Some((series, size, suffix)) = parts(node_type) else { continue };
        let memory = u32::try_from(node_type.memory_mb.div_ceil(1024)).ok();
        let known = families.entry((series, suffix)).or_default().insert(size, (node_type.cores, memory));
        if known != Some((node_type.cores, memory)) {
            date = catalogue.date.clone();
        }
    }
    let mut text = format!(
        "{{\n  \"source\": {},\n  \"date\": \"{date}\",\n  \"families\": [\n",
        Value::from(old.source)
    );
    let last = families.len().saturating_sub(1);
    for (at, ((series, suffix), sizes)) in families.iter().enumerate() {
        let list = |numbers: Vec<u32>| numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        write!(
            text,
            "    {{\"series\": \"{series}\", \"suffix\": \"{suffix}\", \"sizes\": [{}]",
            list(sizes.keys().copied().collect())
        )?;
        if sizes.iter().any(|(size, (cores, _))| size != cores) {
            write!(text, ", \"cores\": [{}]", list(sizes.values().map(|(cores, _)| *cores).collect()))?;
        }
        // The lists stand side by side, so memory is given for all sizes or none.
        if let Some(memory) = sizes.values().map(|(_, memory)| *memory).collect::<Option<Vec<u32>>>() {
            write!(text, ", \"memory_gb\": [{}]", list(memory))?;
        }
        text += if at == last { "}\n" } else { "},\n" };
    }
    Ok(text + "  ]\n}\n")
}

/// Series, size and suffix of a VM size: `D`, 4 and `ds_v5`.
fn parts(node_type: &OfferedNodeType) -> Option<(String, u32, String)> {
    let rest = node_type.id.strip_prefix("Standard_")?;
    let digits = rest.find(|c: char| c.is_ascii_digit())?;
    let end = rest[digits..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |at| digits + at);
    Some((rest[..digits].to_owned(), rest[digits..end].parse().ok()?, rest[end..].to_owned()))
}

fn runtimes(old: &str, catalogue: &Catalogue) -> Result<String> {
    let mut file: Value = serde_json::from_str(old)?;
    let mut offered: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for runtime in catalogue.runtimes.iter().filter(|runtime| runtime.name.contains("LTS")) {
        if let Some((version, scala)) = runtime.key.split_once(".x-scala") {
            offered.entry(version).or_default().insert(scala);
        }
    }
    let known = file["runtimes"].as_array_mut().context("`runtimes` is no list")?;
    let unknown: Vec<&&str> =
        offered.keys().filter(|version| !known.iter().any(|one| one["version"] == ***version)).collect();
    if !unknown.is_empty() {
        bail!(
            "{unknown:?} are new: add them to schemas/data/runtimes.json with the end of their support, which \
             https://learn.microsoft.com/azure/databricks/release-notes/runtime/ tells, then run this again"
        );
    }
    for runtime in known.iter_mut() {
        let scala = runtime["version"].as_str().and_then(|version| offered.get(version));
        if let Some(scala) = scala {
            runtime["scala"] = scala.iter().copied().collect();
        }
    }
    let lines: Vec<String> = known.iter().map(|one| format!("    {one}")).collect();
    Ok(format!(
        "{{\n  \"source\": {},\n  \"date\": \"{}\",\n  \"runtimes\": [\n{}\n  ]\n}}\n",
        file["source"],
        catalogue.date,
        lines.join(",\n")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue(runtime: &str) -> Catalogue {
        let size =
            |id: &str, gpus| serde_json::json!({ "id": id, "cores": 4, "memory_mb": 16_384, "gpus": gpus });
        let sizes =
            [size("Standard_D4ds_v5", 0), size("Standard_DS3_v2", 0), size("Standard_NC4as_T4_v3", 1)];
        let runtimes = [serde_json::json!({ "key": runtime, "name": "LTS" })];
        serde_json::from_value(
            serde_json::json!({ "date": "2027-01-02", "runtimes": runtimes, "node_types": sizes }),
        )
        .unwrap()
    }

    #[test]
    fn sizes_are_added_and_none_is_removed() {
        let old = r#"{"source": "s", "date": "d", "families": [{"series": "D", "suffix": "ds_v5", "sizes": [8], "memory_gb": [32]}]}"#;
        let new = node_types(old, &catalogue("x")).unwrap();
        assert_eq!(
            new,
            r#"{
  "source": "s",
  "date": "2027-01-02",
  "families": [
    {"series": "D", "suffix": "ds_v5", "sizes": [4, 8], "memory_gb": [16, 32]},
    {"series": "DS", "suffix": "_v2", "sizes": [3], "cores": [4], "memory_gb": [16]}
  ]
}
"#
        );
        assert_eq!(node_types(&new, &catalogue("x")).unwrap(), new);
    }

    #[test]
    fn a_new_runtime_asks_for_its_end() {
        let old = r#"{"source": "s", "date": "d", "runtimes": [{"version": "17.3", "end": "2028-10-22", "scala": []}]}"#;
        let new = runtimes(old, &catalogue("17.3.x-scala2.13")).unwrap();
        assert!(new.contains(r#"    {"version":"17.3","end":"2028-10-22","scala":["2.13"]}"#), "{new}");
        let error = runtimes(old, &catalogue("18.4.x-scala2.13")).unwrap_err().to_string();
        assert!(error.starts_with("[\"18.4\"] are new"), "{error}");
    }
}

//! VM sizes that Azure Databricks offers. GPU series are not in the list, and nothing is said about them.

#![allow(dead_code, reason = "what rules to come will ask")]

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    families: Vec<Family>,
}

/// The sizes of one family: `Standard_D4ds_v5` has the series `D`, the size 4 and the suffix `ds_v5`.
#[derive(Deserialize)]
struct Family {
    series: String,
    suffix: String,
    sizes: Vec<u32>,
    /// Cores by size, where they are not the size itself.
    #[serde(default)]
    cores: Vec<u32>,
    /// Memory by size, where it is known.
    #[serde(default)]
    memory_gb: Vec<u32>,
}

/// What is known of a VM size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) struct NodeType {
    /// How many virtual cores it has.
    pub(in crate::rules) cores: u32,
    /// Its memory, where that is known.
    pub(in crate::rules) memory_gb: Option<u32>,
}

struct Known {
    types: FxHashMap<String, NodeType>,
    series: Vec<String>,
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        // A file that does not parse does not pass the tests.
        let file = serde_json::from_str::<File>(include_str!("../../../schemas/data/node_types.json"));
        let families = file.map(|file| file.families).unwrap_or_default();
        let mut known = Known { types: FxHashMap::default(), series: Vec::new() };
        for family in families {
            for (at, size) in family.sizes.iter().enumerate() {
                let node_type = NodeType {
                    cores: family.cores.get(at).copied().unwrap_or(*size),
                    memory_gb: family.memory_gb.get(at).copied(),
                };
                known.types.insert(format!("Standard_{}{size}{}", family.series, family.suffix), node_type);
            }
            if !known.series.contains(&family.series) {
                known.series.push(family.series);
            }
        }
        known
    })
}

/// What is known of a VM size.
pub(in crate::rules) fn node_type(id: &str) -> Option<NodeType> {
    known().types.get(id).copied()
}

/// The ids of all sizes that are known.
pub(in crate::rules) fn ids() -> impl Iterator<Item = &'static str> {
    known().types.keys().map(String::as_str)
}

/// Whether the list should have an id: it is of a series all of whose sizes are listed, or no VM size at all.
pub(in crate::rules) fn is_covered(id: &str) -> bool {
    let Some(rest) = id.strip_prefix("Standard_") else { return true };
    let series = rest.trim_end_matches(|c: char| !c.is_ascii_digit());
    let series: String = series.chars().take_while(char::is_ascii_alphabetic).collect();
    series.is_empty() || known().series.contains(&series)
}

/// Whether a VM size has a GPU: those of the N series have, those of the list have not.
pub(in crate::rules) fn has_gpu(id: &str) -> Option<bool> {
    let rest = id.strip_prefix("Standard_N");
    if rest.is_some_and(|rest| rest.starts_with(['C', 'D', 'G', 'V'])) {
        return Some(true);
    }
    node_type(id).map(|_| false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cores_and_memory_follow_from_the_id() {
        let of = |id| node_type(id).map(|found| (found.cores, found.memory_gb));
        assert_eq!(of("Standard_D4ds_v5"), Some((4, Some(16))));
        assert_eq!(of("Standard_DS3_v2"), Some((4, Some(14))));
        assert_eq!(of("Standard_E96ds_v5"), Some((96, None)));
        assert_eq!(of("Standard_D5ds_v5"), None);
        assert!(ids().count() > 250);
    }

    #[test]
    fn series_of_gpus_are_not_covered() {
        assert!(is_covered("Standard_D5ds_v5") && is_covered("i3.xlarge") && is_covered("Standard_"));
        assert!(!is_covered("Standard_NC6s_v3") && !is_covered("Standard_M8ms"));
        assert_eq!(
            ["Standard_NC6s_v3", "Standard_NV36ads_A10_v5", "Standard_D4ds_v5", "Standard_M8ms"].map(has_gpu),
            [Some(true), Some(true), Some(false), None]
        );
    }
}

//! VM sizes. GPU series are not in the list that bricep comes with, and little is said about them.

use std::collections::BTreeMap;

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NodeType {
    /// How many virtual cores it has.
    pub(crate) cores: u32,
    /// Its memory, where that is known.
    pub(crate) memory_gb: Option<u32>,
    /// Whether it has a GPU, where that is known.
    pub(crate) gpu: Option<bool>,
    /// Whether Photon runs on it, where that is known.
    pub(crate) photon: Option<bool>,
    /// Why the workspace cannot have it, in the words of the service (`NotAvailableInRegion`).
    pub(crate) unavailable: Option<String>,
}

/// The sizes that bricep comes with, and the series all of whose sizes these are.
pub(super) fn built_in() -> (BTreeMap<String, NodeType>, Vec<String>) {
    // A file that does not parse does not pass the tests.
    let file = serde_json::from_str::<File>(include_str!("../../schemas/data/node_types.json"));
    let (mut types, mut series) = (BTreeMap::new(), Vec::new());
    for family in file.map(|file| file.families).unwrap_or_default() {
        for (at, size) in family.sizes.iter().enumerate() {
            let node_type = NodeType {
                cores: family.cores.get(at).copied().unwrap_or(*size),
                memory_gb: family.memory_gb.get(at).copied(),
                gpu: Some(false),
                ..NodeType::default()
            };
            types.insert(format!("Standard_{}{size}{}", family.series, family.suffix), node_type);
        }
        if !series.contains(&family.series) {
            series.push(family.series);
        }
    }
    (types, series)
}

/// The series of a VM size: `DS` of `Standard_DS3_v2`.
pub(super) fn series(id: &str) -> Option<&str> {
    let rest = id.strip_prefix("Standard_")?;
    let end = rest.find(|c: char| !c.is_ascii_alphabetic()).filter(|end| *end > 0)?;
    rest[end..].starts_with(|c: char| c.is_ascii_digit()).then(|| &rest[..end])
}

/// Whether the series of a VM size is one with GPUs: the N series.
pub(super) fn is_of_gpus(id: &str) -> bool {
    let rest = id.strip_prefix("Standard_N");
    rest.is_some_and(|rest| rest.starts_with(['C', 'D', 'G', 'V']))
}

#[cfg(test)]
mod tests {
    use crate::facts::Facts;

    #[test]
    fn cores_and_memory_follow_from_the_id() {
        let facts = Facts::built_in();
        let of = |id| facts.node_type(id).map(|found| (found.cores, found.memory_gb));
        assert_eq!(of("Standard_D4ds_v5"), Some((4, Some(16))));
        assert_eq!(of("Standard_DS3_v2"), Some((4, Some(14))));
        assert_eq!(of("Standard_E96ds_v5"), Some((96, None)));
        assert_eq!(of("Standard_D5ds_v5"), None);
        assert!(facts.node_types().count() > 250);
    }

    #[test]
    fn series_of_gpus_are_not_covered() {
        let facts = Facts::built_in();
        assert!(["Standard_D5ds_v5", "i3.xlarge", "Standard_"].into_iter().all(|id| facts.covers(id)));
        assert!(["Standard_NC6s_v3", "Standard_M8ms"].into_iter().all(|id| !facts.covers(id)));
        let gpus = ["Standard_NC6s_v3", "Standard_NV36ads_A10_v5", "Standard_D4ds_v5", "Standard_M8ms"];
        assert_eq!(gpus.map(|id| facts.has_gpu(id)), [Some(true), Some(true), Some(false), None]);
    }
}

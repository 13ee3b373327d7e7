//! What Azure Databricks offers: runtimes and VM sizes. It changes from month to month, so it is read from
//! `schemas/data/`, where each file carries its source and date, and a workspace's own [`Catalogue`] replaces it.

mod catalogue;
mod node_types;
mod runtimes;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

pub use catalogue::{Catalogue, OfferedNodeType, OfferedRuntime};
pub(crate) use node_types::NodeType;
pub(crate) use runtimes::{Key, Runtime};

/// What is offered: in general, or by one workspace.
#[derive(Debug, PartialEq, Eq)]
pub struct Facts {
    /// The versions with long-term support, the oldest first.
    runtimes: Vec<Runtime>,
    /// The keys that the workspace offers; `None` without a catalogue.
    offered: Option<BTreeSet<String>>,
    node_types: BTreeMap<String, NodeType>,
    /// The series of VM sizes all of whose sizes are listed; `None` when the list is the workspace's and has all.
    series: Option<Vec<String>>,
}

impl Facts {
    /// What bricep comes with.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: OnceLock<Facts> = OnceLock::new();
        BUILT_IN.get_or_init(|| {
            let (node_types, series) = node_types::built_in();
            Self { runtimes: runtimes::built_in(), offered: None, node_types, series: Some(series) }
        })
    }

    /// What a workspace offers. Until when a runtime is supported, no workspace tells: that stays bricep's.
    pub fn of(catalogue: &Catalogue) -> Self {
        let offered: BTreeSet<String> =
            catalogue.runtimes.iter().map(|runtime| runtime.key.clone()).collect();
        let mut runtimes = runtimes::built_in();
        runtimes.iter_mut().for_each(|runtime| runtime.learn(&offered));
        let node_types =
            catalogue.node_types.iter().map(|node_type| (node_type.id.clone(), node_type.into()));
        Self { runtimes, offered: Some(offered), node_types: node_types.collect(), series: None }
    }

    /// Whether they are those of a workspace.
    pub(crate) fn is_of_workspace(&self) -> bool {
        self.offered.is_some()
    }

    /// The versions with long-term support, the oldest first.
    pub(crate) fn runtimes(&self) -> &[Runtime] {
        &self.runtimes
    }

    /// The version that a key names, if it is one with long-term support.
    pub(crate) fn runtime(&self, key: &Key<'_>) -> Option<&Runtime> {
        self.runtimes.iter().find(|runtime| runtime.number() == key.version)
    }

    /// Whether a version is older than all that are known.
    pub(crate) fn is_ancient(&self, key: &Key<'_>) -> bool {
        self.runtimes.first().is_some_and(|oldest| key.version < oldest.number())
    }

    /// Whether a version is newer than all that are known.
    pub(crate) fn is_newer(&self, key: &Key<'_>) -> bool {
        self.runtimes.last().is_none_or(|newest| key.version > newest.number())
    }

    /// The key of the newest version with long-term support, as part of a sentence.
    pub(crate) fn newest_key(&self) -> String {
        let keys = self.runtimes.iter().rev().filter_map(Runtime::key);
        let offered = |key: &String| self.offered.as_ref().is_none_or(|offered| offered.contains(key));
        let mut keys = keys.filter(offered);
        keys.next().or_else(|| self.offered.iter().flatten().next_back().cloned()).unwrap_or_default()
    }

    /// The keys that the workspace offers; `None` without a catalogue.
    pub(crate) fn offered(&self) -> Option<&BTreeSet<String>> {
        self.offered.as_ref()
    }

    /// What is known of a VM size.
    pub(crate) fn node_type(&self, id: &str) -> Option<&NodeType> {
        self.node_types.get(id)
    }

    /// The ids of all sizes that are known, sorted.
    pub(crate) fn node_types(&self) -> impl Iterator<Item = &str> {
        self.node_types.keys().map(String::as_str)
    }

    /// Whether the list should have an id: it is the workspace's, or the id is of a series all of whose sizes are
    /// listed, or no VM size at all.
    pub(crate) fn covers(&self, id: &str) -> bool {
        let (Some(series), Some(own)) = (&self.series, node_types::series(id)) else { return true };
        series.iter().any(|known| *known == own)
    }

    /// Whether a VM size has a GPU, if that is known.
    pub(crate) fn has_gpu(&self, id: &str) -> Option<bool> {
        let listed = self.node_type(id).and_then(|node_type| node_type.gpu);
        listed.or_else(|| node_types::is_of_gpus(id).then_some(true))
    }
}

//! The only list of kinds.

use super::{Kind, clusters, instance_pools, jobs, notebooks, workspace_files};

/// Every kind, in the order in which messages and generated files name them.
pub static KINDS: &[&Kind] = &[
    &clusters::CLUSTERS,
    &instance_pools::INSTANCE_POOLS,
    &jobs::JOBS,
    &notebooks::NOTEBOOKS,
    &workspace_files::WORKSPACE_FILES,
];

/// The kind of this name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}

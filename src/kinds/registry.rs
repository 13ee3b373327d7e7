//! The only list of kinds.

use super::Kind;

/// Every kind, in the order in which messages and generated files name them.
pub static KINDS: &[&Kind] = &[
    &super::alerts::ALERTS,
    &super::apps::APPS,
    &super::clusters::CLUSTERS,
    &super::dashboards::DASHBOARDS,
    &super::groups::GROUPS,
    &super::instance_pools::INSTANCE_POOLS,
    &super::jobs::JOBS,
    &super::notebooks::NOTEBOOKS,
    &super::service_principals::SERVICE_PRINCIPALS,
    &super::vector_search_endpoints::VECTOR_SEARCH_ENDPOINTS,
    &super::vector_search_indexes::VECTOR_SEARCH_INDEXES,
    &super::workspace_files::WORKSPACE_FILES,
];

/// The kind of this name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}

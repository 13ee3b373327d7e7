//! The only list of kinds.

use super::Kind;

/// Every kind, in the order in which messages and generated files name them.
pub static KINDS: &[&Kind] = &[
    &super::catalogs::CATALOGS,
    &super::clusters::CLUSTERS,
    &super::connections::CONNECTIONS,
    &super::external_locations::EXTERNAL_LOCATIONS,
    &super::instance_pools::INSTANCE_POOLS,
    &super::jobs::JOBS,
    &super::notebooks::NOTEBOOKS,
    &super::registered_models::REGISTERED_MODELS,
    &super::schemas::SCHEMAS,
    &super::secret_scopes::SECRET_SCOPES,
    &super::storage_credentials::STORAGE_CREDENTIALS,
    &super::volumes::VOLUMES,
    &super::workspace_files::WORKSPACE_FILES,
];

/// The kind of this name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}

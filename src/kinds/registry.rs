//! The only list of kinds.

use super::Kind;

/// Every kind, in the order in which messages and generated files name them.
pub static KINDS: &[&Kind] = &[
    &super::catalogs::CATALOGS,
    &super::clusters::CLUSTERS,
    &super::connections::CONNECTIONS,
    &super::external_locations::EXTERNAL_LOCATIONS,
    &super::cluster_policies::CLUSTER_POLICIES,
    &super::clusters::CLUSTERS,
    &super::experiments::EXPERIMENTS,
    &super::git_credentials::GIT_CREDENTIALS,
    &super::global_init_scripts::GLOBAL_INIT_SCRIPTS,
    &super::instance_pools::INSTANCE_POOLS,
    &super::jobs::JOBS,
    &super::model_serving_endpoints::MODEL_SERVING_ENDPOINTS,
    &super::notebooks::NOTEBOOKS,
    &super::registered_models::REGISTERED_MODELS,
    &super::schemas::SCHEMAS,
    &super::secret_scopes::SECRET_SCOPES,
    &super::storage_credentials::STORAGE_CREDENTIALS,
    &super::volumes::VOLUMES,
    &super::pipelines::PIPELINES,
    &super::repos::REPOS,
    &super::sql_warehouses::SQL_WAREHOUSES,
    &super::workspace_files::WORKSPACE_FILES,
];

/// The kind of this name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}

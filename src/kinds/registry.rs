//! The only list of kinds.

use super::Kind;

/// Every kind, in the order in which messages and generated files name them.
pub static KINDS: &[&Kind] = &[
    &super::alerts::ALERTS,
    &super::apps::APPS,
    &super::catalogs::CATALOGS,
    &super::cluster_policies::CLUSTER_POLICIES,
    &super::clusters::CLUSTERS,
    &super::connections::CONNECTIONS,
    &super::dashboards::DASHBOARDS,
    &super::experiments::EXPERIMENTS,
    &super::external_locations::EXTERNAL_LOCATIONS,
    &super::git_credentials::GIT_CREDENTIALS,
    &super::global_init_scripts::GLOBAL_INIT_SCRIPTS,
    &super::groups::GROUPS,
    &super::instance_pools::INSTANCE_POOLS,
    &super::jobs::JOBS,
    &super::model_serving_endpoints::MODEL_SERVING_ENDPOINTS,
    &super::notebooks::NOTEBOOKS,
    &super::pipelines::PIPELINES,
    &super::registered_models::REGISTERED_MODELS,
    &super::repos::REPOS,
    &super::schemas::SCHEMAS,
    &super::secret_scopes::SECRET_SCOPES,
    &super::service_principals::SERVICE_PRINCIPALS,
    &super::sql_warehouses::SQL_WAREHOUSES,
    &super::storage_credentials::STORAGE_CREDENTIALS,
    &super::vector_search_endpoints::VECTOR_SEARCH_ENDPOINTS,
    &super::vector_search_indexes::VECTOR_SEARCH_INDEXES,
    &super::volumes::VOLUMES,
    &super::workspace_files::WORKSPACE_FILES,
];

/// The kind of this name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}

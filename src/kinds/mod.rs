//! The kinds of Databricks resource: one file each, static data and a JSON Schema; [`KINDS`] is the only list.

mod alerts;
mod apps;
pub mod case;
mod catalogs;
mod cluster_policies;
mod clusters;
mod connections;
mod dashboards;
mod experiments;
mod external_locations;
mod git_credentials;
mod global_init_scripts;
mod groups;
mod instance_pools;
mod jobs;
mod kind;
mod model_serving_endpoints;
mod notebooks;
mod pipelines;
mod registered_models;
mod registry;
mod repos;
mod schemas;
mod secret_scopes;
mod service_principals;
mod shape;
mod sql_warehouses;
mod storage_credentials;
mod vector_search_endpoints;
mod vector_search_indexes;
mod volumes;
mod workspace_files;

pub use kind::{Action, Attribute, Kind, Scope};
pub use registry::{KINDS, kind};
pub use shape::{Group, LocalPath, Rule, Shape, Types, When};

#[cfg(test)]
mod tests;

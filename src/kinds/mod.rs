//! The kinds of Databricks resource: one file each, static data and a JSON Schema; [`KINDS`] is the only list.

mod alerts;
mod apps;
pub mod case;
mod clusters;
mod dashboards;
mod groups;
mod instance_pools;
mod jobs;
mod kind;
mod notebooks;
mod registry;
mod service_principals;
mod shape;
mod vector_search_endpoints;
mod vector_search_indexes;
mod workspace_files;

pub use kind::{Action, Attribute, Kind, Scope};
pub use registry::{KINDS, kind};
pub use shape::{Group, LocalPath, Rule, Shape, Types, When};

#[cfg(test)]
mod tests;

//! bricep: one spec describes an Azure Databricks environment; this library checks it and compiles it to Bicep and
//! ARM JSON.
//!
//! Data flows one way: [`source`] → [`spec`] → [`model`] → [`rules`] and [`emit`]. Everything here is pure and synchronous: bytes
//! in, values and diagnostics out. Files are read through [`source::Files`], and only `cli` writes them.

pub mod arm;
pub mod cli;
mod databricks;
pub mod diagnostic;
pub mod emit;
pub mod facts;
mod fix;
pub mod kinds;
pub mod model;
mod parallel;
pub mod rules;
pub mod schema;
pub mod source;
pub mod spec;
pub mod template;

//! The REST API of a Databricks workspace.

mod catalogue;
mod client;
mod secret;

pub(crate) use catalogue::pull;
pub(crate) use client::{Client, ClientError, Host};
pub(crate) use secret::Secret;

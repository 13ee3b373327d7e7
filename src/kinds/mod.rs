//! The kinds of Databricks resource.

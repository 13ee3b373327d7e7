//! The example of the `custom-provider` route.

mod databricks_infrastructure;
mod databricks_operations;
mod databricks_provider;
mod environments;
mod main;

use super::super::{assert_bicep, assert_json, reference};
use crate::arm::*;
use databricks_infrastructure::databricks_infrastructure;
use databricks_operations::databricks_operations;
use databricks_provider::databricks_provider;
use environments::environments;
use main::main;

fn script(path: &str) -> Expr {
    load_text(path, reference(&format!("custom-provider/{path}")).unwrap_or_default())
}
#[test]
fn bicep() {
    assert_bicep("custom-provider", &databricks_infrastructure());
    assert_bicep("custom-provider", &databricks_operations());
    assert_bicep("custom-provider", &databricks_provider());
    assert_bicep("custom-provider", &environments());
    assert_bicep("custom-provider", &main());
}
#[test]
fn json() {
    assert_json("custom-provider", &main());
    assert_json("custom-provider", &databricks_operations());
}

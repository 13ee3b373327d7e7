//! The example of the `deployment-script` route.

mod databricks_infrastructure;
mod databricks_provider;
mod databricks_workspace;
mod environments;
mod main;

use super::super::{assert_bicep, assert_json, reference};
use crate::arm::*;
use databricks_infrastructure::databricks_infrastructure;
use databricks_provider::databricks_provider;
use databricks_workspace::databricks_workspace;
use environments::environments;
use main::main;

fn script(path: &str) -> Expr {
    load_text(path, reference(&format!("deployment-script/{path}")).unwrap_or_default())
}
#[test]
fn bicep() {
    assert_bicep("deployment-script", &databricks_infrastructure());
    assert_bicep("deployment-script", &databricks_provider());
    assert_bicep("deployment-script", &databricks_workspace());
    assert_bicep("deployment-script", &environments());
    assert_bicep("deployment-script", &main());
}
#[test]
fn json() {
    assert_json("deployment-script", &main());
}

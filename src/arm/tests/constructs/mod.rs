//! Single constructs.

mod child;
mod custom;
mod lists;
mod resources;
mod strings;
mod types;

use super::{assert_bicep, assert_pair};
use child::child;

#[test]
fn strings() {
    assert_pair("constructs", &strings::strings());
}

#[test]
fn lists() {
    assert_pair("constructs", &lists::lists());
}

#[test]
fn types() {
    assert_pair("constructs", &types::types());
}

#[test]
fn resources() {
    assert_pair("constructs", &resources::resources());
    assert_bicep("constructs", &child());
}

#[test]
fn custom() {
    assert_pair("constructs", &custom::custom());
}

//! What the Azure half needs.

mod adopted;
mod network;
mod private_endpoint;
mod role_on_workspace;
mod watch;
mod workspace;

use super::assert_pair;
use private_endpoint::private_endpoint;
use role_on_workspace::role_on_workspace;

#[test]
fn network() {
    assert_pair("pieces", &network::network());
}

#[test]
fn private_endpoint_alone() {
    assert_pair("pieces", &private_endpoint());
}

#[test]
fn role_on_workspace_alone() {
    assert_pair("pieces", &role_on_workspace());
}

#[test]
fn adopted() {
    assert_pair("pieces", &adopted::adopted());
}

#[test]
fn watch() {
    assert_pair("pieces", &watch::watch());
}

#[test]
fn workspace() {
    assert_pair("pieces", &workspace::workspace());
}

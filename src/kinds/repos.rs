//! Git folders.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static REPOS: Kind = Kind {
    name: "repos",
    singular: "Git folder",
    symbol: "GitFolder",
    arm_type: "repos",
    scope: Scope::Workspace,
    name_field: None,
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "repoId",
            description: "The number that Databricks gave the folder, of 64 bits.",
        },
        Attribute {
            name: "path",
            arm_property: "path",
            description: "The absolute path of the folder in the workspace.",
        },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/repos.json"),
    parsed: Parsed::new(),
};

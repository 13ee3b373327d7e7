//! Plain files of the workspace: init scripts, Python modules, wheels, SQL.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static WORKSPACE_FILES: Kind = Kind {
    name: "workspace_files",
    singular: "workspace file",
    symbol: "WorkspaceFile",
    arm_type: "workspaceFiles",
    scope: Scope::Workspace,
    name_field: None,
    attributes: &[
        Attribute {
            name: "path",
            arm_property: "path",
            description: "Where the file stands in the workspace.",
        },
        Attribute {
            name: "id",
            arm_property: "objectId",
            description: "The number that Databricks gave the file, of 64 bits.",
        },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/workspace_files.json"),
    parsed: Parsed::new(),
};

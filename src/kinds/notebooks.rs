//! Notebooks, and folders of them.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static NOTEBOOKS: Kind = Kind {
    name: "notebooks",
    singular: "notebook",
    symbol: "Notebook",
    arm_type: "notebooks",
    scope: Scope::Workspace,
    name_field: None,
    attributes: &[
        Attribute {
            name: "path",
            arm_property: "path",
            description: "Where the notebook, or the folder of notebooks, stands in the workspace.",
        },
        Attribute {
            name: "id",
            arm_property: "objectId",
            description: "The number that Databricks gave the object, of 64 bits.",
        },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/notebooks.json"),
    parsed: Parsed::new(),
};

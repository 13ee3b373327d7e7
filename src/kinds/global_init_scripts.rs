//! Init scripts of all clusters.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static GLOBAL_INIT_SCRIPTS: Kind = Kind {
    name: "global_init_scripts",
    singular: "global init script",
    symbol: "GlobalInitScript",
    arm_type: "globalInitScripts",
    scope: Scope::Workspace,
    name_field: Some("name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "scriptId",
            description: "The id that Databricks gave the script.",
        },
        Attribute { name: "name", arm_property: "name", description: "The name of the script." },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/global_init_scripts.json"),
    parsed: Parsed::new(),
};

//! AI/BI dashboards.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static DASHBOARDS: Kind = Kind {
    name: "dashboards",
    singular: "dashboard",
    symbol: "Dashboard",
    arm_type: "dashboards",
    scope: Scope::Workspace,
    name_field: Some("display_name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "dashboardId",
            description: "The id that Databricks gave the dashboard.",
        },
        Attribute { name: "name", arm_property: "displayName", description: "The name of the dashboard." },
        Attribute {
            name: "path",
            arm_property: "path",
            description: "Where the dashboard stands in the workspace.",
        },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/dashboards.json"),
    parsed: Parsed::new(),
};

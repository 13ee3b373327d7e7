//! Alerts of Databricks SQL.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static ALERTS: Kind = Kind {
    name: "alerts",
    singular: "alert",
    symbol: "Alert",
    arm_type: "alerts",
    scope: Scope::Workspace,
    name_field: Some("display_name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "id",
            description: "The id that Databricks gave the alert, as `alert_task` of a job takes it.",
        },
        Attribute { name: "name", arm_property: "displayName", description: "The name of the alert." },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/alerts.json"),
    parsed: Parsed::new(),
};

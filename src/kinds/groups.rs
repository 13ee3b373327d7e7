//! Groups of the account.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static GROUPS: Kind = Kind {
    name: "groups",
    singular: "group",
    symbol: "Group",
    arm_type: "groups",
    scope: Scope::Account,
    name_field: Some("display_name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "id",
            description: "The number that Databricks gave the group, which members of another group take.",
        },
        Attribute {
            name: "name",
            arm_property: "displayName",
            description: "The name of the group, which permissions and grants take.",
        },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/groups.json"),
    parsed: Parsed::new(),
};

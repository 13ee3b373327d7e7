//! Connections of Unity Catalog to other systems.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static CONNECTIONS: Kind = Kind {
    name: "connections",
    singular: "connection",
    symbol: "Connection",
    arm_type: "connections",
    scope: Scope::Metastore,
    name_field: Some("name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "name",
            description: "The name of the connection, which the API knows it by.",
        },
        Attribute { name: "name", arm_property: "name", description: "The name of the connection." },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/connections.json"),
    parsed: Parsed::new(),
};

//! External locations of Unity Catalog.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static EXTERNAL_LOCATIONS: Kind = Kind {
    name: "external_locations",
    singular: "external location",
    symbol: "ExternalLocation",
    arm_type: "externalLocations",
    scope: Scope::Metastore,
    name_field: Some("name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "name",
            description: "The name of the location, which the API knows it by.",
        },
        Attribute { name: "name", arm_property: "name", description: "The name of the location." },
        Attribute {
            name: "url",
            arm_property: "url",
            description: "The path of storage that the location covers.",
        },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/external_locations.json"),
    parsed: Parsed::new(),
};

//! Catalogs of Unity Catalog.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static CATALOGS: Kind = Kind {
    name: "catalogs",
    singular: "catalog",
    symbol: "Catalog",
    arm_type: "catalogs",
    scope: Scope::Metastore,
    name_field: Some("name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "name",
            description: "The name of the catalog, which the API knows it by.",
        },
        Attribute { name: "name", arm_property: "name", description: "The name of the catalog." },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/catalogs.json"),
    parsed: Parsed::new(),
};

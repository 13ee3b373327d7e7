//! Schemas of Unity Catalog.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static SCHEMAS: Kind = Kind {
    name: "schemas",
    singular: "schema",
    symbol: "Schema",
    arm_type: "schemas",
    scope: Scope::Metastore,
    name_field: Some("name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "fullName",
            description: "The full name, which the API knows it by: `catalog.schema`.",
        },
        Attribute {
            name: "full_name",
            arm_property: "fullName",
            description: "The full name, `catalog.schema`.",
        },
        Attribute { name: "name", arm_property: "name", description: "The name without the catalog's." },
        Attribute {
            name: "catalog_name",
            arm_property: "catalogName",
            description: "The name of the catalog that holds the schema.",
        },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/schemas.json"),
    parsed: Parsed::new(),
};

//! Registered models of Unity Catalog.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static REGISTERED_MODELS: Kind = Kind {
    name: "registered_models",
    singular: "registered model",
    symbol: "RegisteredModel",
    arm_type: "registeredModels",
    scope: Scope::Metastore,
    name_field: Some("name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "fullName",
            description: "The full name, which the API knows it by: `catalog.schema.model`.",
        },
        Attribute {
            name: "full_name",
            arm_property: "fullName",
            description: "The full name, `catalog.schema.model`.",
        },
        Attribute {
            name: "name",
            arm_property: "name",
            description: "The name without those of catalog and schema.",
        },
        Attribute {
            name: "catalog_name",
            arm_property: "catalogName",
            description: "The name of the catalog that holds the model.",
        },
        Attribute {
            name: "schema_name",
            arm_property: "schemaName",
            description: "The name of the schema that holds the model, without the catalog's.",
        },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/registered_models.json"),
    parsed: Parsed::new(),
};

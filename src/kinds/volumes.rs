//! Volumes of Unity Catalog.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static VOLUMES: Kind = Kind {
    name: "volumes",
    singular: "volume",
    symbol: "Volume",
    arm_type: "volumes",
    scope: Scope::Metastore,
    name_field: Some("name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "fullName",
            description: "The full name, which the API knows it by: `catalog.schema.volume`.",
        },
        Attribute {
            name: "full_name",
            arm_property: "fullName",
            description: "The full name, `catalog.schema.volume`.",
        },
        Attribute {
            name: "name",
            arm_property: "name",
            description: "The name without those of catalog and schema.",
        },
        Attribute {
            name: "volume_path",
            arm_property: "volumePath",
            description: "The path of its files, `/Volumes/<catalog>/<schema>/<volume>`.",
        },
        Attribute {
            name: "storage_location",
            arm_property: "storageLocation",
            description: "The folder of storage that holds its files.",
        },
        Attribute {
            name: "catalog_name",
            arm_property: "catalogName",
            description: "The name of the catalog that holds the volume.",
        },
        Attribute {
            name: "schema_name",
            arm_property: "schemaName",
            description: "The name of the schema that holds the volume, without the catalog's.",
        },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/volumes.json"),
    parsed: Parsed::new(),
};

//! Storage credentials of Unity Catalog.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static STORAGE_CREDENTIALS: Kind = Kind {
    name: "storage_credentials",
    singular: "storage credential",
    symbol: "StorageCredential",
    arm_type: "storageCredentials",
    scope: Scope::Metastore,
    name_field: Some("name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "name",
            description: "The name of the credential, which the API knows it by.",
        },
        Attribute { name: "name", arm_property: "name", description: "The name of the credential." },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/storage_credentials.json"),
    parsed: Parsed::new(),
};

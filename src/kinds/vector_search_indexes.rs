//! Vector search indexes, which Unity Catalog holds.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static VECTOR_SEARCH_INDEXES: Kind = Kind {
    name: "vector_search_indexes",
    singular: "vector search index",
    symbol: "VectorSearchIndex",
    arm_type: "vectorSearchIndexes",
    scope: Scope::Metastore,
    name_field: Some("name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "name",
            description: "The full name of the index, by which it is found.",
        },
        Attribute {
            name: "name",
            arm_property: "name",
            description: "The full name of the index, `catalog.schema.name`.",
        },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/vector_search_indexes.json"),
    parsed: Parsed::new(),
};

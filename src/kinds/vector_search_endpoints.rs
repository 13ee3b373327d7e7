//! Endpoints that serve vector search indexes.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static VECTOR_SEARCH_ENDPOINTS: Kind = Kind {
    name: "vector_search_endpoints",
    singular: "vector search endpoint",
    symbol: "VectorSearchEndpoint",
    arm_type: "vectorSearchEndpoints",
    scope: Scope::Workspace,
    name_field: Some("name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "id",
            description: "The id that Databricks gave the endpoint.",
        },
        Attribute {
            name: "name",
            arm_property: "name",
            description: "The name of the endpoint, by which indexes refer to it.",
        },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/vector_search_endpoints.json"),
    parsed: Parsed::new(),
};

//! Model serving endpoints.

use super::{Action, Attribute, Kind, Scope, kind::Parsed};

pub(super) static MODEL_SERVING_ENDPOINTS: Kind = Kind {
    name: "model_serving_endpoints",
    singular: "model serving endpoint",
    symbol: "ModelServingEndpoint",
    arm_type: "modelServingEndpoints",
    scope: Scope::Workspace,
    name_field: Some("name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "name",
            description: "The name of the endpoint, by which other resources refer to it.",
        },
        Attribute { name: "name", arm_property: "name", description: "The name of the endpoint." },
        Attribute {
            name: "endpoint_url",
            arm_property: "endpointUrl",
            description: "The address that clients send requests to, if the endpoint is optimised for routes.",
        },
    ],
    actions: &[Action {
        name: "getServingEndpointStatus",
        verb: "status",
        list_twin: Some("listServingEndpointStatus"),
        description: "Tells the state of an endpoint.",
    }],
    schema: include_str!("../../schemas/v1/kinds/model_serving_endpoints.json"),
    parsed: Parsed::new(),
};

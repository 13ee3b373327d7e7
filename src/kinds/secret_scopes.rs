//! Secret scopes, with the secrets in them.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static SECRET_SCOPES: Kind = Kind {
    name: "secret_scopes",
    singular: "secret scope",
    symbol: "SecretScope",
    arm_type: "secretScopes",
    scope: Scope::Workspace,
    name_field: Some("scope"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "scope",
            description: "The name of the scope, which the API knows it by.",
        },
        Attribute {
            name: "name",
            arm_property: "scope",
            description: "The name of the scope, as `{{secrets/<scope>/<key>}}` takes it.",
        },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/secret_scopes.json"),
    parsed: Parsed::new(),
};

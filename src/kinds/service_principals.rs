//! Service principals of the account.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static SERVICE_PRINCIPALS: Kind = Kind {
    name: "service_principals",
    singular: "service principal",
    symbol: "ServicePrincipal",
    arm_type: "servicePrincipals",
    scope: Scope::Account,
    name_field: Some("display_name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "id",
            description: "The number that Databricks gave the service principal, which members of a group take.",
        },
        Attribute {
            name: "name",
            arm_property: "displayName",
            description: "The name of the service principal.",
        },
        Attribute {
            name: "application_id",
            arm_property: "applicationId",
            description: "The application id, which permissions, grants and `run_as` take.",
        },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/service_principals.json"),
    parsed: Parsed::new(),
};

//! Credentials for Git providers.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static GIT_CREDENTIALS: Kind = Kind {
    name: "git_credentials",
    singular: "Git credential",
    symbol: "GitCredential",
    arm_type: "gitCredentials",
    scope: Scope::Workspace,
    name_field: Some("name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "credentialId",
            description: "The number that Databricks gave the credential, of 64 bits.",
        },
        Attribute { name: "name", arm_property: "name", description: "The name of the credential." },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/git_credentials.json"),
    parsed: Parsed::new(),
};

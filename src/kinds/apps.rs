//! Web applications beside the workspace.

use super::{Action, Attribute, Kind, Scope, kind::Parsed};

pub(super) static APPS: Kind = Kind {
    name: "apps",
    singular: "app",
    symbol: "App",
    arm_type: "apps",
    scope: Scope::Workspace,
    name_field: Some("name"),
    attributes: &[
        Attribute { name: "id", arm_property: "id", description: "The id that Databricks gave the app." },
        Attribute { name: "name", arm_property: "name", description: "The name of the app." },
        Attribute { name: "url", arm_property: "url", description: "The address of the app." },
        Attribute {
            name: "service_principal_client_id",
            arm_property: "servicePrincipalClientId",
            description: "The application id of the app's service principal, which permissions and grants take.",
        },
        Attribute {
            name: "service_principal_id",
            arm_property: "servicePrincipalId",
            description: "The number of the app's service principal, which members of a group take.",
        },
    ],
    actions: &[
        Action {
            name: "startApp",
            verb: "start",
            list_twin: None,
            description: "Starts the compute of a stopped app.",
        },
        Action {
            name: "stopApp",
            verb: "stop",
            list_twin: None,
            description: "Stops the compute of an app; its configuration stays.",
        },
        Action {
            name: "getAppStatus",
            verb: "status",
            list_twin: Some("listAppStatus"),
            description: "Tells the states of an app, its compute and its deployment.",
        },
    ],
    schema: include_str!("../../schemas/v1/kinds/apps.json"),
    parsed: Parsed::new(),
};

//! Lakeflow declarative pipelines.

use super::{Action, Attribute, Kind, Scope, kind::Parsed};

pub(super) static PIPELINES: Kind = Kind {
    name: "pipelines",
    singular: "pipeline",
    symbol: "Pipeline",
    arm_type: "pipelines",
    scope: Scope::Workspace,
    name_field: Some("name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "pipelineId",
            description: "The id that Databricks gave the pipeline, a GUID.",
        },
        Attribute { name: "name", arm_property: "name", description: "The name of the pipeline." },
    ],
    actions: &[
        Action {
            name: "runPipeline",
            verb: "run",
            list_twin: None,
            description: "Starts an update of the pipeline and returns the update's id.",
        },
        Action {
            name: "stopPipeline",
            verb: "stop",
            list_twin: None,
            description: "Stops the update that runs.",
        },
        Action {
            name: "getPipelineStatus",
            verb: "status",
            list_twin: Some("listPipelineStatus"),
            description: "Tells the state of a pipeline and of its last update.",
        },
    ],
    schema: include_str!("../../schemas/v1/kinds/pipelines.json"),
    parsed: Parsed::new(),
};

//! Jobs.

use super::{Action, Attribute, Kind, Scope, kind::Parsed};

pub(super) static JOBS: Kind = Kind {
    name: "jobs",
    singular: "job",
    symbol: "Job",
    arm_type: "jobs",
    scope: Scope::Workspace,
    name_field: Some("name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "jobId",
            description: "The number that Databricks gave the job, of 64 bits.",
        },
        Attribute { name: "name", arm_property: "name", description: "The name of the job." },
    ],
    actions: &[Action {
        name: "runJob",
        verb: "run",
        list_twin: None,
        description: "Starts a run of the job and returns the run's id.",
    }],
    schema: include_str!("../../schemas/v1/kinds/jobs.json"),
    parsed: Parsed::new(),
};

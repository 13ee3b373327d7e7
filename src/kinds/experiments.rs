//! MLflow experiments.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static EXPERIMENTS: Kind = Kind {
    name: "experiments",
    singular: "experiment",
    symbol: "Experiment",
    arm_type: "experiments",
    scope: Scope::Workspace,
    name_field: Some("name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "experimentId",
            description: "The id that MLflow gave the experiment.",
        },
        Attribute {
            name: "name",
            arm_property: "name",
            description: "The name of the experiment, which is its path in the workspace.",
        },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/experiments.json"),
    parsed: Parsed::new(),
};

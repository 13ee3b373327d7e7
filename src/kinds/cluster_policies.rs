//! Cluster policies.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static CLUSTER_POLICIES: Kind = Kind {
    name: "cluster_policies",
    singular: "cluster policy",
    symbol: "ClusterPolicy",
    arm_type: "clusterPolicies",
    scope: Scope::Workspace,
    name_field: Some("name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "policyId",
            description: "The id that Databricks gave the policy.",
        },
        Attribute { name: "name", arm_property: "name", description: "The name of the policy." },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/cluster_policies.json"),
    parsed: Parsed::new(),
};

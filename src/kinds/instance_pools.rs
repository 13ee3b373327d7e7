//! Pools of idle virtual machines.

use super::{Attribute, Kind, Scope, kind::Parsed};

pub(super) static INSTANCE_POOLS: Kind = Kind {
    name: "instance_pools",
    singular: "instance pool",
    symbol: "InstancePool",
    arm_type: "instancePools",
    scope: Scope::Workspace,
    name_field: Some("instance_pool_name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "instancePoolId",
            description: "The id that Databricks gave the pool.",
        },
        Attribute { name: "name", arm_property: "instancePoolName", description: "The name of the pool." },
    ],
    actions: &[],
    schema: include_str!("../../schemas/v1/kinds/instance_pools.json"),
    parsed: Parsed::new(),
};

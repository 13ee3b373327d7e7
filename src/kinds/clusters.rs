//! All-purpose clusters.

use super::{Action, Attribute, Kind, Scope, kind::Parsed};

pub(super) static CLUSTERS: Kind = Kind {
    name: "clusters",
    singular: "cluster",
    symbol: "Cluster",
    arm_type: "clusters",
    scope: Scope::Workspace,
    name_field: Some("cluster_name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "clusterId",
            description: "The id that Databricks gave the cluster, such as `1121-094500-abcd1234`.",
        },
        Attribute { name: "name", arm_property: "clusterName", description: "The name of the cluster." },
    ],
    actions: &[
        Action {
            name: "startCluster",
            verb: "start",
            list_twin: None,
            description: "Starts a terminated cluster.",
        },
        Action {
            name: "stopCluster",
            verb: "stop",
            list_twin: None,
            description: "Terminates a cluster; its configuration stays.",
        },
        Action {
            name: "restartCluster",
            verb: "restart",
            list_twin: None,
            description: "Restarts a running cluster.",
        },
        Action {
            name: "getClusterStatus",
            verb: "status",
            list_twin: Some("listClusterStatus"),
            description: "Tells the state of a cluster.",
        },
    ],
    schema: include_str!("../../schemas/v1/kinds/clusters.json"),
    parsed: Parsed::new(),
};

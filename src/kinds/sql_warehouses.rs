//! SQL warehouses.

use super::{Action, Attribute, Kind, Scope, kind::Parsed};

pub(super) static SQL_WAREHOUSES: Kind = Kind {
    name: "sql_warehouses",
    singular: "SQL warehouse",
    symbol: "SqlWarehouse",
    arm_type: "sqlWarehouses",
    scope: Scope::Workspace,
    name_field: Some("name"),
    attributes: &[
        Attribute {
            name: "id",
            arm_property: "warehouseId",
            description: "The id that Databricks gave the warehouse, such as `1234567890abcdef`.",
        },
        Attribute { name: "name", arm_property: "name", description: "The name of the warehouse." },
        Attribute { name: "jdbc_url", arm_property: "jdbcUrl", description: "The address for JDBC clients." },
    ],
    actions: &[
        Action {
            name: "startWarehouse",
            verb: "start",
            list_twin: None,
            description: "Starts a stopped warehouse.",
        },
        Action {
            name: "stopWarehouse",
            verb: "stop",
            list_twin: None,
            description: "Stops a warehouse; its configuration stays.",
        },
        Action {
            name: "getWarehouseStatus",
            verb: "status",
            list_twin: Some("listWarehouseStatus"),
            description: "Tells the state of a warehouse.",
        },
    ],
    schema: include_str!("../../schemas/v1/kinds/sql_warehouses.json"),
    parsed: Parsed::new(),
};

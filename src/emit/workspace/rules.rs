//! The rules that Databricks asks of the security group of its subnets.
//!
//! Databricks adds them by itself and guards them with a policy of the network. A security group that leaves them out
//! passes on the first deployment and is refused on the second, so the templates carry them, under the names that
//! Databricks gives them.

use crate::arm::{Array, Decl, Expr, Object, Variable, array, call, object, sym};
use crate::emit::half::Half;

const WORKERS: &str = "workerRules";
const CONTROL_PLANE: &str = "controlPlaneRules";
const NETWORK: &str = "VirtualNetwork";

struct Rule {
    name: &'static str,
    inbound: bool,
    priority: i64,
    to: &'static str,
    ports: &'static [&'static str],
}

const fn out(name: &'static str, priority: i64, to: &'static str, ports: &'static [&'static str]) -> Rule {
    Rule { name, inbound: false, priority, to, ports }
}

/// What every workspace in a network of one's own needs.
const OF_WORKERS: [Rule; 5] = [
    Rule { inbound: true, ..out("worker-to-worker-inbound", 100, NETWORK, &["*"]) },
    out("worker-to-sql", 101, "Sql", &["3306"]),
    out("worker-to-storage", 102, "Storage", &["443"]),
    out("worker-to-worker-outbound", 103, NETWORK, &["*"]),
    out("worker-to-eventhub", 104, "EventHub", &["9093"]),
];

/// What a workspace needs whose clusters reach Databricks by its public addresses.
const OF_CONTROL_PLANE: Rule =
    out("worker-to-databricks-webapp", 100, "AzureDatabricks", &["443", "3306", "8443-8451"]);

fn rule(rule: &Rule) -> Expr {
    let within = rule.to == NETWORK;
    let mut properties = Object::new().with("access", "Allow").with("destinationAddressPrefix", rule.to);
    properties = match rule.ports {
        [port] => properties.with("destinationPortRange", *port),
        ports => properties.with("destinationPortRanges", Array::new(ports.iter().copied())),
    };
    properties = properties
        .with("direction", if rule.inbound { "Inbound" } else { "Outbound" })
        .with("priority", rule.priority)
        .with("protocol", if within { "*" } else { "Tcp" })
        .with("sourceAddressPrefix", NETWORK)
        .with("sourcePortRange", "*");
    let name = format!("Microsoft.Databricks-workspaces_UseOnly_databricks-{}", rule.name);
    object([("name", Expr::from(name)), ("properties", properties.into())])
}

/// The rules as variables.
pub(super) fn variables() -> [Decl; 2] {
    [
        Variable::new(WORKERS, Array::new(OF_WORKERS.iter().map(rule)))
            .describe("Rules that Databricks asks of the security group of every network.")
            .into(),
        Variable::new(CONTROL_PLANE, array([rule(&OF_CONTROL_PLANE)]))
            .describe("Rules by which clusters reach Databricks where no private endpoint does.")
            .into(),
    ]
}

/// The rules of the security group that is made.
pub(super) fn all(half: &Half<'_>) -> Expr {
    let open = call("concat", [sym(WORKERS), sym(CONTROL_PLANE)]);
    half.closed_or(&half.makes_network(), sym(WORKERS), open)
}

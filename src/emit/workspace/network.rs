//! The network that the workspace is put into.

use super::{has_app, named, rules};
use crate::arm::{Array, Decl, Expr, Object, Variable, array, call, object, sym};
use crate::emit::half::{Half, NETWORK, WORKSPACE};
use crate::emit::lower::Place;

/// The settings of a network that is made, as the spec and as the templates name them.
pub(super) const FIELDS: [(&str, &str); 5] = [
    ("address_prefix", "addressPrefix"),
    ("container_subnet_prefix", "containerSubnetPrefix"),
    ("endpoint_subnet_prefix", "endpointSubnetPrefix"),
    ("functions_subnet_prefix", "functionsSubnetPrefix"),
    ("host_subnet_prefix", "hostSubnetPrefix"),
];

const HOST_SUBNET: &str = "databricks-host";
const CONTAINER_SUBNET: &str = "databricks-container";

/// The delegation of a subnet to a service.
pub(super) fn delegation(symbol: &str, name: &str, service: &str, to: &str) -> Decl {
    let delegation =
        object([("name", Expr::from(name)), ("properties", object([("serviceName", Expr::from(service))]))]);
    Variable::new(symbol, array([delegation])).describe(format!("Delegation of a subnet to {to}.")).into()
}

/// The network with its way out, and the one that is adopted instead.
pub(super) fn push(half: &Half<'_>, decls: &mut Vec<Decl>) {
    let made = half.makes_network();
    let endpoints = made.and(&half.having(&["network", "endpoint_subnet_prefix"]));
    let resource = |symbol, resource_type, name| half.resource(symbol, resource_type, name);
    let group = |symbol, name| resource(symbol, "Microsoft.Network/networkSecurityGroups", named(name));
    if !made.none() {
        let rules = object([("securityRules", rules::all(half))]);
        let clusters = group("securityGroup", "nsg").with("properties", rules);
        decls.extend(half.only(&made, clusters).map(Decl::from));
    }
    decls.extend(half.only(&endpoints, group("privateSecurityGroup", "nsg-private")).map(Decl::from));
    let sku = || object([("name", Expr::from("Standard"))]);
    let address = resource("publicAddress", "Microsoft.Network/publicIPAddresses", named("pip"))
        .with("sku", sku())
        .with("properties", object([("publicIPAllocationMethod", Expr::from("Static"))]));
    decls.extend(half.only(&made, address).map(Decl::from));
    let gateway =
        resource("natGateway", "Microsoft.Network/natGateways", named("nat")).with("sku", sku()).with(
            "properties",
            object([("publicIpAddresses", array([object([("id", sym("publicAddress").prop("id"))])]))]),
        );
    decls.extend(half.only(&made, gateway).map(Decl::from));
    let properties = object([
        ("addressSpace", object([("addressPrefixes", array([prefix(half, "addressPrefix")]))])),
        ("subnets", subnets(half)),
    ]);
    let network = resource("virtualNetwork", "Microsoft.Network/virtualNetworks", named("vnet"))
        .with("properties", properties);
    decls.extend(half.only(&made, network).map(Decl::from));
    decls.extend(half.adopted(&NETWORK).map(Decl::from));
}

/// A range of the network that is made.
fn prefix(half: &Half<'_>, name: &str) -> Expr {
    let network = sym("network");
    if half.makes_network().all() { network.prop(name) } else { network.non_null().prop(name) }
}

fn subnets(half: &Half<'_>) -> Expr {
    let group = |symbol: &str| object([("id", sym(symbol).prop("id"))]);
    let subnet = |name: &str, properties: Object| {
        object([("name", Expr::from(name)), ("properties", properties.into())])
    };
    let clusters = |name: &str, range: &str| {
        subnet(
            name,
            Object::new()
                .with("addressPrefix", prefix(half, range))
                .with("defaultOutboundAccess", false)
                .with("delegations", sym("databricksDelegation"))
                .with("natGateway", group("natGateway"))
                .with("networkSecurityGroup", group("securityGroup")),
        )
    };
    let endpoints = subnet(
        "endpoints",
        Object::new()
            .with("addressPrefix", prefix(half, "endpointSubnetPrefix"))
            .with("defaultOutboundAccess", false)
            .with("networkSecurityGroup", group("privateSecurityGroup"))
            .with("privateEndpointNetworkPolicies", "Enabled"),
    );
    let functions = subnet(
        "functions",
        Object::new()
            .with("addressPrefix", prefix(half, "functionsSubnetPrefix"))
            .with("defaultOutboundAccess", false)
            .with("delegations", sym("functionsDelegation"))
            .with("natGateway", group("natGateway"))
            .with("networkSecurityGroup", group("privateSecurityGroup")),
    );
    let always =
        [clusters(HOST_SUBNET, "hostSubnetPrefix"), clusters(CONTAINER_SUBNET, "containerSubnetPrefix")];
    let mut list: Vec<Expr> = always.into();
    let mut parts: Vec<Expr> = Vec::new();
    for (field, value) in [("endpoint_subnet_prefix", endpoints), ("functions_subnet_prefix", functions)] {
        let among = half.having(&["network", field]);
        if half.makes_network().and(&among.not()).none() {
            list.push(value);
        } else if !half.makes_network().and(&among).none() {
            parts.push(half.lowering().by_environment(|at| {
                if among.contains(at) { array([value.clone()]) } else { array(Vec::<Expr>::new()) }
            }));
        }
    }
    if parts.is_empty() {
        return array(list);
    }
    call("concat", std::iter::once(Expr::from(Array::new(list))).chain(parts))
}

/// The parameters of the workspace: its network, and that its clusters have no public addresses.
pub(super) fn parameters(half: &Half<'_>) -> Expr {
    let value = |value: Expr| object([("value", value)]);
    let made = half.makes_network();
    half.each(&half.makes(&WORKSPACE), |at| {
        let mut parameters = Object::new();
        if half.at(at, &["network"]).is_some() {
            let subnet = |field: &str, made: &str| {
                let name = half.at(at, &["network", "existing", field]);
                name.map_or_else(|| made.into(), |name| half.lowering().value(name, None, Place::Template))
            };
            let network = if made.contains(at) { NETWORK.symbol } else { NETWORK.adopted_symbol };
            parameters = parameters
                .with("customPrivateSubnetName", value(subnet("container_subnet", CONTAINER_SUBNET)))
                .with("customPublicSubnetName", value(subnet("host_subnet", HOST_SUBNET)))
                .with("customVirtualNetworkId", value(sym(network).prop("id")));
        }
        parameters = parameters.with("enableNoPublicIp", value(true.into()));
        if half.at(at, &["workspace", "customer_managed_key"]).is_some() {
            parameters = parameters.with("prepareEncryption", value(true.into()));
        }
        parameters.into()
    })
}

impl Half<'_> {
    /// Resource id of the subnet for private endpoints or for the Functions app, below the id of the network, in
    /// environments without public network access.
    pub(in crate::emit) fn subnet_id(
        &self,
        network: impl Fn(usize) -> Expr,
        field: &str,
        made: &str,
    ) -> Expr {
        self.each(&self.closed(), |at| {
            let name = self.at(at, &["network", "existing", field]).and_then(|name| name.as_str());
            let below = format!("/subnets/{}", name.unwrap_or(made));
            crate::arm::interpolate([network(at).into(), below.into()])
        })
    }

    /// Whether the Functions app of some environment joins the network.
    pub(in crate::emit) fn app_in_network(&self) -> bool {
        has_app(self) && !self.closed().none()
    }
}

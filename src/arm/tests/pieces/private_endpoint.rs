//! The tree of `private-endpoint.bicep`.

use crate::arm::*;

pub(super) fn private_endpoint() -> Template {
    Template::new("private-endpoint.bicep")
        .description("A private endpoint with its zone, linked to a network.")
        .with(
            Param::new("location", TypeExpr::String)
                .default(call("resourceGroup", NO_ARGS).prop("location"))
                .describe("Azure region of the endpoint."),
        )
        .with(
            Param::new("name", TypeExpr::String)
                .describe("Name of the endpoint.")
                .decorate(Decorator::MaxLength(64)),
        )
        .with(Param::new("groupId", TypeExpr::String).describe("Sub-resource of the target."))
        .with(Param::new("targetId", TypeExpr::String).describe("Resource id of the target."))
        .with(Param::new("subnetId", TypeExpr::String).describe("Resource id of the subnet."))
        .with(
            Param::new("virtualNetworkId", TypeExpr::String)
                .describe("Resource id of the network that resolves the zone."),
        )
        .with(Param::new("zoneName", TypeExpr::String).describe("Name of the zone."))
        .with(
            Resource::new("zone", "Microsoft.Network/privateDnsZones@2024-06-01", sym("zoneName"))
                .with("location", "global")
                .child(
                    Resource::new(
                        "link",
                        "virtualNetworkLinks",
                        interpolate(["link-".into(), call("uniqueString", [sym("virtualNetworkId")]).into()]),
                    )
                    .with("location", "global")
                    .with(
                        "properties",
                        Object::new()
                            .with("registrationEnabled", false)
                            .with("virtualNetwork", Object::new().with("id", sym("virtualNetworkId"))),
                    ),
                ),
        )
        .with(
            Resource::new("endpoint", "Microsoft.Network/privateEndpoints@2025-09-01", sym("name"))
                .with("location", sym("location"))
                .with(
                    "properties",
                    Object::new().with("subnet", Object::new().with("id", sym("subnetId"))).with(
                        "privateLinkServiceConnections",
                        Array::new([Object::new().with("name", sym("groupId")).with(
                            "properties",
                            Object::new()
                                .with("groupIds", Array::new([sym("groupId")]))
                                .with("privateLinkServiceId", sym("targetId")),
                        )]),
                    ),
                )
                .child(Resource::new("zoneGroup", "privateDnsZoneGroups", "default").with(
                    "properties",
                    Object::new().with(
                        "privateDnsZoneConfigs",
                        Array::new([Object::new().with("name", sym("groupId")).with(
                            "properties",
                            Object::new().with("privateDnsZoneId", sym("zone").prop("id")),
                        )]),
                    ),
                )),
        )
}

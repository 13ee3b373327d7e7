//! `modules/private-endpoint.bicep`: a private endpoint, entered into its zone.

use std::sync::Arc;

use crate::arm::{
    Decorator, Expr, Module, Param, Resource, Template, TypeExpr, array, call, interpolate, object, sym,
};
use crate::emit::half::Half;
use crate::emit::header;

/// A private endpoint of some resource.
pub(in crate::emit) struct Endpoint {
    /// Symbol of the module.
    pub(in crate::emit) symbol: &'static str,
    /// Last part of its name.
    pub(in crate::emit) word: &'static str,
    /// The sub-resource of the target that it reaches.
    pub(in crate::emit) group: &'static str,
    /// Resource id of the target.
    pub(in crate::emit) target: Expr,
    /// Name of its zone.
    pub(in crate::emit) zone: Expr,
    /// Resource id of the subnet.
    pub(in crate::emit) subnet: Expr,
    /// What its name is made from.
    pub(in crate::emit) base: &'static str,
}

impl Endpoint {
    /// The module that makes it.
    pub(in crate::emit) fn module(self, half: &Half<'_>, template: &Arc<Template>) -> Module {
        let name = interpolate(["pe-".into(), sym(self.base).into(), format!("-{}", self.word).into()]);
        Module::new(self.symbol, template)
            .param("groupId", self.group)
            .param("location", sym("location"))
            .param("name", name)
            .param("subnetId", self.subnet)
            .param("tags", sym("tags"))
            .param("targetId", self.target)
            .param("zoneId", half.zone_id(self.zone))
    }
}

/// The template.
pub(super) fn template(half: &Half<'_>) -> Arc<Template> {
    let text = |name: &str, description: &str| Param::new(name, TypeExpr::String).describe(description);
    let connection = object([
        ("name", sym("groupId")),
        (
            "properties",
            object([("groupIds", array([sym("groupId")])), ("privateLinkServiceId", sym("targetId"))]),
        ),
    ]);
    let entry =
        object([("name", sym("groupId")), ("properties", object([("privateDnsZoneId", sym("zoneId"))]))]);
    let endpoint =
        Resource::new("endpoint", &half.versions().of("Microsoft.Network/privateEndpoints"), sym("name"))
            .with("location", sym("location"))
            .with("tags", sym("tags"))
            .with(
                "properties",
                object([
                    ("subnet", object([("id", sym("subnetId"))])),
                    ("privateLinkServiceConnections", array([connection])),
                ]),
            )
            .child(
                Resource::new("zoneGroup", "privateDnsZoneGroups", "default")
                    .with("properties", object([("privateDnsZoneConfigs", array([entry]))])),
            );
    let location = call("resourceGroup", Vec::<Expr>::new()).prop("location");
    let template = Template::new("modules/private-endpoint.bicep")
        .header(header(half.model()))
        .description("A private endpoint, entered into its private DNS zone.")
        .with(text("location", "Azure region of the endpoint.").default(location))
        .with(text("name", "Name of the endpoint.").decorate(Decorator::MaxLength(64)))
        .with(text("groupId", "Sub-resource of the target that the endpoint reaches."))
        .with(text("targetId", "Resource id of the target."))
        .with(text("subnetId", "Resource id of the subnet that holds the endpoint."))
        .with(text("zoneId", "Resource id of the private DNS zone."))
        .with(half.plain_tags_param())
        .with(endpoint);
    Arc::new(template)
}

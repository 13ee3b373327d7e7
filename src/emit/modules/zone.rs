//! `modules/private-dns-zone.bicep`: a private DNS zone, linked to a network.

use std::sync::Arc;

use crate::arm::{Expr, Param, Resource, Template, TypeExpr, call, interpolate, object, sym};
use crate::emit::half::Half;
use crate::emit::header;

/// The template.
pub(super) fn template(half: &Half<'_>) -> Arc<Template> {
    let text = |name: &str, description: &str| Param::new(name, TypeExpr::String).describe(description);
    let link = interpolate(["link-".into(), call("uniqueString", [sym("virtualNetworkId")]).into()]);
    let properties = object([
        ("registrationEnabled", Expr::from(false)),
        ("virtualNetwork", object([("id", sym("virtualNetworkId"))])),
    ]);
    let zone =
        Resource::new("zone", &half.versions().of("Microsoft.Network/privateDnsZones"), sym("zoneName"))
            .with("location", "global")
            .with("tags", sym("tags"))
            .child(
                Resource::new("link", "virtualNetworkLinks", link)
                    .with("location", "global")
                    .with("properties", properties),
            );
    let template = Template::new("modules/private-dns-zone.bicep")
        .header(header(half.model()))
        .description("A private DNS zone, linked to a virtual network.")
        .with(text("zoneName", "Name of the zone."))
        .with(text("virtualNetworkId", "Resource id of the virtual network that resolves the zone."))
        .with(half.plain_tags_param())
        .with(zone);
    Arc::new(template)
}

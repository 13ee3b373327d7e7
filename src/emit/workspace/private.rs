//! What keeps a workspace off the internet: private endpoints, and the zones that their names resolve in.

use super::has_app;
use crate::arm::{Array, Decl, Expr, Module, Repeat, Variable, call, interpolate, sym};
use crate::emit::half::{Among, Half, NETWORK, VAULT, Vault, WORKSPACE, id_in_group_of};
use crate::emit::modules::Endpoint;

const ZONES: &str = "privateDnsZones";

/// Zone of the web interface and the REST API of workspaces.
const DATABRICKS_ZONE: &str = "privatelink.azuredatabricks.net";
const VAULT_ZONE: &str = "privatelink.vaultcore.azure.net";
const APP_ZONE: &str = "privatelink.azurewebsites.net";

/// Zone of a service of storage accounts: `privatelink.blob.core.windows.net` in the public cloud.
fn storage_zone(service: &str) -> Expr {
    let suffix = call("environment", Vec::<Expr>::new()).prop("suffixes").prop("storage");
    interpolate([format!("privatelink.{service}.").into(), suffix.into()])
}

pub(in crate::emit) fn blob_zone() -> Expr {
    storage_zone("blob")
}

pub(in crate::emit) fn app_zone() -> Expr {
    APP_ZONE.into()
}

/// The environments whose zones are made here.
fn makes_zones(half: &Half<'_>) -> Among {
    half.closed().and(&half.having(&["network", "private_dns_zones"]).not())
}

/// The zones that the endpoints of an environment need.
pub(super) fn zones_variable(half: &Half<'_>) -> Decl {
    let closed = makes_zones(half);
    let value = half.lowering().by_environment(|at| {
        let only = |holds: bool, zone: Expr| holds.then_some(zone);
        let zones = [
            only(!half.adopts(&WORKSPACE).contains(at), DATABRICKS_ZONE.into()),
            only(makes_vault(half).contains(at), VAULT_ZONE.into()),
            only(half.lake().contains(at), storage_zone("dfs")),
            only(half.lake().contains(at) || has_app(half), storage_zone("blob")),
            only(half.hides_app().contains(at), APP_ZONE.into()),
        ];
        let zones = zones.into_iter().flatten().filter(|_| closed.contains(at));
        Array::new(zones).into()
    });
    Variable::new(ZONES, value).describe("Private DNS zones that the endpoints need.").into()
}

fn makes_vault(half: &Half<'_>) -> Among {
    half.adopts(&VAULT).not().and(&half.among(|_| half.vault() == Vault::WithWorkspace))
}

/// Adds zones and endpoints.
pub(super) fn push(half: &Half<'_>, decls: &mut Vec<Decl>) {
    let closed = half.closed();
    if closed.none() {
        return;
    }
    if !makes_zones(half).none() {
        let zones = Module::new("zones", &half.library().zone)
            .repeat(Repeat::new("zone", sym(ZONES)))
            .param("tags", sym("tags"))
            .param("virtualNetworkId", half.id_among(&NETWORK, &makes_zones(half)))
            .param("zoneName", sym("zone"));
        decls.push(zones.into());
    }
    let subnet = half.subnet_id(|at| half.id_at(&NETWORK, at), "endpoint_subnet", "endpoints");
    let endpoint = |symbol, word, group, target: &str, zone: Expr| Endpoint {
        symbol,
        word,
        group,
        target: sym(target).prop("id"),
        zone,
        subnet: subnet.clone(),
        base: "name",
    };
    let made = |thing| closed.and(&half.adopts(thing).not());
    let endpoints = [
        (
            made(&WORKSPACE),
            endpoint(
                "workspaceEndpoint",
                "databricks",
                "databricks_ui_api",
                "workspace",
                DATABRICKS_ZONE.into(),
            ),
        ),
        (
            made(&WORKSPACE),
            endpoint(
                "signInEndpoint",
                "sign-in",
                "browser_authentication",
                "workspace",
                DATABRICKS_ZONE.into(),
            ),
        ),
        (
            closed.and(&makes_vault(half)),
            endpoint("vaultEndpoint", "vault", "vault", "keyVault", VAULT_ZONE.into()),
        ),
        (
            closed.and(&half.lake()),
            endpoint("lakeDfsEndpoint", "dfs", "dfs", "storageAccount", storage_zone("dfs")),
        ),
        (
            closed.and(&half.lake()),
            endpoint("lakeBlobEndpoint", "blob", "blob", "storageAccount", storage_zone("blob")),
        ),
    ];
    for (among, endpoint) in endpoints {
        // One target takes one endpoint at a time.
        let after = match endpoint.symbol {
            "signInEndpoint" => Some("workspaceEndpoint"),
            "lakeBlobEndpoint" => Some("lakeDfsEndpoint"),
            _ if makes_zones(half).none() => None,
            _ => Some("zones"),
        };
        let mut module = endpoint.module(half, &half.library().endpoint);
        if let Some(after) = after {
            module = module.depends_on(sym(after));
        }
        decls.extend(half.only(&among, module).map(Decl::from));
    }
}

impl Half<'_> {
    /// Resource id of a private DNS zone, made here or found in the group that the spec names.
    pub(in crate::emit) fn zone_id(&self, zone: Expr) -> Expr {
        const TYPE: &str = "Microsoft.Network/privateDnsZones";
        if self.having(&["network", "private_dns_zones"]).none() {
            return call("resourceId", [TYPE.into(), zone]);
        }
        id_in_group_of("privateDnsZonesGroupIdParts", TYPE, vec![zone])
    }
}

//! The lake: access connector, storage account and containers.

use super::named;
use crate::arm::{Decl, Expr, Repeat, Resource, call, object, sym};
use crate::emit::half::{Account, Assignee, Half, inline, short_name};
use crate::emit::lower::Place;

/// Adds the lake; returns the names of its containers, if there are any.
pub(super) fn push(half: &Half<'_>, decls: &mut Vec<Decl>) -> Option<Expr> {
    let lake = half.lake();
    if lake.none() {
        return None;
    }
    let connector = half
        .resource("accessConnector", "Microsoft.Databricks/accessConnectors", named("dbac"))
        .with("identity", object([("type", Expr::from("SystemAssigned"))]));
    decls.extend(half.only(&lake, connector).map(Decl::from));
    // Unity Catalog comes by way of the access connector, clusters by way of the private endpoints.
    let account = half.storage_account(Account {
        name: short_name("st", half.short_word()),
        sku: &["storage", "sku"],
        lake: true,
        rule: Some(connector_rule()),
        among: lake.clone(),
        one_region: "Copies in another region cost more and leave the region: `storage.sku` has them made.",
        open: "Clusters and serverless compute come from changing addresses, unless `public_network_access` is false; \
               roles alone let them in.",
    });
    decls.extend(half.only(&lake, account).map(Decl::from));
    let blob_service = "Microsoft.Storage/storageAccounts/blobServices";
    let retention = object([("enabled", Expr::from(true)), ("days", 7.into())]);
    let service = Resource::new("blobService", &half.versions().of(blob_service), "default")
        .parent(sym("storageAccount"))
        .with("properties", object([("deleteRetentionPolicy", retention)]));
    decls.extend(half.only(&lake, service).map(Decl::from));
    let names = containers(half);
    if let Some(names) = &names {
        let container = format!("{blob_service}/containers");
        decls.push(
            Resource::new("containers", &half.versions().of(&container), sym("container"))
                .repeat(Repeat::new("container", names.clone()))
                .parent(sym("blobService"))
                .into(),
        );
    }
    let mixed = !lake.all();
    let connector = || sym("accessConnector");
    let identity = if mixed { connector().non_null() } else { connector() };
    let assignee = Assignee {
        principal: identity.prop("identity").prop("principalId"),
        known: connector().prop("id"),
        principal_type: None,
    };
    let role = half.role("storageRole", "storageAccount", "storageBlobDataContributor", assignee);
    decls.extend(half.only(&lake, role).map(Decl::from));
    names
}

fn connector_rule() -> Expr {
    object([
        ("resourceId", sym("accessConnector").prop("id")),
        ("tenantId", call("tenant", Vec::<Expr>::new()).prop("tenantId")),
    ])
}

fn containers(half: &Half<'_>) -> Option<Expr> {
    const PATH: &[&str] = &["storage", "containers"];
    if half.having(PATH).none() {
        return None;
    }
    Some(half.lowering().by_environment(|at| {
        let names = half.at(at, PATH).and_then(|node| node.as_list()).unwrap_or_default();
        inline(names.iter().map(|name| half.lowering().value(name, None, Place::Template)))
    }))
}

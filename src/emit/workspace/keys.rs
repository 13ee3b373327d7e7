//! The customer's key of a workspace, for notebooks, secrets and managed disks.

use crate::arm::{Decl, Expr, Object, Variable, call, interpolate, null, object, sym, ternary};
use crate::emit::half::{Assignee, Half, On, WORKSPACE};

/// The settings, as the spec and as the templates name them.
pub(super) const FIELDS: [(&str, &str); 3] =
    [("key_name", "keyName"), ("key_vault_resource_id", "keyVaultId"), ("key_version", "keyVersion")];

/// Role Key Vault Crypto Service Encryption User.
pub(super) const ROLE: &str = "e147488a-f6f5-4113-8e2d-b22465e65bf6";

const PATH: [&str; 2] = ["workspace", "customer_managed_key"];

fn key(half: &Half<'_>) -> Expr {
    let key = sym("customerManagedKey");
    if half.having(&PATH).all() { key } else { key.non_null() }
}

fn vault_parts(half: &Half<'_>) -> Expr {
    call("split", [key(half).prop("keyVaultId"), "/".into()])
}

/// The key as the workspace takes it.
pub(super) fn variable(half: &Half<'_>) -> Decl {
    let suffix = call("environment", Vec::<Expr>::new()).prop("suffixes").prop("keyvaultDns");
    let vault = call("last", [vault_parts(half)]);
    let properties = object([
        ("keyName", key(half).prop("keyName")),
        ("keyVaultUri", interpolate(["https://".into(), vault.into(), suffix.into(), "/".into()])),
        ("keyVersion", key(half).prop("keyVersion")),
    ]);
    let value = if half.having(&PATH).all() {
        properties
    } else {
        ternary(sym("customerManagedKey").equals(null()), null(), properties)
    };
    Variable::new("keyVaultProperties", value).describe("The key as the workspace takes it.").into()
}

/// What the workspace says of the key; `None` where no environment has one.
pub(super) fn encryption(half: &Half<'_>) -> Option<Expr> {
    let with_key = half.having(&PATH);
    if with_key.none() {
        return None;
    }
    let properties = || {
        let properties = sym("keyVaultProperties");
        if with_key.all() { properties } else { properties.non_null() }
    };
    let source =
        || Object::new().with("keySource", "Microsoft.Keyvault").with("keyVaultProperties", properties());
    let entities = object([
        ("managedDisk", source().with("rotationToLatestKeyVersionEnabled", true).into()),
        ("managedServices", Expr::from(source())),
    ]);
    let encryption = object([("entities", entities)]);
    Some(half.each(&half.makes(&WORKSPACE), |at| {
        if with_key.contains(at) { encryption.clone() } else { Expr::Null }
    }))
}

/// The role that the disks need to read the key.
pub(super) fn push(half: &Half<'_>, decls: &mut Vec<Decl>) {
    let parts = vault_parts(half);
    let workspace = sym(WORKSPACE.symbol);
    let workspace = if half.makes(&WORKSPACE).all() { workspace } else { workspace.non_null() };
    let disks = workspace.prop("properties").prop("managedDiskIdentity").prop("principalId");
    let assignee =
        Assignee { principal: disks, known: sym(WORKSPACE.symbol).prop("id"), principal_type: None };
    let module = half
        .role_module(On::KeyVault, "diskRole", "keyVaultCryptoUser", assignee, call("last", [parts.clone()]))
        .scope(call("resourceGroup", [parts.clone().index(2), parts.index(4)]));
    decls.extend(half.only(&half.having(&PATH), module).map(Decl::from));
}

//! Roles of the people, groups and pipelines that the spec names.

use crate::arm::{Array, Decl, Expr, Object, Repeat, sym};
use crate::emit::half::{Assignee, Half, Role, Thing, VAULT, Vault, WORKSPACE};
use crate::emit::lower::Place;
use crate::model::Route;

/// The lists, as the spec and as the configuration set name them.
pub(in crate::emit) const LISTS: [(&str, &str); 2] =
    [("deployers", "deployers"), ("secret_officers", "secretOfficers")];

/// Whether templates read a list that the spec has.
pub(super) fn is_read(half: &Half<'_>, list: &str) -> bool {
    let read = match list {
        "deployers" => half.makes_workspace() || half.route() != Route::Direct,
        _ => half.vault() != Vault::None,
    };
    read && !half.having(&["access", list]).none()
}

/// The principals of a list in one environment.
pub(super) fn principals(half: &Half<'_>, at: usize, list: &str) -> Expr {
    let nodes = half.at(at, &["access", list]).and_then(|node| node.as_list()).unwrap_or_default();
    let principal = |node: &crate::source::Node| {
        let value = |key: &str| {
            node.get(key).map_or(Expr::Null, |value| half.lowering().value(value, None, Place::Row(at)))
        };
        Object::new()
            .with("principalId", value("principal_id"))
            .with("principalType", value("principal_type"))
    };
    Array::new(nodes.iter().map(principal)).into()
}

/// One principal of a list that a template loops over.
pub(in crate::emit) fn assignee() -> Assignee {
    let id = || sym("principal").prop("principalId");
    Assignee { principal: id(), known: id(), principal_type: Some(sym("principal").prop("principalType")) }
}

/// A role for each principal of a list, where the spec has it.
pub(in crate::emit) fn each(half: &Half<'_>, list: &str, key: &str, role: Role) -> Option<Decl> {
    if half.having(&["access", list]).none() {
        return None;
    }
    let principals = sym("environments").index(sym("environment")).prop(key);
    let repeat = Repeat::new("principal", principals);
    Some(match role {
        Role::Here(resource) => resource.repeat(repeat).into(),
        Role::There(module) => module.repeat(repeat).into(),
    })
}

/// Adds the roles on workspace and vault.
pub(super) fn push(half: &Half<'_>, decls: &mut Vec<Decl>) {
    let role = |thing: &Thing, symbol: &str, role: &str| {
        let made = !half.makes(thing).none();
        match half.role_on(thing, symbol, role, assignee()) {
            Role::There(module) if made => Role::There(module.depends_on(sym(thing.symbol))),
            role => role,
        }
    };
    decls.extend(each(half, "deployers", "deployers", role(&WORKSPACE, "deployerRoles", "contributor")));
    if half.vault() != Vault::WithWorkspace {
        return;
    }
    if half.route() == Route::Direct {
        let reads = role(&VAULT, "deployerVaultRoles", "keyVaultSecretsUser");
        decls.extend(each(half, "deployers", "deployers", reads));
    }
    let officers = role(&VAULT, "secretOfficerRoles", "keyVaultSecretsOfficer");
    decls.extend(each(half, "secret_officers", "secretOfficers", officers));
}

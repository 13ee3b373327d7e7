//! `modules/role-on-….bicep`: a role on a resource that may lie in another resource group.

use std::sync::Arc;

use crate::arm::{Decl, Expr, Module, Param, Resource, Template, TypeExpr, call, object, sym};
use crate::emit::half::{Half, Thing, VAULT, WORKSPACE};
use crate::emit::header;

/// What a role is given on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit) enum On {
    Workspace,
    KeyVault,
    StorageAccount,
}

impl On {
    fn of(thing: &Thing) -> Self {
        if thing.symbol == VAULT.symbol { Self::KeyVault } else { Self::Workspace }
    }

    fn symbol(self) -> &'static str {
        match self {
            Self::Workspace => WORKSPACE.symbol,
            Self::KeyVault => VAULT.symbol,
            Self::StorageAccount => "storageAccount",
        }
    }

    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Workspace => {
                ("role-on-workspace", "Microsoft.Databricks/workspaces", "Databricks workspace")
            }
            Self::KeyVault => ("role-on-key-vault", "Microsoft.KeyVault/vaults", "vault"),
            Self::StorageAccount => {
                ("role-on-storage-account", "Microsoft.Storage/storageAccounts", "storage account")
            }
        }
    }
}

/// Who gets a role.
#[derive(Clone, Debug)]
pub(in crate::emit) struct Assignee {
    /// Object id.
    pub(in crate::emit) principal: Expr,
    /// What is known of it before anything is deployed: the id of an identity, or the object id itself.
    pub(in crate::emit) known: Expr,
    /// Its type, where it is no service principal.
    pub(in crate::emit) principal_type: Option<Expr>,
}

impl Assignee {
    /// An identity of the template, by its symbol.
    pub(in crate::emit) fn identity(symbol: &str) -> Self {
        Self {
            principal: sym(symbol).prop("properties").prop("principalId"),
            known: sym(symbol).prop("id"),
            principal_type: None,
        }
    }
}

/// A role on a resource of the template, or on one that a module finds in its own resource group.
pub(in crate::emit) enum Role {
    Here(Resource),
    There(Module),
}

impl Half<'_> {
    /// A role on what is made or adopted; `role` is the variable that holds the id of the role's definition.
    pub(in crate::emit) fn role_on(
        &self,
        thing: &Thing,
        symbol: &str,
        role: &str,
        assignee: Assignee,
    ) -> Role {
        match self.elsewhere(thing) {
            None => Role::Here(self.role(symbol, thing.symbol, role, assignee)),
            Some((scope, name)) => {
                Role::There(self.role_module(On::of(thing), symbol, role, assignee, name).scope(scope))
            }
        }
    }

    /// A role on a resource that a module finds by its name.
    pub(in crate::emit) fn role_module(
        &self,
        on: On,
        symbol: &str,
        role: &str,
        assignee: Assignee,
        name: Expr,
    ) -> Module {
        let module = Module::new(symbol, self.library().role(on))
            .param("assignee", assignee.known)
            .param("name", name)
            .param("principalId", assignee.principal);
        let module = match assignee.principal_type {
            Some(principal_type) => module.param("principalType", principal_type),
            None => module,
        };
        module.param("roleId", sym(role))
    }
}

/// The template.
pub(super) fn template(half: &Half<'_>, on: On) -> Arc<Template> {
    let (file, resource_type, what) = on.words();
    let text = |name: &str, description: String| Param::new(name, TypeExpr::String).describe(description);
    let types = TypeExpr::one_of(["Group", "ServicePrincipal", "User"]);
    let definition = call(
        "subscriptionResourceId",
        [Expr::from("Microsoft.Authorization/roleDefinitions"), sym("roleId")],
    );
    let target = Resource::new(on.symbol(), &half.versions().of(resource_type), sym("name")).existing();
    let role = Resource::new(
        "role",
        &half.versions().of("Microsoft.Authorization/roleAssignments"),
        call("guid", [sym(on.symbol()).prop("id"), sym("assignee"), sym("roleId")]),
    )
    .scope(sym(on.symbol()))
    .with(
        "properties",
        object([
            ("principalId", sym("principalId")),
            ("principalType", sym("principalType")),
            ("roleDefinitionId", definition),
        ]),
    );
    let template = Template::new(format!("modules/{file}.bicep"))
        .header(header(half.model()))
        .description(format!("A role on a {what}; deployed into the resource group of the {what}."))
        .with(text("name", format!("Name of the {what}.")))
        .with(text("roleId", "Id of the role's definition.".to_owned()))
        .with(text("principalId", "Object id of who gets the role.".to_owned()))
        .with(
            Param::new("principalType", types)
                .describe("What the object is.")
                .default("ServicePrincipal"),
        )
        .with(text(
            "assignee",
            "Who gets the role, by an id that is known before anything is deployed; part of the assignment's name."
                .to_owned(),
        ))
        .with(target)
        .with(role);
    Arc::new(template)
}

impl From<Role> for Decl {
    fn from(role: Role) -> Self {
        match role {
            Role::Here(resource) => resource.into(),
            Role::There(module) => module.into(),
        }
    }
}

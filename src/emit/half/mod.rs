//! The Azure half of a model as the templates see it: what is made, what is there already, and the parameters that
//! templates offer each other.

mod among;
mod params;
mod resources;
mod thing;

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::arm::{Array, Decl, Expr, Variable, array, call, interpolate, object, sym};
use crate::emit::lower::{Lowering, Place};
use crate::emit::versions::Versions;
use crate::model::interpolation::{self, Reference};
use crate::model::{AZURE_VALUES, Azure, AzureValue, Model, Route, parameter_name};
use crate::source::Node;

pub(in crate::emit) use self::among::Among;
pub(in crate::emit) use self::resources::Account;
pub(in crate::emit) use self::thing::{
    LOGS, NETWORK, Thing, VAULT, WORKSPACE, group_of, id_in_group_of, row,
};
use super::modules::Library;
pub(in crate::emit) use super::modules::{Assignee, On, Role};

/// Role Contributor; on a workspace its holder is an administrator of the workspace.
pub(in crate::emit) const CONTRIBUTOR: &str = "b24988ac-6180-42a0-ab88-20f7382dd24c";
/// Role Key Vault Secrets User.
pub(in crate::emit) const KEY_VAULT_SECRETS_USER: &str = "4633458b-17de-408a-b874-0445c86b69e6";
/// Role Key Vault Secrets Officer.
pub(in crate::emit) const KEY_VAULT_SECRETS_OFFICER: &str = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";
/// Role Storage Blob Data Contributor.
pub(in crate::emit) const STORAGE_BLOB_DATA_CONTRIBUTOR: &str = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
/// Role Storage File Data Privileged Contributor.
pub(in crate::emit) const STORAGE_FILE_CONTRIBUTOR: &str = "69566ab7-960f-475b-8e7c-b3118f30c6bd";

/// Where the vault comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit) enum Vault {
    /// There is none.
    None,
    /// Made with the workspace.
    WithWorkspace,
    /// Made with the provider, where the workspace is not made.
    WithProvider,
}

/// The Azure half.
pub(in crate::emit) struct Half<'a> {
    lowering: &'a Lowering<'a>,
    azure: &'a Azure,
    versions: Versions,
    used: Vec<&'static AzureValue>,
    secrets: bool,
    library: OnceCell<Library>,
}

impl<'a> Half<'a> {
    pub(in crate::emit) fn new(lowering: &'a Lowering<'a>, azure: &'a Azure) -> Self {
        let mut names = BTreeSet::new();
        let mut secrets = false;
        lowering.model().each_reference(&mut |reference| match reference {
            Reference::Azure(name) => {
                names.insert(name);
            }
            Reference::Secret(_) => secrets = true,
            _ => {}
        });
        let used = AZURE_VALUES.iter().filter(|value| names.contains(value.name)).collect();
        Self { lowering, azure, versions: Versions::new(azure), used, secrets, library: OnceCell::new() }
    }

    pub(in crate::emit) fn lowering(&self) -> &'a Lowering<'a> {
        self.lowering
    }

    pub(in crate::emit) fn model(&self) -> &'a Model {
        self.lowering.model()
    }

    pub(in crate::emit) fn versions(&self) -> &Versions {
        &self.versions
    }

    /// The small templates that others deploy.
    pub(in crate::emit) fn library(&self) -> &Library {
        self.library.get_or_init(|| Library::new(self))
    }

    pub(in crate::emit) fn route(&self) -> Route {
        self.azure.route
    }

    /// The values that `${azure.…}` names somewhere.
    pub(in crate::emit) fn used(&self) -> &[&'static AzureValue] {
        &self.used
    }

    /// Whether the spec names secrets of the vault.
    pub(in crate::emit) fn reads_secrets(&self) -> bool {
        self.secrets
    }

    /// Whether the workspace is made or adopted here, rather than given by url.
    pub(in crate::emit) fn makes_workspace(&self) -> bool {
        self.having(&["workspace", "url"]).none()
    }

    pub(in crate::emit) fn vault(&self) -> Vault {
        let wanted = self.secrets
            || !self.having(&["key_vault"]).none()
            || !self.having(&["access", "secret_officers"]).none();
        match (self.makes_workspace(), wanted) {
            (true, _) => Vault::WithWorkspace,
            (false, true) if self.route() != Route::Direct => Vault::WithProvider,
            (false, _) => Vault::None,
        }
    }

    /// The setting at a path in one environment.
    pub(in crate::emit) fn at(&self, environment: usize, path: &[&str]) -> Option<&'a Node> {
        let tree = &**self.azure.trees.get(environment)?;
        path.iter().try_fold(tree, |node, key| node.get(key)).filter(|node| !node.is_null())
    }

    /// The setting at a path as one expression, `default` where it is not set, for what only some environments have.
    pub(in crate::emit) fn setting(&self, among: &Among, path: &[&str], default: impl Into<Expr>) -> Expr {
        let default = default.into();
        self.each(among, |at| {
            let value = self.at(at, path).map(|node| self.lowering.value(node, None, Place::Template));
            value.unwrap_or_else(|| default.clone())
        })
    }

    fn setting_in(&self, place: Place, path: &[&str], default: Expr) -> Expr {
        self.lowering.by_environment(|at| {
            self.at(at, path).map_or_else(|| default.clone(), |node| self.lowering.value(node, None, place))
        })
    }

    /// The last word of the name, in letters and digits, for names that have to be unique in Azure.
    pub(in crate::emit) fn word(&self) -> &str {
        self.model().name.rsplit('-').find(|word| !word.is_empty()).unwrap_or("bricep")
    }

    /// The first four characters of the word, for names that are short of room.
    pub(in crate::emit) fn short_word(&self) -> &str {
        let word = self.word();
        word.get(..4).unwrap_or(word)
    }

    /// Parameters of variables that the Azure half reads.
    pub(in crate::emit) fn azure_variables(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for tree in &self.azure.trees {
            for entry in tree.as_map().into_iter().flatten() {
                interpolation::each(&entry.value, &mut |reference| {
                    if let Reference::Variable(name) = reference {
                        names.insert(parameter_name(&name));
                    }
                });
            }
        }
        names
    }
}

/// A role that a template names.
pub(in crate::emit) fn role_variable(symbol: &str, description: &str, id: &str) -> Decl {
    Variable::new(symbol, id).describe(format!("Role {description}.")).into()
}

/// `take('st${uniqueString(resourceGroup().id, name)}lake', 24)`: the unique part first, so that nothing cuts it.
pub(in crate::emit) fn short_name(prefix: &str, word: &str) -> Expr {
    call("take", [interpolate([prefix.into(), unique_string("name").into(), word.into()]), 24.into()])
}

/// `uniqueString(resourceGroup().id, name)`
pub(in crate::emit) fn unique_string(name: &str) -> Expr {
    call("uniqueString", [call("resourceGroup", Vec::<Expr>::new()).prop("id"), sym(name)])
}

/// An array on one line.
pub(in crate::emit) fn inline(items: impl IntoIterator<Item = impl Into<Expr>>) -> Expr {
    Array::new(items).inline().into()
}

/// The identity of a resource: one that is assigned to it by the user.
pub(in crate::emit) fn assigned(identity: &str) -> Expr {
    let key = crate::arm::Key::Interpolated(vec![sym(identity).prop("id").into()]);
    object([
        ("type", Expr::from("UserAssigned")),
        ("userAssignedIdentities", object([(key, object(Vec::<(&str, Expr)>::new()))])),
    ])
}

/// An environment variable of a script.
pub(in crate::emit) fn setting_of(name: &str, value: Expr) -> Expr {
    object([("name", Expr::from(name)), ("value", value)])
}

/// Environment variables as the list that scripts take.
pub(in crate::emit) fn settings(items: Vec<Expr>) -> Expr {
    array(items)
}

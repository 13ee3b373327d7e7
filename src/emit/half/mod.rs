//! The Azure half of a model as the templates see it: what is made, what is there already, and the parameters that
//! templates offer each other.

mod params;
mod resources;

use std::collections::BTreeSet;

use crate::arm::{Array, Decl, Expr, Variable, array, call, interpolate, object, sym};
use crate::emit::lower::{Lowering, Place};
use crate::emit::versions::Versions;
use crate::model::interpolation::{self, Reference};
use crate::model::{AZURE_VALUES, Azure, AzureValue, Model, Route, parameter_name};
use crate::source::{Data, Node};

/// Role Contributor; on a workspace its holder is an administrator of the workspace.
pub(in crate::emit) const CONTRIBUTOR: &str = "b24988ac-6180-42a0-ab88-20f7382dd24c";

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

/// Whether a setting is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit) enum Presence {
    /// In no environment.
    Never,
    /// In some environments.
    Sometimes,
    /// In every environment.
    Always,
}

/// The Azure half.
pub(in crate::emit) struct Half<'a> {
    lowering: &'a Lowering<'a>,
    azure: &'a Azure,
    versions: Versions,
    used: Vec<&'static AzureValue>,
    secrets: bool,
}

impl<'a> Half<'a> {
    pub(in crate::emit) fn new(lowering: &'a Lowering<'a>, azure: &'a Azure) -> Self {
        let mut names = BTreeSet::new();
        let mut secrets = false;
        let model = lowering.model();
        let resources = model.resources.iter().flat_map(|resource| resource.trees.iter().flatten());
        let outputs = model.outputs.iter().flat_map(|output| output.values.iter().flatten());
        for tree in resources.chain(outputs) {
            each_reference(tree, &mut |reference| match reference {
                Reference::Azure(name) => {
                    names.insert(name);
                }
                Reference::Secret(_) => secrets = true,
                _ => {}
            });
        }
        let used = AZURE_VALUES.iter().filter(|value| names.contains(value.name)).collect();
        Self { lowering, azure, versions: Versions::new(azure), used, secrets }
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

    pub(in crate::emit) fn route(&self) -> Route {
        self.azure.route
    }

    /// The values that `${azure.…}` names somewhere.
    pub(in crate::emit) fn used(&self) -> &[&'static AzureValue] {
        &self.used
    }

    /// Whether the workspace is made here, rather than given by url.
    pub(in crate::emit) fn makes_workspace(&self) -> bool {
        self.presence(&["workspace", "url"]) == Presence::Never
    }

    pub(in crate::emit) fn vault(&self) -> Vault {
        match (self.makes_workspace(), self.secrets || self.presence(&["key_vault"]) != Presence::Never) {
            (true, _) => Vault::WithWorkspace,
            (false, true) if self.route() != Route::Direct => Vault::WithProvider,
            (false, _) => Vault::None,
        }
    }

    /// Whether access connector and storage of a lake are made.
    pub(in crate::emit) fn makes_lake(&self) -> bool {
        let names = ["access_connector_id", "storage_account_name"];
        self.presence(&["storage"]) != Presence::Never
            || self.used.iter().any(|value| names.contains(&value.name))
    }

    pub(in crate::emit) fn presence(&self, path: &[&str]) -> Presence {
        let values = self.azure.values(path);
        let present = values.iter().filter(|value| value.is_some_and(|node| !node.is_null())).count();
        match present {
            0 => Presence::Never,
            count if count == values.len() => Presence::Always,
            _ => Presence::Sometimes,
        }
    }

    /// The setting at a path in one environment.
    pub(in crate::emit) fn at(&self, environment: usize, path: &[&str]) -> Option<&'a Node> {
        let tree = &**self.azure.trees.get(environment)?;
        path.iter().try_fold(tree, |node, key| node.get(key)).filter(|node| !node.is_null())
    }

    /// The setting at a path as one expression, `default` where it is not set.
    pub(in crate::emit) fn setting(&self, path: &[&str], default: impl Into<Expr>) -> Expr {
        self.setting_in(Place::Template, path, default.into())
    }

    fn setting_in(&self, place: Place, path: &[&str], default: Expr) -> Expr {
        self.lowering.by_environment(|at| {
            self.at(at, path).map_or_else(|| default.clone(), |node| self.lowering.value(node, None, place))
        })
    }

    /// A truth value as one of two words.
    pub(in crate::emit) fn switch(&self, path: &[&str], default: bool, on: &str, off: &str) -> Expr {
        self.lowering.by_environment(|at| match self.at(at, path).map(|node| &node.data) {
            Some(Data::Bool(value)) => (if *value { on } else { off }).into(),
            Some(Data::String(text)) => {
                let value = self.lowering.text(text, Place::Template);
                crate::arm::ternary(value, on, off)
            }
            _ => (if default { on } else { off }).into(),
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
                each_reference(&entry.value, &mut |reference| {
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

fn each_reference(node: &Node, visit: &mut impl FnMut(Reference)) {
    match &node.data {
        Data::String(text) => {
            interpolation::references(text).into_iter().for_each(|(reference, _)| visit(reference));
        }
        Data::List(list) => list.iter().for_each(|item| each_reference(item, visit)),
        Data::Map(map) => map.iter().for_each(|entry| each_reference(&entry.value, visit)),
        Data::Null | Data::Bool(_) | Data::Number(_) => {}
    }
}

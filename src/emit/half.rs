//! The Azure half of a model as the templates see it: what is made, what is there already, and the parameters that
//! templates offer each other.

use std::collections::BTreeSet;

use super::lower::{Lowering, Place, azure_symbol};
use super::versions::{CUSTOM_PROVIDER, Versions};
use super::{configuration, variables};
use crate::arm::{
    Array, Decl, Decorator, Expr, Param, Resource, TypeExpr, Variable, array, call, interpolate, object, sym,
};
use crate::model::interpolation::{self, Reference};
use crate::model::{AZURE_VALUES, Azure, AzureValue, Model, Route, parameter_name};
use crate::source::{Data, Node};

/// Role Contributor; on a workspace its holder is an administrator of the workspace.
pub(super) const CONTRIBUTOR: &str = "b24988ac-6180-42a0-ab88-20f7382dd24c";

/// Where the vault comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vault {
    /// There is none.
    None,
    /// Made with the workspace.
    WithWorkspace,
    /// Made with the provider, where the workspace is not made.
    WithProvider,
}

/// Whether a setting is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// In no environment.
    Never,
    /// In some environments.
    Sometimes,
    /// In every environment.
    Always,
}

/// The Azure half.
pub(super) struct Half<'a> {
    lowering: &'a Lowering<'a>,
    azure: &'a Azure,
    versions: Versions,
    used: Vec<&'static AzureValue>,
    secrets: bool,
}

impl<'a> Half<'a> {
    pub(super) fn new(lowering: &'a Lowering<'a>, azure: &'a Azure) -> Self {
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

    pub(super) fn lowering(&self) -> &'a Lowering<'a> {
        self.lowering
    }

    pub(super) fn model(&self) -> &'a Model {
        self.lowering.model()
    }

    pub(super) fn versions(&self) -> &Versions {
        &self.versions
    }

    pub(super) fn route(&self) -> Route {
        self.azure.route
    }

    /// The values that `${azure.…}` names somewhere.
    pub(super) fn used(&self) -> &[&'static AzureValue] {
        &self.used
    }

    /// Whether the workspace is made here, rather than given by url.
    pub(super) fn makes_workspace(&self) -> bool {
        self.presence(&["workspace", "url"]) == Presence::Never
    }

    pub(super) fn vault(&self) -> Vault {
        match (self.makes_workspace(), self.secrets || self.presence(&["key_vault"]) != Presence::Never) {
            (true, _) => Vault::WithWorkspace,
            (false, true) if self.route() != Route::Direct => Vault::WithProvider,
            (false, _) => Vault::None,
        }
    }

    /// Whether access connector and storage of a lake are made.
    pub(super) fn makes_lake(&self) -> bool {
        let names = ["access_connector_id", "storage_account_name"];
        self.presence(&["storage"]) != Presence::Never
            || self.used.iter().any(|value| names.contains(&value.name))
    }

    pub(super) fn presence(&self, path: &[&str]) -> Presence {
        let values = self.azure.values(path);
        let present = values.iter().filter(|value| value.is_some_and(|node| !node.is_null())).count();
        match present {
            0 => Presence::Never,
            count if count == values.len() => Presence::Always,
            _ => Presence::Sometimes,
        }
    }

    /// The setting at a path in one environment.
    pub(super) fn at(&self, environment: usize, path: &[&str]) -> Option<&'a Node> {
        let tree = &**self.azure.trees.get(environment)?;
        path.iter().try_fold(tree, |node, key| node.get(key)).filter(|node| !node.is_null())
    }

    /// The setting at a path as one expression, `default` where it is not set.
    pub(super) fn setting(&self, path: &[&str], default: impl Into<Expr>) -> Expr {
        self.setting_in(Place::Template, path, default.into())
    }

    fn setting_in(&self, place: Place, path: &[&str], default: Expr) -> Expr {
        self.lowering.by_environment(|at| {
            self.at(at, path).map_or_else(|| default.clone(), |node| self.lowering.value(node, None, place))
        })
    }

    /// A truth value as one of two words.
    pub(super) fn switch(&self, path: &[&str], default: bool, on: &str, off: &str) -> Expr {
        self.lowering.by_environment(|at| match self.at(at, path).map(|node| &node.data) {
            Some(Data::Bool(value)) => (if *value { on } else { off }).into(),
            Some(Data::String(text)) => {
                let value = self.lowering.text(text, Place::Template);
                crate::arm::ternary(value, on, off)
            }
            _ => (if default { on } else { off }).into(),
        })
    }

    /// The tags of every resource.
    fn tags(&self) -> Expr {
        let own = object([("bricep", Expr::from(&*self.model().name))]);
        self.setting_in(Place::Default, &["tags"], own)
    }

    /// The last word of the name, in letters and digits, for names that have to be unique in Azure.
    pub(super) fn word(&self) -> &str {
        self.model().name.rsplit('-').find(|word| !word.is_empty()).unwrap_or("bricep")
    }

    /// The first four characters of the word, for names that are short of room.
    pub(super) fn short_word(&self) -> &str {
        let word = self.word();
        word.get(..4).unwrap_or(word)
    }

    /// The resources' `location` and `tags`.
    pub(super) fn resource(&self, symbol: &str, resource_type: &str, name: impl Into<Expr>) -> Resource {
        Resource::new(symbol, &self.versions.of(resource_type), name)
            .with("location", sym("location"))
            .with("tags", sym("tags"))
    }

    /// The custom provider.
    pub(super) fn custom_provider(&self, symbol: &str) -> Resource {
        Resource::new(symbol, &self.versions.of(CUSTOM_PROVIDER), sym("databricksProviderName"))
    }

    /// A role of an identity on a resource; `principal` reads the object id.
    pub(super) fn role(
        &self,
        symbol: &str,
        on: &str,
        identity: &str,
        role: &str,
        principal: Expr,
    ) -> Resource {
        let definition = call(
            "subscriptionResourceId",
            [Expr::from("Microsoft.Authorization/roleDefinitions"), sym(role)],
        );
        Resource::new(
            symbol,
            &self.versions.of("Microsoft.Authorization/roleAssignments"),
            call("guid", [sym(on).prop("id"), sym(identity).prop("id"), sym(role)]),
        )
        .scope(sym(on))
        .with(
            "properties",
            object([
                ("principalId", principal),
                ("principalType", "ServicePrincipal".into()),
                ("roleDefinitionId", definition),
            ]),
        )
    }

    // What templates offer each other.

    pub(super) fn environment_param(&self) -> Decl {
        let default = &*self.model().environments[self.model().default_environment].name;
        Param::new("environment", TypeExpr::named("environmentType"))
            .describe("Environment to deploy.")
            .default(default)
            .into()
    }

    pub(super) fn location_param(&self, what: &str) -> Decl {
        Param::new("location", TypeExpr::String)
            .describe(format!("Azure region of {what}."))
            .default(call("resourceGroup", Vec::<Expr>::new()).prop("location"))
            .into()
    }

    pub(super) fn url_param(&self) -> Decl {
        let param = Param::new("databricksWorkspaceUrl", TypeExpr::String)
            .describe("URL of the Databricks workspace.");
        if self.makes_workspace() {
            return param.into();
        }
        param.default(self.setting_in(Place::Default, &["workspace", "url"], "".into())).into()
    }

    pub(super) fn provider_name_param(&self, bounded: bool) -> Decl {
        let mut param = Param::new("databricksProviderName", TypeExpr::String)
            .describe("Name of the custom provider.")
            .default(self.setting_in(
                Place::Default,
                &["provider", "name"],
                "databricks-infrastructure-provider".into(),
            ));
        if bounded {
            param = param.decorate(Decorator::MinLength(3)).decorate(Decorator::MaxLength(40));
        }
        param.into()
    }

    pub(super) fn variable_params(&self) -> impl Iterator<Item = Decl> {
        self.model().variables.values().map(|variable| variables::param(variable).into())
    }

    /// The variables' values and the set that they come from, for the end of what a template offers.
    pub(super) fn configuration(&self) -> Decl {
        configuration::variable().into()
    }

    pub(super) fn user_param(&self) -> Decl {
        Param::new("user", TypeExpr::String).describe("Who deploys.").default("shared").into()
    }

    /// The resource name as a parameter; `derived` gives it the default that `main.bicep` computes.
    pub(super) fn name_param(&self, derived: bool) -> Param {
        let param = Param::new("name", TypeExpr::String).describe("Name that every resource carries.");
        if derived { param.decorate(Decorator::MaxLength(40)).default(self.name_expression()) } else { param }
    }

    /// `contoso-lakehouse-${environment}`
    pub(super) fn name_expression(&self) -> Expr {
        interpolate([format!("{}-", self.model().name).into(), sym("environment").into()])
    }

    pub(super) fn tags_param(&self, default: bool) -> Decl {
        let param = Param::new("tags", TypeExpr::named("tagsType")).describe("Tags of every resource.");
        if default { param.default(self.tags()).into() } else { param.into() }
    }

    /// What `${azure.…}` names, as parameters of the template that takes it.
    pub(super) fn azure_params(&self) -> impl Iterator<Item = Decl> {
        self.used.iter().map(|value| {
            Param::new(azure_symbol(value.name), TypeExpr::String).describe(value.description).into()
        })
    }

    pub(super) fn package_param(&self) -> Decl {
        Param::new("packageUri", TypeExpr::String.nullable())
            .describe(
                "Where the package of the provider lies, with a token to read it; none keeps the package that is there.",
            )
            .decorate(Decorator::Secure)
            .into()
    }

    pub(super) fn apply_param(&self, description: &str) -> Decl {
        Param::new("applyResources", TypeExpr::Bool).describe(description).default(true).into()
    }

    /// `kv${uniqueString(resourceGroup().id, name)}lake`, at most 24 characters.
    pub(super) fn vault_name(&self) -> Expr {
        short_name("kv", self.short_word())
    }

    pub(super) fn vault_param(&self, derived: bool) -> Decl {
        let name = Param::new("keyVaultName", TypeExpr::String);
        if derived {
            name.describe("Name of the vault, unique in Azure.")
                .decorate(Decorator::MaxLength(24))
                .default(self.vault_name())
                .into()
        } else {
            name.describe("Name of the vault whose secrets the manifest may name.").into()
        }
    }

    /// The vault, for secrets that the spec names.
    pub(super) fn vault_resource(&self) -> Resource {
        self.resource("keyVault", "Microsoft.KeyVault/vaults", sym("keyVaultName")).with(
            "properties",
            object([
                ("enablePurgeProtection", self.purge_protection()),
                ("enableRbacAuthorization", true.into()),
                ("softDeleteRetentionInDays", 90.into()),
                ("tenantId", call("tenant", Vec::<Expr>::new()).prop("tenantId")),
                ("sku", object([("family", Expr::from("A")), ("name", "standard".into())])),
            ]),
        )
    }

    /// Azure takes `true` or nothing: a vault that has the protection keeps it.
    fn purge_protection(&self) -> Expr {
        self.lowering.by_environment(|at| {
            match self.at(at, &["key_vault", "purge_protection"]).map(|node| &node.data) {
                Some(Data::Bool(false)) => Expr::Null,
                _ => true.into(),
            }
        })
    }

    pub(super) fn log_analytics(&self, name: Expr) -> Resource {
        self.resource("logAnalytics", "Microsoft.OperationalInsights/workspaces", name).with(
            "properties",
            object([
                ("retentionInDays", self.setting(&["log_analytics", "retention_in_days"], 30)),
                ("sku", object([("name", Expr::from("PerGB2018"))])),
            ]),
        )
    }

    /// A storage account without public blobs or keys.
    pub(super) fn storage_account(&self, name: Expr, lake: bool) -> Resource {
        let mut properties = crate::arm::Object::new()
            .with("allowBlobPublicAccess", false)
            .with("allowSharedKeyAccess", false);
        if lake {
            properties = properties.with("isHnsEnabled", true);
        }
        let properties =
            properties.with("minimumTlsVersion", "TLS1_2").with("supportsHttpsTrafficOnly", true);
        self.resource("storageAccount", "Microsoft.Storage/storageAccounts", name)
            .with("kind", "StorageV2")
            .with("sku", object([("name", Expr::from("Standard_ZRS"))]))
            .with("properties", properties)
    }

    /// Everything that the infrastructure of the custom provider may use.
    pub(super) fn offered_to_infrastructure(&self) -> Vec<Decl> {
        let mut offered = vec![self.environment_param(), self.provider_name_param(false)];
        offered.extend(self.variable_params());
        offered.push(self.user_param());
        offered.extend(self.azure_params());
        offered.push(self.configuration());
        offered
    }

    /// Parameters of variables that the Azure half reads.
    pub(super) fn azure_variables(&self) -> BTreeSet<String> {
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
pub(super) fn role_variable(symbol: &str, description: &str, id: &str) -> Decl {
    Variable::new(symbol, id).describe(format!("Role {description}.")).into()
}

/// `take('st${uniqueString(resourceGroup().id, name)}lake', 24)`: the unique part first, so that nothing cuts it.
pub(super) fn short_name(prefix: &str, word: &str) -> Expr {
    call("take", [interpolate([prefix.into(), unique_string("name").into(), word.into()]), 24.into()])
}

/// `uniqueString(resourceGroup().id, name)`
pub(super) fn unique_string(name: &str) -> Expr {
    call("uniqueString", [call("resourceGroup", Vec::<Expr>::new()).prop("id"), sym(name)])
}

/// An array on one line.
pub(super) fn inline(items: impl IntoIterator<Item = impl Into<Expr>>) -> Expr {
    Array::new(items).inline().into()
}

/// The identity of a resource: one that is assigned to it by the user.
pub(super) fn assigned(identity: &str) -> Expr {
    let key = crate::arm::Key::Interpolated(vec![sym(identity).prop("id").into()]);
    object([
        ("type", Expr::from("UserAssigned")),
        ("userAssignedIdentities", object([(key, object(Vec::<(&str, Expr)>::new()))])),
    ])
}

/// An environment variable of a script.
pub(super) fn setting_of(name: &str, value: Expr) -> Expr {
    object([("name", Expr::from(name)), ("value", value)])
}

/// Environment variables as the list that scripts take.
pub(super) fn settings(items: Vec<Expr>) -> Expr {
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

/// Settings that the templates cannot carry out yet, each at its place.
pub(super) fn unsupported(model: &Model, azure: &Azure) -> Vec<crate::diagnostic::Diagnostic> {
    use crate::diagnostic::{Diagnostic, code};

    let mut found: Vec<Diagnostic> = Vec::new();
    for (section, instead) in
        [("workspace", "give its `url` instead"), ("key_vault", "leave it out to have one made")]
    {
        for (at, node) in azure.values(&[section, "existing"]).into_iter().enumerate() {
            let Some(node) = node else { continue };
            if found.iter().any(|known| known.span == node.span) {
                continue;
            }
            let shared = azure.trees.iter().all(|tree| std::sync::Arc::ptr_eq(tree, &azure.trees[0]));
            found.push(
                Diagnostic::new(
                    &code::INVALID_AZURE_SETTING,
                    node.span,
                    format!("the templates cannot adopt an existing `{section}`"),
                )
                .help(instead)
                .path(format!("/azure/{section}/existing"))
                .environment((!shared).then(|| model.environments[at].name.clone())),
            );
        }
    }
    found
}

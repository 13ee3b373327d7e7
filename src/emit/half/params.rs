//! Parameters and variables that the templates offer each other.

use super::{Half, short_name};
use crate::arm::{Decl, Decorator, Expr, Param, TypeExpr, call, interpolate, object, sym};
use crate::emit::lower::Place;
use crate::emit::{configuration, variables};
use crate::model::azure_symbol;

impl Half<'_> {
    /// The tags of every resource.
    fn tags(&self) -> Expr {
        let own = object([("bricep", Expr::from(&*self.model().name))]);
        self.setting_in(Place::Default, &["tags"], own)
    }

    pub(in crate::emit) fn environment_param(&self) -> Decl {
        let default = &*self.model().environments[self.model().default_environment].name;
        Param::new("environment", TypeExpr::named("environmentType"))
            .describe("Environment to deploy.")
            .default(default)
            .into()
    }

    pub(in crate::emit) fn location_param(&self, what: &str) -> Decl {
        Param::new("location", TypeExpr::String)
            .describe(format!("Azure region of {what}."))
            .default(call("resourceGroup", Vec::<Expr>::new()).prop("location"))
            .into()
    }

    pub(in crate::emit) fn url_param(&self) -> Decl {
        let param = Param::new("databricksWorkspaceUrl", TypeExpr::String)
            .describe("URL of the Databricks workspace.");
        if self.makes_workspace() {
            return param.into();
        }
        param.default(self.setting_in(Place::Default, &["workspace", "url"], "".into())).into()
    }

    pub(in crate::emit) fn provider_name_param(&self, bounded: bool) -> Decl {
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

    pub(in crate::emit) fn variable_params(&self) -> impl Iterator<Item = Decl> {
        self.model().variables.values().map(|variable| variables::param(variable).into())
    }

    /// The variables' values and the set that they come from, for the end of what a template offers.
    pub(in crate::emit) fn configuration(&self) -> Decl {
        configuration::variable().into()
    }

    pub(in crate::emit) fn user_param(&self) -> Decl {
        Param::new("user", TypeExpr::String).describe("Who deploys.").default("shared").into()
    }

    /// The resource name as a parameter; `derived` gives it the default that `main.bicep` computes.
    pub(in crate::emit) fn name_param(&self, derived: bool) -> Param {
        let param = Param::new("name", TypeExpr::String).describe("Name that every resource carries.");
        if derived { param.decorate(Decorator::MaxLength(40)).default(self.name_expression()) } else { param }
    }

    /// `contoso-lakehouse-${environment}`
    pub(in crate::emit) fn name_expression(&self) -> Expr {
        interpolate([format!("{}-", self.model().name).into(), sym("environment").into()])
    }

    pub(in crate::emit) fn tags_param(&self, default: bool) -> Decl {
        let param = Param::new("tags", TypeExpr::named("tagsType")).describe("Tags of every resource.");
        if default { param.default(self.tags()).into() } else { param.into() }
    }

    /// The tags of a small template, whose type stands in it.
    pub(in crate::emit) fn plain_tags_param(&self) -> Param {
        Param::new("tags", TypeExpr::String.map()).describe("Tags of every resource.")
    }

    /// What `${azure.…}` names, as parameters of the template that takes it.
    pub(in crate::emit) fn azure_params(&self) -> impl Iterator<Item = Decl> {
        self.used.iter().map(|value| {
            Param::new(azure_symbol(value.name), TypeExpr::String).describe(value.description).into()
        })
    }

    pub(in crate::emit) fn package_param(&self) -> Decl {
        Param::new("packageUri", TypeExpr::String.nullable())
            .describe(
                "Where the package of the provider lies, with a token to read it; none keeps the package that is there.",
            )
            .decorate(Decorator::Secure)
            .into()
    }

    pub(in crate::emit) fn apply_param(&self, description: &str) -> Decl {
        Param::new("applyResources", TypeExpr::Bool).describe(description).default(true).into()
    }

    /// `kv${uniqueString(resourceGroup().id, name)}lake`, at most 24 characters.
    pub(in crate::emit) fn vault_name(&self) -> Expr {
        short_name("kv", self.short_word())
    }

    pub(in crate::emit) fn vault_param(&self, derived: bool) -> Decl {
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

    /// Everything that the infrastructure of the custom provider may use.
    pub(in crate::emit) fn offered_to_infrastructure(&self) -> Vec<Decl> {
        let mut offered = vec![self.environment_param(), self.provider_name_param(false)];
        offered.extend(self.variable_params());
        offered.push(self.user_param());
        offered.extend(self.azure_params());
        offered.push(self.configuration());
        offered
    }
}

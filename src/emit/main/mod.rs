//! `main.bicep`: the modules, and what they hand to each other.

mod outputs;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::half::{Half, unique_string};
use super::uses::{complete, params};
use super::{header, infrastructure};
use crate::arm::{Decl, Decorator, Expr, Module, Param, Template, TypeExpr, Variable, interpolate, sym};
use crate::model::Route;
use crate::model::azure_symbol;

/// Name of the file.
pub(super) const FILE: &str = "main.bicep";

/// The modules of one spec; a route has those that it needs.
pub(super) struct Modules {
    pub(super) workspace: Option<Arc<Template>>,
    pub(super) provider: Option<Arc<Template>>,
    pub(super) infrastructure: Option<Arc<Template>>,
}

/// The template.
pub(super) fn template(
    half: &Half<'_>,
    modules: &Modules,
    digest: &str,
    environments: &Arc<Template>,
) -> Arc<Template> {
    let name = &half.model().name;
    let custom = half.route() == Route::CustomProvider;
    let subject = match (modules.workspace.is_some(), custom) {
        (false, true) => format!("The custom provider and what the workspace of {name} holds."),
        (false, false) if modules.provider.is_some() => {
            format!("The provider and what the Databricks workspace of {name} holds.")
        }
        _ if modules.provider.is_none() => format!("The Azure resources of {name}."),
        _ => format!("The Azure resources of {name}, and what its Databricks workspace holds."),
    };
    let template = Template::new(FILE).header(header(half.model())).name(&**name).description(subject);
    complete(template, offered(half, custom, digest), body(half, modules, custom), environments)
}

fn offered(half: &Half<'_>, custom: bool, digest: &str) -> Vec<Decl> {
    let mut offered = vec![half.environment_param(), half.location_param("every resource")];
    if !half.makes_workspace() {
        offered.push(half.url_param());
    }
    if custom {
        offered.push(half.provider_name_param(true));
    }
    offered.extend(half.variable_params());
    offered.push(half.user_param());
    offered.push(half.tags_param(true));
    let apply = if custom { "deploy" } else { "apply" };
    offered.extend([
        Param::new("manifestDigest", TypeExpr::String)
            .describe("Digest of the manifest that bricep compiled from the spec.")
            .decorate(Decorator::MinLength(64))
            .decorate(Decorator::MaxLength(64))
            .default(digest)
            .into(),
        infrastructure::script::plan_digest(),
        half.package_param(),
        half.apply_param(&format!(
            "Whether to {apply} what the workspace holds; false for the run that brings the provider up."
        )),
        Variable::new("name", half.name_expression()).describe("Name that every resource carries.").into(),
    ]);
    if !custom {
        let app = app_name(half);
        offered.push(
            Variable::new(app.name, app.default.unwrap_or(Expr::Null))
                .describe("Name of the Functions app, unique in Azure.")
                .into(),
        );
    }
    offered.push(
        Variable::new("keyVaultName", half.vault_name())
            .describe("Name of the vault, unique in Azure.")
            .into(),
    );
    offered.push(half.configuration());
    offered.extend(half.id_variables());
    offered
}

/// The name of the Functions app: the unique part first.
pub(super) fn app_name(half: &Half<'_>) -> Param {
    let name =
        interpolate(["func-".into(), unique_string("name").into(), format!("-{}", half.word()).into()]);
    Param::new("functionAppName", TypeExpr::String).default(name)
}

fn body(half: &Half<'_>, modules: &Modules, custom: bool) -> Vec<Decl> {
    let values = values(half, modules, custom);
    let mut decls = Vec::new();
    if let Some(template) = &modules.workspace {
        decls.push(module("workspace", template, &values).into());
    }
    if let Some(template) = &modules.provider {
        decls.push(module("provider", template, &values).into());
    }
    if let Some(template) = &modules.infrastructure {
        let mut module = module("infrastructure", template, &values).condition(sym("applyResources"));
        if modules.provider.is_some() {
            module = module.depends_on(sym("provider"));
        }
        decls.push(module.into());
    }
    decls.extend(outputs::all(half, modules, custom).into_iter().map(Decl::from));
    decls
}

fn module(symbol: &str, template: &Arc<Template>, values: &BTreeMap<String, Expr>) -> Module {
    let declared: Vec<&str> = params(template).map(|param| &*param.name).collect();
    values
        .iter()
        .filter(|(name, _)| declared.contains(&name.as_str()))
        .fold(Module::new(symbol, template), |module, (name, value)| {
            module.param(name.as_str(), value.clone())
        })
}

/// What modules take from here: everything else they decide for themselves.
fn values(half: &Half<'_>, modules: &Modules, custom: bool) -> BTreeMap<String, Expr> {
    let mut names: Vec<String> = [
        "applyResources",
        "environment",
        "location",
        "manifestDigest",
        "name",
        "packageUri",
        "planDigest",
        "user",
        "keyVaultName",
    ]
    .map(str::to_owned)
    .to_vec();
    if custom {
        names.push("databricksProviderName".to_owned());
    } else {
        names.push("functionAppName".to_owned());
    }
    if !custom || modules.workspace.is_some() {
        names.push("tags".to_owned());
    }
    names.extend(half.model().variables.keys().map(|name| crate::model::parameter_name(name)));
    let mut values: BTreeMap<String, Expr> =
        names.into_iter().map(|name| (name.clone(), sym(name))).collect();
    for value in half.used() {
        let symbol = azure_symbol(value.name);
        values.insert(symbol.clone(), sym("workspace").prop("outputs").prop(symbol));
    }
    let url = match &modules.workspace {
        Some(_) => sym("workspace").prop("outputs").prop("workspaceUrl"),
        None => sym("databricksWorkspaceUrl"),
    };
    values.insert("databricksWorkspaceUrl".to_owned(), url);
    values
}

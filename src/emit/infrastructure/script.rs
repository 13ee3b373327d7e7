//! What the workspace holds, by one script that has the provider apply the manifest.

use std::sync::Arc;

use crate::arm::{Decl, Expr, Object, Param, Resource, Template, TypeExpr, Variable, call, interpolate, sym};
use crate::emit::half::{Assignee, CONTRIBUTOR, Half, WORKSPACE, role_variable, setting_of};
use crate::emit::provider::deployer;
use crate::emit::script::{self, Script};
use crate::emit::uses::complete;
use crate::model::azure_symbol;
use crate::model::{output_name, parameter_name};

/// The template.
pub(in crate::emit) fn template(half: &Half<'_>, environments: &Arc<Template>) -> Arc<Template> {
    let name = &half.model().name;
    let template = Template::new(super::FILE).header(crate::emit::header(half.model())).description(format!(
        "Asks the provider to bring the Databricks workspace of {name} to what the manifest declares."
    ));
    complete(template, offered(half), body(half), environments)
}

fn offered(half: &Half<'_>) -> Vec<Decl> {
    let text = |name: &str, description: &str| Param::new(name, TypeExpr::String).describe(description);
    let mut offered = vec![half.environment_param(), half.location_param("the script")];
    offered.push(half.name_param(true).into());
    offered.extend(half.variable_params());
    offered.push(half.user_param());
    if !half.used().iter().any(|value| value.name == "workspace_url") {
        offered.push(half.url_param());
    }
    offered.extend(half.azure_params());
    offered.extend([
        text("manifestDigest", "Digest of the manifest that bricep compiled from the spec.").into(),
        plan_digest(),
        text("functionAppName", "Name of the Functions app that serves the provider.").into(),
        half.tags_param(false),
        script::requested_at("Applies again on every deployment, so that drift is mended."),
        role_variable("contributor", "Contributor", CONTRIBUTOR),
        script::storage_role_variable(),
        Variable::new("variables", variables(half))
            .describe("Values of the variables that the caller gave; null where the manifest decides.")
            .into(),
        Variable::new("azure", azure(half)).describe("What the manifest takes from Azure.").into(),
    ]);
    offered.push(half.configuration());
    // An id that the spec names is a parameter already.
    let given: Vec<String> = half.used().iter().map(|value| azure_symbol(value.name)).collect();
    let ids = half.id_variables().into_iter();
    offered.extend(ids.filter(|decl| given.iter().all(|name| name != decl.name())));
    offered
}

pub(in crate::emit) fn plan_digest() -> Decl {
    Param::new("planDigest", TypeExpr::String.nullable())
        .describe("Digest of the reviewed plan; none applies whatever is due.")
        .into()
}

/// The variables by their names in the spec.
fn variables(half: &Half<'_>) -> Object {
    let mut names: Vec<&str> = half.model().variables.keys().map(|name| &**name).collect();
    names.sort_unstable();
    names.into_iter().fold(Object::new(), |object, name| object.with(name, sym(parameter_name(name))))
}

/// What the Azure half produces, by the names of the spec.
fn azure(half: &Half<'_>) -> Object {
    half.used()
        .iter()
        .fold(Object::new(), |object, value| object.with(value.name, sym(azure_symbol(value.name))))
}

fn body(half: &Half<'_>) -> Vec<Decl> {
    let mut decls: Vec<Decl> = vec![script::function_app(half).into()];
    let mut settings = script::door();
    settings.push(script::workspace(half, &mut decls));
    let by_hand = !half.makes_workspace();
    // Where no role can be assigned, the identity is made with the provider, so that people can add it to the
    // workspace before anything is applied.
    if by_hand {
        let known = deployer(half);
        let version = half.versions().of(&known.resource_type);
        decls.push(Resource::new("deployer", &version, known.name).existing().into());
    } else {
        decls.push(deployer(half).into());
        let role = half.role_on(&WORKSPACE, "deployerRole", "contributor", Assignee::identity("deployer"));
        decls.push(role.into());
    }
    let script_role = script::storage_role(half, "deployer");
    let has_script_role = script_role.is_some();
    decls.extend(script_role.map(Decl::from));
    settings.extend([
        setting_of("BRICEP_ENVIRONMENT", sym("environment")),
        setting_of("BRICEP_MANIFEST_DIGEST", sym("manifestDigest")),
        setting_of("BRICEP_PLAN_DIGEST", sym("planDigest").or_else("")),
        setting_of("BRICEP_VARIABLES", string_or_empty(half.model().variables.is_empty(), "variables")),
        setting_of("BRICEP_AZURE", string_or_empty(half.used().is_empty(), "azure")),
    ]);
    if half.model().environments.iter().any(|environment| environment.uses_user) {
        settings.push(setting_of("BRICEP_USER", sym("user")));
    }
    let name = interpolate(["apply-".into(), sym("name").into()]);
    let resource = half.resource("apply", script::TYPE, name);
    let mut apply = script::complete(
        half,
        resource,
        Script { identity: "deployer", settings, file: &script::APPLY, timeout: "PT2H" },
    );
    if !by_hand {
        apply = apply.depends_on(sym("deployerRole"));
    }
    if has_script_role {
        apply = apply.depends_on(sym("scriptRole"));
    }
    decls.push(apply.into());
    for output in &half.model().outputs {
        let outputs = sym("apply").prop("properties").prop("outputs");
        let name = output_name(&output.name);
        let value = if super::is_optional(output) {
            outputs.safe_prop(name)
        } else {
            call("string", [outputs.prop(name)])
        };
        decls.push(super::output(output, value).into());
    }
    decls
}

/// A variable of the template as JSON.
fn string_or_empty(empty: bool, variable: &str) -> Expr {
    if empty { "{}".into() } else { call("string", [sym(variable)]) }
}

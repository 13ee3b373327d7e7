//! `databricks-operations.bicep`: starts, stops or restarts a cluster, runs a job, or asks for a status.

use std::sync::Arc;

use super::half::{Assignee, CONTRIBUTOR, Half, role_variable, setting_of};
use super::header;
use super::script::{self, Script};
use super::uses::complete;
use crate::arm::{
    Decl, Decorator, Expr, Output, Param, Resource, Template, TypeExpr, call, interpolate, sym,
};
use crate::model::Route;

/// Name of the file.
pub(super) const FILE: &str = "databricks-operations.bicep";

/// What can be asked for.
const OPERATIONS: [&str; 5] = ["start", "stop", "restart", "run-job", "status"];

/// The template.
pub(super) fn template(half: &Half<'_>, environments: &Arc<Template>) -> Arc<Template> {
    let custom = half.route() == Route::CustomProvider;
    let door = if custom { "through the custom provider" } else { "through the provider" };
    let template = Template::new(FILE).header(header(half.model())).description(format!(
        "Starts, stops or restarts a cluster, runs a job, or asks for a status, {door}."
    ));
    let offered = offered(half, custom);
    let mut body = if custom { through_custom_provider(half) } else { through_app(half) };
    let outputs = sym("operation").prop("properties").safe_prop("outputs");
    body.push(
        Output::new("result", TypeExpr::String, call("string", [outputs]))
            .describe("What the operation answered, as JSON.")
            .into(),
    );
    complete(template, offered, body, environments)
}

fn offered(half: &Half<'_>, custom: bool) -> Vec<Decl> {
    let text =
        |name: &str, description: &str| Param::new(name, TypeExpr::String).describe(description).default("");
    let mut offered = Vec::new();
    offered.push(half.environment_param());
    if custom {
        offered.push(half.provider_name_param(false));
    } else {
        offered.push(half.name_param(true).into());
        offered.push(
            super::main::app_name(half)
                .describe("Name of the Functions app that serves the provider.")
                .into(),
        );
    }
    offered.extend(half.variable_params());
    offered.extend([
        text("clusterId", "Cluster to operate on: its key in the spec or its Databricks id.").into(),
        text("jobId", "Job to operate on: its key in the spec or its Databricks id.").into(),
        Param::new("operationType", TypeExpr::String)
            .describe("What to do.")
            .decorate(Decorator::Allowed(OPERATIONS.iter().map(|name| Expr::from(*name)).collect()))
            .into(),
        half.location_param("the script"),
    ]);
    offered.extend([half.tags_param(true), half.url_param()]);
    offered.extend([
        script::requested_at("Runs the script again on every deployment."),
        half.configuration(),
        role_variable("contributor", "Contributor", CONTRIBUTOR),
        script::storage_role_variable(),
    ]);
    offered.extend(half.id_variables());
    offered
}

fn operation(half: &Half<'_>, identity: &str, settings: Vec<Expr>) -> Resource {
    let name = interpolate([
        "operate-".into(),
        sym("operationType").into(),
        "-".into(),
        call("uniqueString", [sym("environment"), sym("clusterId"), sym("jobId")]).into(),
    ]);
    let asked = [
        setting_of("OPERATION", sym("operationType")),
        setting_of("CLUSTER_ID", sym("clusterId")),
        setting_of("JOB_ID", sym("jobId")),
    ];
    let resource = half.resource("operation", script::TYPE, name);
    script::complete(
        half,
        resource,
        Script {
            identity,
            settings: settings.into_iter().chain(asked).collect(),
            file: if half.route() == Route::CustomProvider { &script::OPERATE } else { &script::OPERATE_APP },
            timeout: "PT1H",
        },
    )
}

fn through_custom_provider(half: &Half<'_>) -> Vec<Decl> {
    let name = interpolate(["id-".into(), sym("databricksProviderName").into(), "-operator".into()]);
    let role = half.role("operatorRole", "customProvider", "contributor", Assignee::identity("operator"));
    let mut decls: Vec<Decl> = vec![
        half.custom_provider("customProvider").existing().into(),
        half.resource("operator", "Microsoft.ManagedIdentity/userAssignedIdentities", name).into(),
        role.into(),
    ];
    let provider = setting_of("PROVIDER_ID", sym("customProvider").prop("id"));
    let mut operation = operation(half, "operator", vec![provider]).depends_on(sym("operatorRole"));
    if let Some(role) = script::storage_role(half, "operator") {
        decls.push(role.into());
        operation = operation.depends_on(sym("scriptRole"));
    }
    decls.push(operation.into());
    decls
}

/// Operations run as the identity that applies, which the workspace knows.
fn through_app(half: &Half<'_>) -> Vec<Decl> {
    let deployer = interpolate(["id-".into(), sym("name").into(), "-deployer".into()]);
    let identities = half.versions().of("Microsoft.ManagedIdentity/userAssignedIdentities");
    let mut decls: Vec<Decl> = vec![
        script::function_app(half).into(),
        Resource::new("deployer", &identities, deployer).existing().into(),
    ];
    let mut settings = script::door();
    settings.push(script::workspace(half, &mut decls));
    settings.push(setting_of("BRICEP_ENVIRONMENT", sym("environment")));
    decls.push(operation(half, "deployer", settings).into());
    decls
}

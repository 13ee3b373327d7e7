//! Pipelines for Azure DevOps and GitHub, and the scripts that they call.
//!
//! What a stage does stands in scripts, which people and tests run too; a pipeline only says when, where and as whom.
//! The layouts are Tera templates with delimiters that leave `${{ … }}` alone. Every decision is taken here, and every
//! value goes through [`yaml`], so that no text of a spec can become anything but a text.

mod azure_devops;
mod github;
mod scripts;
#[cfg(test)]
mod tests;
mod yaml;

use std::sync::LazyLock;

use serde::Serialize;
use tera::{Context, Delimiters, Tera};

use super::GeneratedFile;
use super::half::Half;
use super::uses::params;
use crate::arm::Template;
use crate::diagnostic::{Diagnostic, code};
use crate::model::interpolation::unescape;
use crate::model::{Model, Pipelines, Route, Type, Variable, parameter_name};
use crate::source::Node;
use crate::spec::is_plain_path;

/// The layouts, each with the name that it is rendered by.
static LAYOUTS: LazyLock<Result<Tera, tera::Error>> = LazyLock::new(|| {
    macro_rules! layouts {
        ($($name:literal),* $(,)?) => {
            [$(($name, include_str!(concat!("../../../templates/pipelines/", $name, ".tera")))),*]
        };
    }
    let mut tera = Tera::new();
    tera.set_delimiters(Delimiters {
        block_start: "<%".into(),
        block_end: "%>".into(),
        variable_start: "<<".into(),
        variable_end: ">>".into(),
        comment_start: "<#".into(),
        comment_end: "#>".into(),
    })?;
    tera.set_escape_fn(yaml::escape);
    tera.autoescape_on([".yml"]);
    tera.add_raw_templates(layouts![
        "azure-pipelines.yml",
        "azure-pipelines-operate.yml",
        "azure-pipelines/install.yml",
        "azure-pipelines/preview.yml",
        "azure-pipelines/deploy.yml",
        "azure-pipelines/operate.yml",
        "github/databricks.yml",
        "github/databricks-deploy.yml",
        "github/databricks-operate.yml",
        "github/install-bricep.yml",
    ])?;
    Ok(tera)
});

/// What an operator can ask for.
const OPERATIONS: [&str; 5] = ["start", "stop", "restart", "run", "status"];

/// What the pipelines of both systems are written with.
#[derive(Serialize)]
struct Shared {
    file: String,
    branch: String,
    /// What triggers a run, as paths of the repository; empty where all of the repository belongs to the spec.
    paths: Vec<String>,
    /// The root of the output, as a folder of the repository.
    folder: String,
    /// From the root of the output: the spec, the templates, their scripts.
    spec: String,
    templates: String,
    scripts: String,
    commands: Commands,
    direct: bool,
    operations: [&'static str; 5],
    /// Parameters of the templates that no environment gives a value, as scripts take them.
    parameters: String,
    variables: Vec<Given>,
}

/// Commands that run at the root of the repository, so that findings name its files.
#[derive(Serialize)]
struct Commands {
    validate: String,
    check: String,
}

/// A variable that no environment gives a value: pipelines take it from the settings of their system.
#[derive(Serialize)]
struct Given {
    /// The environment variable that scripts read.
    name: String,
    azure_name: String,
    azure_read: String,
    azure: String,
    github: String,
}

/// What both systems say of one environment.
#[derive(Serialize)]
struct Environment {
    name: String,
    preview_stage: String,
    preview_title: String,
    deploy_stage: String,
    deploy_title: String,
    operate_stage: String,
    operate_title: String,
    resource_group: String,
    location: String,
    subscription_id: String,
    deployment: String,
}

/// Every file of the pipelines; none where the spec asks for none. `spec` is the path of the spec from the root of the
/// output.
///
/// # Errors
/// The path of the spec cannot stand in a pipeline.
pub(super) fn files(
    half: &Half<'_>,
    main: &Template,
    spec: &str,
) -> Result<Vec<GeneratedFile>, Vec<Diagnostic>> {
    let model = half.model();
    let Some(pipelines) = &model.pipelines else { return Ok(Vec::new()) };
    if !is_plain_path(spec) {
        let message = format!("the path `{spec}` of the spec holds a character that pipelines would misread");
        return Err(vec![
            Diagnostic::new(&code::INVALID_PIPELINE_SETTING, pipelines.span, message)
                .help("letters, digits, `_`, `-`, `.` and `/` are safe")
                .path("/pipelines"),
        ]);
    }
    let shared = Shared::new(half, pipelines, main, spec);
    let printed = azure_devops::files(half, &shared)
        .and_then(|files| Ok(files.into_iter().chain(github::files(half, &shared)?)));
    match printed {
        Ok(printed) => Ok(scripts::files(&shared, pipelines).into_iter().chain(printed).collect()),
        Err(error) => {
            let message = format!("the pipelines of `{}` cannot be printed: {error}", model.name);
            Err(vec![
                Diagnostic::new(&code::TEMPLATE_FAULT, pipelines.span, message)
                    .help("this is a fault of bricep"),
            ])
        }
    }
}

/// Renders a layout with what is shared and what is not.
fn render(layout: &str, shared: &Shared, own: &impl Serialize) -> Result<String, tera::Error> {
    let tera = LAYOUTS.as_ref().map_err(|error| tera::Error::message(error.to_string()))?;
    let mut context = Context::from_serialize(shared)?;
    context.extend(Context::from_serialize(own)?);
    let text = tera.render(layout, &context)?;
    Ok(text.trim_end().to_owned() + "\n")
}

/// A path below a folder, either of which may be `.`.
fn join(folder: &str, path: &str) -> String {
    match (folder, path) {
        ("" | ".", path) => path.to_owned(),
        (folder, "" | ".") => folder.to_owned(),
        (folder, path) => match path.strip_prefix("../") {
            Some(above) => join(folder.rsplit_once('/').map_or(".", |(parent, _)| parent), above),
            None => format!("{folder}/{path}"),
        },
    }
}

/// The folder that holds a file.
fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or(".", |(folder, _)| folder)
}

impl Shared {
    fn new(half: &Half<'_>, pipelines: &Pipelines, main: &Template, spec: &str) -> Self {
        let model = half.model();
        let folder = pipelines.folder().trim_end_matches('/').trim_start_matches("./").to_owned();
        let folder = if folder.is_empty() { ".".to_owned() } else { folder };
        let templates = model.folders.templates.clone();
        let in_repository = join(&folder, spec);
        let beside = parent(spec) == ".";
        let root = if beside { String::new() } else { format!(" --output {folder}") };
        let required: Vec<&Variable> =
            model.variables.values().filter(|variable| variable.is_required()).collect();
        Self {
            file: model.file.to_string(),
            branch: pipelines.branch(),
            paths: paths(model, &folder, &in_repository),
            scripts: join(&templates, "scripts"),
            spec: spec.to_owned(),
            commands: Commands {
                validate: format!("bricep validate {in_repository}"),
                check: format!("bricep generate {in_repository}{root} --check"),
            },
            direct: half.route() == Route::Direct,
            operations: OPERATIONS,
            parameters: required
                .iter()
                .filter(|variable| params(main).any(|param| param.name == parameter_name(&variable.name)))
                .map(|variable| {
                    format!("{}:{}:{}", parameter_name(&variable.name), variable.name, word(variable.r#type))
                })
                .collect::<Vec<_>>()
                .join(" "),
            variables: required.iter().map(|variable| Given::new(&variable.name)).collect(),
            folder,
            templates,
        }
    }
}

/// What triggers a run: the folder of the spec, which holds all that it names, and the generated files.
fn paths(model: &Model, folder: &str, spec: &str) -> Vec<String> {
    let home = parent(spec);
    if home == "." {
        return Vec::new();
    }
    let mut paths = vec![home.to_owned()];
    let templates = join(folder, &model.folders.templates);
    if !templates.starts_with(&format!("{home}/")) {
        paths.push(templates);
    }
    paths
}

impl Given {
    fn new(variable: &str) -> Self {
        let name = format!("BRICEP_VAR_{variable}");
        let azure_name = format!("given_{variable}");
        Self {
            // A variable that is not set is read as empty, where `$(…)` would be left as it is written.
            azure_read: format!("$[ variables['{name}'] ]"),
            azure: format!("$({azure_name})"),
            github: format!("${{{{ vars.{} }}}}", name.to_uppercase()),
            azure_name,
            name,
        }
    }
}

/// The type of a value as scripts read it.
fn word(of: Type) -> &'static str {
    match of {
        Type::String => "string",
        Type::Integer => "integer",
        Type::Number => "number",
        Type::Boolean => "boolean",
        Type::List(_) => "list",
        Type::Map(_) => "map",
        Type::Json => "json",
    }
}

impl Environment {
    fn new(half: &Half<'_>, at: usize) -> Self {
        let model = half.model();
        let name = model.environments[at].name.to_string();
        // Identifiers take no `-`, and names of environments no `_`.
        let id = name.replace('-', "_");
        let text = |key: &str| half.at(at, &[key]).and_then(Node::as_str).map(unescape).unwrap_or_default();
        Self {
            preview_stage: format!("preview_{id}"),
            preview_title: format!("Preview {name}"),
            deploy_stage: format!("deploy_{id}"),
            deploy_title: format!("Deploy {name}"),
            operate_stage: format!("operate_{id}"),
            operate_title: format!("Operate {name}"),
            resource_group: text("resource_group"),
            location: text("location"),
            subscription_id: text("subscription_id"),
            deployment: format!("{}-{name}", model.name),
            name,
        }
    }
}

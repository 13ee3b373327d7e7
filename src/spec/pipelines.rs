//! The section `pipelines`: what pipelines need to know, and texts that their systems would read as something else.

use std::sync::Arc;

use super::fold::Fold;
use super::{agents, sections};
use crate::diagnostic::{Diagnostic, Sink, code, pointer};
use crate::model::{Azure, Environment, Model, Pipelines, Route};
use crate::source::{Data, Entry, Node, Span};

/// The systems that pipelines are written for.
const SYSTEMS: [&str; 2] = ["azure_devops", "github"];

/// What all environments share.
const SHARED: [&str; 3] = ["branch", "folder", "install"];

/// Reads the section; `None` where nothing asks for pipelines.
pub(super) fn read(tree: &Node, environments: &[Environment], sink: &mut Sink) -> Option<Pipelines> {
    let trees = sections::merge(tree, "pipelines", environments, sink)?;
    let key = |node: &Node| Some(node.as_map()?.entry("pipelines")?.key.span);
    let overlay = |environment: &Environment| key(tree.get("environments")?.get(&environment.name)?);
    let span = key(tree).or_else(|| environments.iter().find_map(overlay)).unwrap_or(tree.span);
    Some(Pipelines { span, trees })
}

/// Reports what is missing and what cannot stand in a pipeline.
pub(super) fn check(model: &Model, sink: &mut Sink) {
    let Some(pipelines) = &model.pipelines else { return };
    let mut fold = Fold::default();
    for at in 0..model.environments.len() {
        let mut report = |diagnostic| fold.push(&[at], diagnostic);
        let systems = SYSTEMS.iter().filter(|system| pipelines.get(at, &[*system]).is_some()).count();
        // One that is misspelt is told by the schema.
        let known = |entry: &Entry| SHARED.contains(&&*entry.key.text);
        let empty = pipelines.trees[at].as_map().is_some_and(|map| map.iter().all(known));
        if empty && !SYSTEMS.iter().any(|system| model.deploys_from(system)) {
            let message = "`pipelines` names no system that runs them";
            report(
                Diagnostic::new(&code::MISSING_PROPERTY, pipelines.span, message)
                    .help("add `azure_devops: { service_connection: … }` or `github: {}`")
                    .path("/pipelines"),
            );
        }
        if systems > 0 {
            check_azure(model, at, pipelines, &mut report);
        }
        check_connection(pipelines, at, &mut report);
        check_texts(&pipelines.trees[at], "/pipelines", &mut report);
    }
    check_shared(pipelines, &mut fold);
    check_given(model, &mut fold);
    check_places(model, pipelines, &mut fold);
    agents::check(model, pipelines, &mut fold);
    fold.beside(sink).finish(&model.environments, &[], sink);
    check_apart(model, sink);
}

fn invalid(span: Span, path: &str, message: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic::new(&code::INVALID_PIPELINE_SETTING, span, message).help(help).path(path)
}

/// A pipeline makes the resource group, so it has to know its name and place.
fn check_azure(model: &Model, at: usize, pipelines: &Pipelines, report: &mut impl FnMut(Diagnostic)) {
    let Some(azure) = &model.azure else {
        return report(
            Diagnostic::new(&code::MISSING_PROPERTY, pipelines.span, "pipelines need the section `azure`")
                .help("add `azure: { location: westeurope, resource_group: rg-${name}-${environment} }`")
                .path("/azure"),
        );
    };
    for (key, example) in [("location", "westeurope"), ("resource_group", "rg-${name}-${environment}")] {
        match azure.text(at, &[key]) {
            // One of another type is the schema's to tell.
            None if azure.values(&[key])[at].is_some_and(|node| !node.is_null()) => {}
            None => report(
                Diagnostic::new(
                    &code::MISSING_PROPERTY,
                    azure.span,
                    format!("pipelines need `{key}` in `azure`"),
                )
                .help(format!("add `{key}: {example}`"))
                .path("/azure"),
            ),
            Some(text) if text.contains("$${") => report(invalid(
                azure.values(&[key])[at].map_or(azure.span, |node| node.span),
                &format!("/azure/{key}"),
                format!("`{key}` holds `${{`, which Azure does not take"),
                "leave it out of the name",
            )),
            Some(_) => {}
        }
    }
}

fn check_connection(pipelines: &Pipelines, at: usize, report: &mut impl FnMut(Diagnostic)) {
    if let Some(devops) = pipelines.get(at, &["azure_devops"])
        && devops.get("service_connection").is_none_or(Node::is_null)
    {
        report(
            Diagnostic::new(
                &code::MISSING_PROPERTY,
                devops.span,
                "`azure_devops` has no `service_connection`",
            )
            .help("add `service_connection: sc-${name}-${environment}`, one for each environment")
            .path("/pipelines/azure_devops"),
        );
    }
}

/// Both systems read `${{ … }}` and Azure DevOps reads `$(…)` in every text of a pipeline. The schema keeps them out of
/// names, but lets interpolations pass, among them an escaped `${`. Commands of the author's stand in a script, which
/// neither system reads.
fn check_texts(node: &Node, path: &str, report: &mut impl FnMut(Diagnostic)) {
    match &node.data {
        Data::String(text) if path == "/pipelines/install/run" => {
            let control = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
            if text.contains(control) {
                report(invalid(
                    node.span,
                    path,
                    "`run` holds a control character, which a shell script cannot show",
                    "write it as an escape of the shell, such as `$'\\e'`",
                ));
            }
        }
        Data::String(text) if text.contains("$${") => report(invalid(
            node.span,
            path,
            "`${` begins an expression of the pipeline, and no name holds one",
            "leave it out of the name",
        )),
        Data::List(list) => list.iter().for_each(|item| check_texts(item, path, report)),
        Data::Map(map) => {
            for entry in map {
                check_texts(&entry.value, &format!("{path}/{}", entry.key.text), report);
            }
        }
        _ => {}
    }
}

/// What is one for all environments cannot depend on which it is.
fn check_shared(pipelines: &Pipelines, fold: &mut Fold) {
    let Some(first) = pipelines.get(0, &["install", "run"]) else { return };
    for at in 1..pipelines.trees.len() {
        if pipelines.get(at, &["install", "run"]).is_some_and(|other| !other.same(first)) {
            fold.push(
                &[at],
                invalid(
                    first.span,
                    "/pipelines/install/run",
                    "`run` differs between environments, and one pipeline deploys all of them",
                    "write the value out",
                ),
            );
        }
    }
}

/// What no environment gives a value is handed on in environment variables.
fn check_given(model: &Model, fold: &mut Fold) {
    let all: Vec<usize> = (0..model.environments.len()).collect();
    for variable in model.variables.values().filter(|variable| variable.is_required()) {
        if variable.name.contains('-') {
            let message = format!(
                "`{}` has no value in any environment, and pipelines cannot hand on a variable with `-` in its name",
                variable.name
            );
            let path = pointer(["variables", &variable.name]);
            fold.push(
                &all,
                invalid(variable.span, &path, message, "write `_` in place of `-`, or give it a value"),
            );
        }
    }
}

/// Paths stand in commands and in patterns of both systems; the schema keeps those of `output` plain.
fn check_places(model: &Model, pipelines: &Pipelines, fold: &mut Fold) {
    let all: Vec<usize> = (0..model.environments.len()).collect();
    let templates = &model.folders.templates;
    if matches!(templates.as_str(), "" | ".") {
        let message =
            "pipelines hand the folder of the templates on, which is the whole root of the output here";
        let help = "give the templates a folder of their own: `output: { templates: infra }`";
        fold.push(&all, invalid(pipelines.span, "/output/templates", message, help));
    }
    if !is_plain_path(&model.file) {
        let message = format!("the name of `{}` holds a character that pipelines would misread", model.file);
        let help = "letters, digits, `_`, `-` and `.` are safe";
        fold.push(&all, invalid(pipelines.span, "/pipelines", message, help));
    }
    if pipelines.folder().split('/').any(|part| part == "..") {
        let span = pipelines.get(0, &["folder"]).map_or(pipelines.span, |node| node.span);
        let message = "`folder` leads out of the repository";
        fold.push(
            &all,
            invalid(span, "/pipelines/folder", message, "write it from the root of the repository"),
        );
    }
    let moved = pipelines.folder() != "." || !matches!(model.folders.pipelines.as_str(), "" | ".");
    if moved && model.deploys_from("github") {
        let span = pipelines.get(0, &["folder"]).map_or(pipelines.span, |node| node.span);
        let message = "GitHub reads workflows from the root of the repository alone";
        let help = "leave out `folder` and `output.pipelines`, and generate with `--output` at the root of the repository";
        fold.push(&all, invalid(span, "/pipelines/github", message, help));
    }
}

/// Whether a path needs no quotes in a shell, in YAML, or in a pattern.
pub(crate) fn is_plain_path(path: &str) -> bool {
    !path.starts_with('-')
        && path.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/'))
}

/// Environments of one group are told apart by their names, but for the custom provider, whose name the spec gives.
fn check_apart(model: &Model, sink: &mut Sink) {
    let Some(azure) = model.azure.as_ref().filter(|azure| azure.route == Route::CustomProvider) else {
        return;
    };
    let place = |azure: &Azure, at: usize| {
        let text = |path: &[&str]| azure.text(at, path).map(str::to_lowercase);
        (text(&["subscription_id"]), text(&["resource_group"]), text(&["provider", "name"]))
    };
    for at in 1..model.environments.len() {
        let Some(other) = (0..at).find(|other| place(azure, *other) == place(azure, at)) else { continue };
        let node = azure.values(&["resource_group"])[at];
        let Some(node) = node else { continue };
        let [first, second] = [other, at].map(|at| Arc::clone(&model.environments[at].name));
        let message =
            format!("`{first}` and `{second}` would share the custom provider in one resource group");
        sink.push(
            invalid(
                node.span,
                "/azure/resource_group",
                message,
                "give each environment its own: `resource_group: rg-${name}-${environment}`",
            )
            .environment(Some(second)),
        );
    }
}

//! The workflows of GitHub Actions, and the action that installs bricep.

use serde::Serialize;

use super::{Environment, GeneratedFile, Shared, render};
use crate::emit::half::Half;
use crate::model::Github;

/// The actions that workflows use, each pinned to a commit.
#[derive(Serialize)]
struct Actions {
    checkout: &'static str,
    download: &'static str,
    login: &'static str,
    upload: &'static str,
}

static ACTIONS: Actions = Actions {
    checkout: "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2",
    download: "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1",
    login: "azure/login@532459ea530d8321f2fb9bb10d1e0bcf23869a43 # v3.0.0",
    upload: "actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1",
};

#[derive(Serialize)]
struct Layout<'a> {
    title: String,
    deploy_title: String,
    operate_title: String,
    actions: &'static Actions,
    runner: Vec<String>,
    paths: Vec<String>,
    validate: String,
    environments: &'a [Job],
}

#[derive(Serialize)]
struct Job {
    #[serde(flatten)]
    of: Environment,
    github_environment: String,
    preview_environment: String,
    runner: Vec<String>,
    /// The labels of the runner as JSON, which a reusable workflow takes as one text.
    runs_on: String,
    deploy_after: Vec<String>,
    concurrency: String,
    operate_condition: String,
}

/// The files for GitHub, if any environment is deployed from there.
pub(super) fn files(half: &Half<'_>, shared: &Shared) -> Result<Vec<GeneratedFile>, tera::Error> {
    let model = half.model();
    let mut jobs: Vec<Job> = Vec::new();
    for at in 0..model.environments.len() {
        if let Some(github) = model.github(at) {
            let before = jobs.last().map(|job| job.of.deploy_stage.clone());
            jobs.push(Job::new(&model.name, Environment::new(half, at), github, before));
        }
    }
    let Some(first) = jobs.first() else { return Ok(Vec::new()) };
    let mut paths: Vec<String> = shared.paths.iter().map(|path| format!("{path}/**")).collect();
    if !paths.is_empty() {
        paths.extend([
            ".github/workflows/databricks*.yml".to_owned(),
            ".github/actions/install-bricep/**".to_owned(),
        ]);
    }
    let layout = Layout {
        title: model.name.to_string(),
        deploy_title: format!("{} deploy", model.name),
        operate_title: format!("{} operate", model.name),
        actions: &ACTIONS,
        runner: first.runner.clone(),
        paths,
        validate: format!("{} --format github", shared.commands.validate),
        environments: &jobs,
    };
    [
        ("github/databricks.yml", ".github/workflows/databricks.yml"),
        ("github/databricks-deploy.yml", ".github/workflows/databricks-deploy.yml"),
        ("github/databricks-operate.yml", ".github/workflows/databricks-operate.yml"),
        ("github/install-bricep.yml", ".github/actions/install-bricep/action.yml"),
    ]
    .into_iter()
    .map(|(name, path)| Ok(GeneratedFile { path: path.to_owned(), text: render(name, shared, &layout)? }))
    .collect()
}

impl Job {
    fn new(spec: &str, of: Environment, github: Github, before: Option<String>) -> Self {
        Self {
            github_environment: github.environment,
            preview_environment: github.preview_environment,
            runs_on: match github.runs_on.as_slice() {
                [label] => serde_json::json!(label).to_string(),
                labels => serde_json::json!(labels).to_string(),
            },
            runner: github.runs_on,
            deploy_after: std::iter::once("build".to_owned()).chain(before).collect(),
            concurrency: format!("deploy-{spec}-{}", of.name),
            operate_condition: format!("inputs.environment == '{}'", of.name),
            of,
        }
    }
}

//! `azure-pipelines.yml` with its step templates, and `azure-pipelines-operate.yml`.
//!
//! A preview is a stage of its own: approvals and locks of an environment are asked for before the stage that uses it
//! begins, and whoever approves has to have read the preview.

use serde::Serialize;

use super::{Environment, GeneratedFile, Shared, join, render};
use crate::emit::half::Half;
use crate::model::{AzureDevops, Pool};

#[derive(Serialize)]
struct Layout<'a> {
    pool: Key,
    paths: Vec<String>,
    working_directory: String,
    validate: String,
    environments: &'a [Stage],
}

/// A pool as a key with its value.
#[derive(Clone, Serialize)]
struct Key {
    key: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Stage {
    #[serde(flatten)]
    of: Environment,
    pool: Key,
    service_connection: String,
    preview_service_connection: String,
    devops_environment: String,
    preview_after: Vec<String>,
    preview_condition: String,
    deploy_after: Vec<String>,
    deploy_condition: String,
    operate_condition: String,
    /// The name of the artifact that the preview published, which counts the attempts.
    preview_output: String,
}

/// The files for Azure DevOps, if any environment is deployed from there.
pub(super) fn files(half: &Half<'_>, shared: &Shared) -> Result<Vec<GeneratedFile>, tera::Error> {
    let model = half.model();
    let mut stages: Vec<Stage> = Vec::new();
    for at in 0..model.environments.len() {
        if let Some(devops) = model.azure_devops(at) {
            let before = stages.last().map(|stage| stage.of.deploy_stage.clone());
            stages.push(Stage::new(Environment::new(half, at), devops, before, shared));
        }
    }
    let Some(first) = stages.first() else { return Ok(Vec::new()) };
    let folder = &model.folders.pipelines;
    let own = |file: &str| join(&shared.folder, &join(folder, file));
    let mut paths = shared.paths.clone();
    if !paths.is_empty() {
        let missing = ["azure-pipelines.yml", "azure-pipelines"]
            .map(own)
            .into_iter()
            .filter(|path| !shared.paths.iter().any(|known| path.starts_with(&format!("{known}/"))));
        paths.extend(missing);
    }
    let layout = Layout {
        pool: first.pool.clone(),
        paths,
        working_directory: join("$(Build.SourcesDirectory)", &shared.folder),
        validate: format!("{} --format azure", shared.commands.validate),
        environments: &stages,
    };
    [
        "azure-pipelines.yml",
        "azure-pipelines/install.yml",
        "azure-pipelines/preview.yml",
        "azure-pipelines/deploy.yml",
        "azure-pipelines-operate.yml",
        "azure-pipelines/operate.yml",
    ]
    .into_iter()
    .map(|file| Ok(GeneratedFile { path: join(folder, file), text: render(file, shared, &layout)? }))
    .collect()
}

impl Stage {
    fn new(of: Environment, devops: AzureDevops, before: Option<String>, shared: &Shared) -> Self {
        let ours = "ne(variables['System.PullRequest.IsFork'], 'True')";
        let deploys = format!(
            "and(ne(variables['Build.Reason'], 'PullRequest'), eq(variables['Build.SourceBranch'], 'refs/heads/{}'))",
            shared.branch
        );
        let done =
            |stage: &str| format!("in(dependencies.{stage}.result, 'Succeeded', 'SucceededWithIssues')");
        let mut preview_after = vec!["build".to_owned()];
        let preview_condition = match &before {
            None => format!("and(succeeded(), {ours})"),
            // Where nothing is deployed, no preview waits for a deployment.
            Some(before) => format!(
                "and(not(canceled()), {}, {ours}, or(not({deploys}), {}))",
                done("build"),
                done(before)
            ),
        };
        preview_after.extend(before);
        Self {
            pool: match devops.pool {
                Pool::VmImage(value) => Key { key: "vmImage", value },
                Pool::Name(value) => Key { key: "name", value },
            },
            service_connection: devops.service_connection,
            preview_service_connection: devops.preview_service_connection,
            devops_environment: devops.environment,
            preview_after,
            preview_condition,
            deploy_after: vec!["build".to_owned(), of.preview_stage.clone()],
            deploy_condition: format!("and(succeeded(), {deploys})"),
            operate_condition: format!("eq('${{{{ parameters.environment }}}}', '{}')", of.name),
            preview_output: format!(
                "$[ stageDependencies.{}.preview.outputs['preview.artifact'] ]",
                of.preview_stage
            ),
            of,
        }
    }
}

//! Where the jobs of pipelines run, and as whom.

use super::fold::Fold;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Model, Pipelines, Pool};
use crate::source::Span;

/// Reports previews that may do what deployments may, and machines that cannot reach what they deploy.
pub(super) fn check(model: &Model, pipelines: &Pipelines, fold: &mut Fold) {
    check_connections(model, pipelines, fold);
    check_environments(model, pipelines, fold);
    check_reach(model, pipelines, fold);
}

/// Where the first of some settings stands that an environment has, or else its system.
fn place(pipelines: &Pipelines, at: usize, system: &str, settings: &[&str]) -> (Span, String) {
    let spans = settings.iter().map(|key| (Some(key), pipelines.get(at, &[system, key])));
    let whole = std::iter::once((None, pipelines.get(at, &[system])));
    let found = spans.chain(whole).find_map(|(key, node)| Some((key, node?.span)));
    let (key, span) = found.unwrap_or((None, pipelines.span));
    (span, key.map_or_else(|| format!("/pipelines/{system}"), |key| format!("/pipelines/{system}/{key}")))
}

/// What an environment deploys as, and what it previews as.
struct Identities {
    deploys: String,
    previews: String,
}

/// The environment that deploys as another previews, the same one first. Neither system minds the case of a name.
fn deploying(all: &[Option<Identities>], at: usize) -> Option<usize> {
    let previews = all.get(at)?.as_ref()?.previews.to_lowercase();
    let deploys = |other: &usize| {
        let other = all.get(*other).and_then(Option::as_ref);
        other.is_some_and(|other| other.deploys.to_lowercase() == previews)
    };
    std::iter::once(at).chain(0..all.len()).find(deploys)
}

/// The environment that deploys as another previews, by name where it is another.
fn whose(model: &Model, at: usize, other: usize) -> String {
    if other == at { String::new() } else { format!(" `{}`", model.environments[other].name) }
}

/// A pull request may change what its preview runs, so a preview may do whatever its sign-in may. Some trust all who can
/// push a branch.
fn check_connections(model: &Model, pipelines: &Pipelines, fold: &mut Fold) {
    let all: Vec<_> = (0..model.environments.len())
        .map(|at| {
            let devops = model.azure_devops(at)?;
            Some(Identities {
                deploys: devops.service_connection,
                previews: devops.preview_service_connection,
            })
        })
        .collect();
    for at in 0..all.len() {
        let Some(other) = deploying(&all, at) else { continue };
        let settings = ["preview_service_connection", "service_connection"];
        let (span, path) = place(pipelines, at, "azure_devops", &settings);
        let message =
            format!("previews sign in with the service connection that deploys{}", whose(model, at, other));
        fold.push(
            &[at],
            Diagnostic::new(&code::PRIVILEGED_PREVIEW, span, message)
                .help(
                    "add one that only reads: `preview_service_connection: sc-${name}-${environment}-reader`",
                )
                .path(path),
        );
    }
}

/// An environment of a repository gives its identity to whatever runs in it.
fn check_environments(model: &Model, pipelines: &Pipelines, fold: &mut Fold) {
    let all: Vec<_> = (0..model.environments.len())
        .map(|at| {
            let github = model.github(at)?;
            Some(Identities { deploys: github.environment, previews: github.preview_environment })
        })
        .collect();
    for at in 0..all.len() {
        let Some(other) = deploying(&all, at) else { continue };
        let (span, path) = place(pipelines, at, "github", &["preview_environment", "environment"]);
        let message =
            format!("previews run in the GitHub environment that deploys{}", whose(model, at, other));
        fold.push(
            &[at],
            Diagnostic::new(&code::INVALID_PIPELINE_SETTING, span, message)
                .help("give previews one of their own: `preview_environment: ${environment}-preview`")
                .path(path),
        );
    }
}

/// Machines of Microsoft and of GitHub stand outside every network of the author's.
fn check_reach(model: &Model, pipelines: &Pipelines, fold: &mut Fold) {
    let Some(azure) = &model.azure else { return };
    for at in 0..model.environments.len() {
        let Some(closed) = azure.closed(at) else { continue };
        let mut report = |system: &str, setting: &str, whose: &str, help: &str| {
            let (span, path) = place(pipelines, at, system, &[setting]);
            let message = format!(
                "machines of {whose} cannot reach a workspace and a package without public network access"
            );
            fold.push(
                &[at],
                Diagnostic::new(&code::INVALID_PIPELINE_SETTING, span, message)
                    .help(help)
                    .path(path)
                    .related(closed.span, "public network access is off"),
            );
        };
        if model.azure_devops(at).is_some_and(|devops| matches!(devops.pool, Pool::VmImage(_))) {
            let help = "name a pool whose agents are in the network: `pool: { name: … }`";
            report("azure_devops", "pool", "Microsoft", help);
        }
        if model.github(at).is_some_and(|github| matches!(&*github.runs_on, [label] if is_hosted(label))) {
            let help = "name a runner that is in the network: `runs_on: [self-hosted, linux]`";
            report("github", "runs_on", "GitHub", help);
        }
    }
}

/// Whether a label is one of GitHub's own, such as `ubuntu-24.04-arm`. Larger runners, which can be put into a network,
/// have names that their owners choose.
fn is_hosted(label: &str) -> bool {
    let label = label.to_lowercase();
    let mut parts = label.split('-');
    let system = parts.next().is_some_and(|part| matches!(part, "ubuntu" | "windows" | "macos"));
    let version = parts.next().is_some_and(|part| {
        matches!(part, "latest" | "slim") || part.chars().all(|c| c.is_ascii_digit() || c == '.')
    });
    system && version && parts.all(|part| matches!(part, "arm" | "intel" | "large" | "xlarge"))
}

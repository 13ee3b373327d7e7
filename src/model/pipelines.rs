//! The pipelines of a model, as each environment has them.

use std::sync::Arc;

use super::Model;
use super::interpolation::unescape;
use crate::source::{Data, Node, Span};

/// The section `pipelines`.
#[derive(Debug)]
pub struct Pipelines {
    /// Where its key stands; that of the first overlay where the spec has no section of its own.
    pub span: Span,
    /// The section in each environment, overlays merged.
    pub trees: Vec<Arc<Node>>,
}

/// How pipelines come by bricep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Install {
    /// From an archive, whose digest is given or published beside it.
    Archive {
        /// Where it is, if not in the release of this version.
        url: Option<String>,
        /// The digest that it must have.
        sha256: Option<String>,
    },
    /// By commands of the author's.
    Run(String),
}

/// The agents of Azure DevOps that run jobs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pool {
    /// Those of Microsoft, by their image.
    VmImage(String),
    /// A pool of the author's.
    Name(String),
}

/// What one environment needs of Azure DevOps.
#[derive(Clone, Debug)]
pub struct AzureDevops {
    /// The service connection that deploys.
    pub service_connection: String,
    /// The one that reads for previews.
    pub preview_service_connection: String,
    /// The environment with approvals and lock.
    pub environment: String,
    /// Where jobs run.
    pub pool: Pool,
}

/// What one environment needs of GitHub.
#[derive(Clone, Debug)]
pub struct Github {
    /// The environment of the repository with reviewers.
    pub environment: String,
    /// The one without.
    pub preview_environment: String,
    /// Labels of the runner; one alone may have been written as a text.
    pub runs_on: Vec<String>,
}

/// Image and label of the machines that both systems offer.
const UBUNTU: &str = "ubuntu-24.04";

impl Pipelines {
    /// The value at a path in one environment.
    pub fn get(&self, environment: usize, path: &[&str]) -> Option<&Node> {
        let tree = self.trees.get(environment)?;
        path.iter().try_fold(&**tree, |node, key| node.get(key)).filter(|node| !node.is_null())
    }

    /// The text at a path in one environment, escapes undone.
    pub fn text(&self, environment: usize, path: &[&str]) -> Option<String> {
        self.get(environment, path)?.as_str().map(unescape)
    }

    /// What all environments share stands in the first.
    fn shared(&self, path: &[&str]) -> Option<String> {
        self.text(0, path)
    }

    /// The branch whose pushes deploy.
    pub fn branch(&self) -> String {
        self.shared(&["branch"]).unwrap_or_else(|| "main".to_owned())
    }

    /// The folder of the repository that holds the root of the output; `.` for the repository itself.
    pub fn folder(&self) -> String {
        self.shared(&["folder"]).unwrap_or_else(|| ".".to_owned())
    }

    /// How pipelines come by bricep.
    pub fn install(&self) -> Install {
        match self.shared(&["install", "run"]) {
            Some(commands) => Install::Run(commands),
            None => Install::Archive {
                url: self.shared(&["install", "url"]),
                sha256: self.shared(&["install", "sha256"]),
            },
        }
    }
}

impl Model {
    /// Whether any environment is deployed from a system: `azure_devops` or `github`.
    pub fn deploys_from(&self, system: &str) -> bool {
        self.pipelines.as_ref().is_some_and(|pipelines| {
            (0..pipelines.trees.len()).any(|at| pipelines.get(at, &[system]).is_some())
        })
    }

    /// What an environment needs of Azure DevOps, if it is deployed from there.
    pub fn azure_devops(&self, environment: usize) -> Option<AzureDevops> {
        let pipelines = self.pipelines.as_ref()?;
        let text = |path: &[&str]| pipelines.text(environment, &[&["azure_devops"], path].concat());
        let service_connection = text(&["service_connection"])?;
        let pool = match text(&["pool", "name"]) {
            Some(name) => Pool::Name(name),
            None => Pool::VmImage(text(&["pool", "vm_image"]).unwrap_or_else(|| UBUNTU.to_owned())),
        };
        let default = || format!("{}-{}", self.name, self.environments[environment].name);
        Some(AzureDevops {
            preview_service_connection: text(&["preview_service_connection"])
                .unwrap_or_else(|| service_connection.clone()),
            service_connection,
            environment: text(&["environment"]).unwrap_or_else(default),
            pool,
        })
    }

    /// What an environment needs of GitHub, if it is deployed from there.
    pub fn github(&self, environment: usize) -> Option<Github> {
        let pipelines = self.pipelines.as_ref()?;
        pipelines.get(environment, &["github"])?;
        let text = |key: &str| pipelines.text(environment, &["github", key]);
        let name = &self.environments[environment].name;
        let runs_on = pipelines.get(environment, &["github", "runs_on"]).map(|node| &node.data);
        Some(Github {
            environment: text("environment").unwrap_or_else(|| name.to_string()),
            preview_environment: text("preview_environment").unwrap_or_else(|| format!("{name}-preview")),
            runs_on: match runs_on {
                Some(Data::String(label)) => vec![unescape(label)],
                Some(Data::List(labels)) => labels.iter().filter_map(Node::as_str).map(unescape).collect(),
                _ => vec![UBUNTU.to_owned()],
            },
        })
    }
}

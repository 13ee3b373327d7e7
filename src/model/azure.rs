//! The Azure half of a model.

use std::sync::Arc;

use crate::source::{Data, Node, Span};

/// How what the workspace holds gets there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// A deployment script asks the provider to apply the manifest.
    DeploymentScript,
    /// Every resource is one of a custom provider.
    CustomProvider,
    /// The templates carry the Azure half alone; the pipeline applies the manifest.
    Direct,
}

impl Route {
    /// Every route, the default first.
    pub const ALL: [Self; 3] = [Self::DeploymentScript, Self::CustomProvider, Self::Direct];

    /// The word that the spec uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DeploymentScript => "deployment-script",
            Self::CustomProvider => "custom-provider",
            Self::Direct => "direct",
        }
    }

    /// The route that a word names.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|route| route.as_str() == word)
    }
}

/// The section `azure`.
#[derive(Debug)]
pub struct Azure {
    /// Where its key stands.
    pub span: Span,
    /// The route.
    pub route: Route,
    /// Where the route is chosen, if the spec does.
    pub route_span: Option<Span>,
    /// The section in each environment, overlays merged.
    pub trees: Vec<Arc<Node>>,
}

impl Azure {
    /// The value at a path in each environment, `None` where it is not set.
    pub fn values(&self, path: &[&str]) -> Vec<Option<&Node>> {
        self.trees.iter().map(|tree| path.iter().try_fold(&**tree, |node, key| node.get(key))).collect()
    }

    /// The text at a path in one environment.
    pub fn text(&self, environment: usize, path: &[&str]) -> Option<&str> {
        path.iter().try_fold(&**self.trees.get(environment)?, |node, key| node.get(key))?.as_str()
    }

    /// The setting that keeps the internet out of an environment, where it does.
    pub fn closed(&self, environment: usize) -> Option<&Node> {
        let tree = self.trees.get(environment)?;
        tree.get("workspace")?
            .get("public_network_access")
            .filter(|access| matches!(access.data, Data::Bool(false)))
    }

    /// Whether a path is set in an environment.
    pub fn has(&self, environment: usize, path: &[&str]) -> bool {
        self.trees
            .get(environment)
            .is_some_and(|tree| path.iter().try_fold(&**tree, |node, key| node.get(key)).is_some())
    }
}

/// One value that the Azure half produces, for `${azure.…}`.
#[derive(Debug)]
pub struct AzureValue {
    /// Its name in the spec.
    pub name: &'static str,
    /// What it is.
    pub description: &'static str,
    /// Whether it is known too where the workspace is given by url.
    pub with_url: bool,
}

/// Every value that `${azure.…}` may name.
pub const AZURE_VALUES: &[AzureValue] = &[
    AzureValue { name: "workspace_url", description: "URL of the Databricks workspace.", with_url: true },
    AzureValue {
        name: "workspace_resource_id",
        description: "Resource id of the Databricks workspace.",
        with_url: false,
    },
    AzureValue { name: "key_vault_id", description: "Resource id of the vault.", with_url: false },
    AzureValue { name: "key_vault_uri", description: "URI of the vault.", with_url: false },
    AzureValue {
        name: "access_connector_id",
        description: "Resource id of the access connector.",
        with_url: false,
    },
    AzureValue {
        name: "storage_account_name",
        description: "Name of the storage account of the lake.",
        with_url: false,
    },
];

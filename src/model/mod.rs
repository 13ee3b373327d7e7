//! What the passes of [`crate::spec`] produce: one environment description, symbolic.
//!
//! Overlays are merged, one tree per environment; `${…}` stands in texts as written. [`Model::values`] gives the
//! values of one environment when someone asks for them.

mod assets;
mod azure;
mod concrete;
pub mod interpolation;
mod pipelines;
mod resource;
mod symbol;
mod variable;

use std::sync::Arc;

use indexmap::IndexMap;

pub use assets::{Asset, Assets, Source, digest, normalised};
pub use azure::{AZURE_VALUES, Azure, AzureValue, Route};
pub use concrete::Values;
pub use pipelines::{AzureDevops, Github, Install, Pipelines, Pool};
pub use resource::{Edge, Output, Resource, ResourceId};
pub use symbol::{
    RESERVED, RESERVED_OUTPUTS, azure_symbol, camel_case, configuration_key, output_name, parameter_name,
    resource_symbol, type_name,
};
pub use variable::{Item, Type, Variable};

use crate::facts::Facts;
use crate::source::{Node, Span};

/// How bricep treats an environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Schedules are paused unless the spec says otherwise; rules are lenient.
    Development,
    /// What runs for others; rules are strict.
    Production,
}

impl Mode {
    /// The word that the spec uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Development => "development",
            Self::Production => "production",
        }
    }
}

/// One environment.
#[derive(Clone, Debug)]
pub struct Environment {
    /// Its name.
    pub name: Arc<str>,
    /// Where its name stands; the spec's `name` where the spec declares no environment.
    pub span: Span,
    /// Its mode.
    pub mode: Mode,
    /// Whether any text in it holds `${user}`.
    pub uses_user: bool,
}

/// Folders of the output, relative to its root.
#[derive(Clone, Debug)]
pub struct OutputFolders {
    /// Where templates go; `infra` by default.
    pub templates: String,
    /// Where pipelines go; the root by default.
    pub pipelines: String,
}

/// A checked spec.
#[derive(Debug)]
pub struct Model {
    /// Name of the spec's file.
    pub file: Arc<str>,
    /// The spec's `name`.
    pub name: Arc<str>,
    /// Where it stands.
    pub name_span: Span,
    /// The environments in the order of the spec; at least one.
    pub environments: Vec<Environment>,
    /// Position of the default environment.
    pub default_environment: usize,
    /// The variables: those of the root file in its order, then those of included files by name.
    pub variables: IndexMap<Arc<str>, Variable>,
    /// The resources, each behind those that it refers to; otherwise by kind, then by key, so that it does not matter
    /// which file holds what.
    pub resources: Vec<Resource>,
    /// The outputs, ordered like the variables.
    pub outputs: Vec<Output>,
    /// The Azure half, if the spec has one.
    pub azure: Option<Azure>,
    /// The pipelines, if the spec asks for any.
    pub pipelines: Option<Pipelines>,
    /// Where generated files go.
    pub folders: OutputFolders,
    /// What the workspace of each environment offers, where the spec names a catalogue of it.
    pub facts: Vec<Option<Arc<Facts>>>,
    /// Values given from outside (`--var`, `BRICEP_VAR_…`), which win in every environment.
    pub given: IndexMap<Arc<str>, Node>,
}

impl Model {
    /// Position of an environment.
    pub fn environment(&self, name: &str) -> Option<usize> {
        self.environments.iter().position(|environment| &*environment.name == name)
    }

    /// Visits the references of everything that the workspace holds, and of the outputs.
    pub fn each_reference(&self, visit: &mut impl FnMut(interpolation::Reference)) {
        let resources = self.resources.iter().flat_map(|resource| resource.trees.iter().flatten());
        let outputs = self.outputs.iter().flat_map(|output| output.values.iter().flatten());
        resources.chain(outputs).for_each(|tree| interpolation::each(tree, visit));
    }

    /// The resource of a kind and key.
    pub fn resource(&self, kind: &str, key: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.kind.name == kind && &*resource.key == key)
    }
}

//! Resources and outputs of a model.

use std::sync::Arc;

use super::assets::Source;
use crate::kinds::Kind;
use crate::source::{Node, Span};

/// Position of a resource in [`super::Model::resources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceId(pub usize);

/// One resource of the workspace.
#[derive(Debug)]
pub struct Resource {
    /// Its kind.
    pub kind: &'static Kind,
    /// Its key in the spec.
    pub key: Arc<str>,
    /// Where the key first stands; for one that a local path declares, that path.
    pub span: Span,
    /// Its tree in each environment, overlays merged, keyed lists as lists, local paths replaced by references;
    /// `None` where the environment lacks it. Environments that no overlay touches share one tree.
    pub trees: Vec<Option<Arc<Node>>>,
    /// The local file or folder in each environment, for kinds that have one.
    pub sources: Vec<Option<Source>>,
    /// The top-level fields that some overlay touches.
    pub overlaid: Vec<Arc<str>>,
    /// The overlay of each environment, as it stands.
    pub overlay_spans: Vec<Option<Span>>,
    /// The variables that its texts use, each once.
    pub variables: Vec<Arc<str>>,
    /// Whether a local path declares it, rather than the spec by name.
    pub implied: bool,
    /// What it refers to, in the order of its text, each target once.
    pub edges: Vec<Edge>,
}

impl Resource {
    /// A resource that no overlay touches and whose references are not resolved yet.
    pub(crate) fn new(
        kind: &'static Kind,
        key: Arc<str>,
        span: Span,
        trees: Vec<Option<Arc<Node>>>,
        implied: bool,
    ) -> Self {
        let count = trees.len();
        Self {
            kind,
            key,
            span,
            trees,
            sources: vec![None; count],
            overlaid: Vec::new(),
            overlay_spans: vec![None; count],
            variables: Vec::new(),
            implied,
            edges: Vec::new(),
        }
    }
}

/// A reference from one resource to another.
#[derive(Clone, Debug)]
pub struct Edge {
    /// The resource referred to.
    pub target: ResourceId,
    /// Where the reference stands.
    pub span: Span,
}

/// One output of the spec.
#[derive(Debug)]
pub struct Output {
    /// Its name in the spec.
    pub name: Arc<str>,
    /// Where the name stands.
    pub span: Span,
    /// Its value in each environment; `None` where the environment lacks it.
    pub values: Vec<Option<Arc<Node>>>,
}

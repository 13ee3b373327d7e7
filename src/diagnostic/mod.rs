//! What is wrong with what was read: where, why, and what to write instead.

pub mod code;
mod fix;
mod pointer;
pub mod render;
mod selection;
mod sink;
mod suggest;
mod suppressed;

use std::sync::Arc;

pub use code::{Code, code, codes};
pub use fix::{Change, Edit, Fix, Scalar};
pub use pointer::pointer;
pub use selection::Selection;
pub use sink::Sink;
pub use suggest::{did_you_mean, surely_means};
pub use suppressed::{Answer, Suppressed};

use crate::source::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing to mend.
    Info,
    /// Works, but not as the author thinks, or not for long.
    Warning,
    /// Nothing is written while it stands.
    Error,
}

/// Another place that belongs to a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// What is to be seen there.
    pub message: String,
    /// The place.
    pub span: Span,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding.
    pub code: &'static Code,
    /// How bad it is; the code's own level unless configured.
    pub severity: Severity,
    /// One sentence of fact that names the offending thing, without a full stop.
    pub message: String,
    /// What to write instead, where that can be said.
    pub help: Option<String>,
    /// The exact key or value.
    pub span: Span,
    /// A short text under the marked place.
    pub label: Option<String>,
    /// JSON pointer into the spec (`/resources/clusters/etl/num_wrkers`), empty where there is none.
    pub path: String,
    /// The environment that shows the fault, `None` when all do.
    pub environment: Option<Arc<str>>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// How it can be mended without a decision of the author's.
    pub fix: Option<Fix>,
    /// Whether the value is a secret, which is not shown with its line.
    pub hides: bool,
}

impl Diagnostic {
    /// A finding of `code` at `span`.
    pub fn new(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.level,
            message: message.into(),
            help: None,
            span,
            label: None,
            path: String::new(),
            environment: None,
            related: Vec::new(),
            fix: None,
            hides: false,
        }
    }

    /// Without the value, if it is a secret.
    #[must_use]
    pub fn hide(mut self, is_secret: bool) -> Self {
        self.hides |= is_secret;
        self
    }

    /// The same finding under the code of a rule, if one has it.
    #[must_use]
    pub fn owned_by(mut self, rule: Option<&str>) -> Self {
        if let Some(code) = rule.and_then(code::code) {
            self.code = code;
            self.severity = code.level;
        }
        self
    }

    /// With what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With a text under the marked place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// With its JSON pointer.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// With the environment that shows it.
    #[must_use]
    pub fn environment(mut self, environment: Option<Arc<str>>) -> Self {
        self.environment = environment;
        self
    }

    /// With what mends it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// With another place.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { message: message.into(), span });
        self
    }
}

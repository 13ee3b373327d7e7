//! Findings of rules on their way to the sink.

use std::collections::BTreeMap;

use super::context::Filled;
use super::value::{Root, Value};
use crate::diagnostic::{Code, Diagnostic, Fix, Related, Sink, did_you_mean, surely_means};
use crate::model::ResourceId;
use crate::source::{Node, Span};
use crate::spec::{Fold, Shaped};

/// What a rule found; the walk knows the code and the environments.
#[must_use]
pub(super) struct Finding {
    resource: Option<ResourceId>,
    span: Span,
    path: String,
    message: String,
    help: Option<String>,
    related: Vec<Related>,
    fix: Option<Fix>,
    hides: bool,
    /// Whether it is about a value that an error leaves in doubt.
    doubtful: bool,
}

impl Finding {
    pub(super) fn new(span: Span, root: Root<'_>, node: &Node, message: String) -> Self {
        let path = root.pointer(node);
        Self {
            resource: root.resource,
            span,
            path,
            message,
            help: None,
            related: Vec::new(),
            fix: None,
            hides: false,
            doubtful: false,
        }
    }

    /// Whether it is about a value that an error leaves in doubt; nobody hears of it then.
    pub(super) fn in_doubt(mut self, doubtful: bool) -> Self {
        self.doubtful = doubtful;
        self
    }

    /// With what to write instead.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Without the value: it is a secret, and is not shown with its line.
    pub(super) fn hide(mut self) -> Self {
        self.hides = true;
        self
    }

    /// With another place.
    pub(super) fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { message: message.into(), span });
        self
    }

    /// With the known word that a value is meant to be, and the fix where that is beyond doubt; else with other words.
    pub(super) fn meant<'a>(
        self,
        value: Value<'_>,
        known: impl IntoIterator<Item = &'a str> + Clone,
        otherwise: impl Into<String>,
    ) -> Self {
        let text = value.text().unwrap_or_default();
        let found = match did_you_mean(&text, known.clone()) {
            Some(known) => self.help(format!("did you mean `{known}`?")),
            None => return self.help(otherwise),
        };
        match surely_means(&text, known) {
            Some(known) => found.fix(value.replace(known)),
            None => found,
        }
    }

    /// With edits that mend it without a decision of the author's.
    pub(super) fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}

/// What the rules found so far.
pub(super) struct Findings<'a> {
    filled: &'a Filled<'a>,
    /// The rule that is at work, and the environments that it looks at.
    pub(super) code: &'static Code,
    pub(super) shown: Vec<usize>,
    /// By resource, so that a finding in an overlay is told as one; those of sections have none.
    folds: BTreeMap<Option<usize>, Fold>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(filled: &'a Filled<'a>, code: &'static Code) -> Self {
        Self { filled, code, shown: Vec::new(), folds: BTreeMap::new() }
    }

    /// Reports a finding of the rule at work, unless it is in doubt.
    pub(super) fn push(&mut self, finding: Finding) {
        let Finding { resource, span, path, message, help, related, fix, hides, doubtful } = finding;
        if doubtful {
            return;
        }
        let mut diagnostic = Diagnostic::new(self.code, span, message).path(path);
        diagnostic.help = help;
        diagnostic.related = related;
        diagnostic.fix = fix;
        diagnostic.hides = hides;
        if let (Some(ResourceId(at)), Some(first)) = (resource, self.shown.first()) {
            let model = self.filled.model;
            let resource = &model.resources[at];
            if let Some(root) = self.filled.trees[at][self.filled.classes[at][*first]].as_deref() {
                let variables = resource.variables.iter().collect();
                let overlays = &resource.overlay_spans;
                Shaped { model, root, depth: 3, variables, overlays }.explain(&mut diagnostic);
            }
        }
        self.folds.entry(resource.map(|id| id.0)).or_default().push(&self.shown, diagnostic);
    }

    /// Takes over what others found.
    pub(super) fn absorb(&mut self, other: Self) {
        for (resource, fold) in other.folds {
            self.folds.entry(resource).or_default().absorb(fold);
        }
    }

    /// Hands on what was found.
    pub(super) fn finish(self, sink: &mut Sink) {
        let model = self.filled.model;
        for (resource, fold) in self.folds {
            let overlays = resource.map_or(&[][..], |at| model.resources[at].overlay_spans.as_slice());
            fold.finish(&model.environments, overlays, sink);
        }
    }
}

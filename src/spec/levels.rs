//! The section `validate`: which warnings and findings of rules are reported, and how severely. Errors of the language
//! are always reported.

use std::sync::Arc;

use super::sections;
use crate::diagnostic::{
    Answer, Code, Diagnostic, Fix, Severity, Sink, Suppressed, code, codes, did_you_mean, pointer,
    surely_means,
};
use crate::model::Environment;
use crate::source::Node;

/// What the author wants of warnings and notes.
#[derive(Default)]
pub(super) struct Levels {
    /// What all environments say.
    base: Option<Node>,
    /// What each environment makes of it, by its name.
    environments: Vec<(Arc<str>, Arc<Node>)>,
}

/// Reads the section and what environments overlay, and reports codes that are none or may not be changed.
pub(super) fn read(tree: &Node, environments: &[Environment], sink: &mut Sink) -> Levels {
    let base = tree.get("validate").cloned();
    if let Some(section) = &base {
        check(section, "/validate", sink);
    }
    for environment in environments {
        let overlay = tree.get("environments").and_then(|node| node.get(&environment.name)?.get("validate"));
        if let Some(section) = overlay {
            check(section, &pointer(["environments", &environment.name, "validate"]), sink);
        }
    }
    let merged = sections::merge(tree, "validate", environments, sink).unwrap_or_default();
    let names = environments.iter().map(|environment| environment.name.clone());
    Levels { base, environments: names.zip(merged).collect() }
}

fn check(section: &Node, path: &str, sink: &mut Sink) {
    for node in section.get("ignore").and_then(Node::as_list).unwrap_or(&[]) {
        if let Some(found) = node.as_str().and_then(|text| fault(text, node.span)) {
            sink.push(found.path(format!("{path}/ignore")));
        }
    }
    for entry in section.get("level").and_then(Node::as_map).into_iter().flatten() {
        if let Some(found) = fault(&entry.key.text, entry.key.span) {
            sink.push(found.path(format!("{path}/level{}", pointer([&*entry.key.text]))));
        }
    }
}

/// What is wrong with the name of a code, if anything.
fn fault(name: &str, span: crate::source::Span) -> Option<Diagnostic> {
    let unknown = |message: String| Diagnostic::new(&code::UNKNOWN_VALUE, span, message);
    let meant: Vec<&Code> = code::matching(name).collect();
    match meant.as_slice() {
        [] => {
            let found = unknown(format!("there is no code `{name}`"));
            let known = || codes().iter().flat_map(|code| [code.id, code.name]);
            let found = match surely_means(name, known()) {
                Some(known) => found.fix(Fix::replace(span, known)),
                None => found,
            };
            Some(match did_you_mean(name, known()) {
                Some(known) => found.help(format!("did you mean `{known}`?")),
                None => found.help("name a code as findings do, such as `BRC3022` or `unused-variable`"),
            })
        }
        meant if meant.iter().all(|code| !code.configurable) => {
            let message = format!("`{name}` is an error, and errors are always reported");
            Some(unknown(message).help("remove it; only warnings and notes can be changed"))
        }
        _ => None,
    }
}

impl Levels {
    /// The section as each environment has it.
    pub(super) fn sections(&self) -> impl Iterator<Item = &Node> {
        self.environments.iter().map(|(_, section)| &**section)
    }

    /// The section that all environments share.
    pub(super) fn base(&self) -> Option<&Node> {
        self.base.as_ref()
    }

    /// Sets severities; takes what is ignored out.
    pub(super) fn apply(&self, diagnostics: &mut Vec<Diagnostic>) -> Vec<Suppressed> {
        let mut ignored = Vec::new();
        diagnostics.retain_mut(|found| {
            let reported = self.settle(found);
            if !reported {
                let diagnostic = found.clone();
                ignored.push(Suppressed { diagnostic, by: Answer::Setting, reason: None });
            }
            reported
        });
        ignored
    }

    /// Sets the severity of a finding; whether it is reported.
    pub(super) fn settle(&self, found: &mut Diagnostic) -> bool {
        let Some(section) = self.section(found).filter(|_| found.code.configurable) else {
            return true;
        };
        let meant = |name: &str| code::matching(name).any(|code| code == found.code);
        let ignored = section.get("ignore").and_then(Node::as_list).unwrap_or(&[]);
        if ignored.iter().filter_map(Node::as_str).any(meant) {
            return false;
        }
        let mut levels = section.get("level").and_then(Node::as_map).into_iter().flatten();
        let level = levels.find(|entry| meant(&entry.key.text)).and_then(|entry| entry.value.as_str());
        let severities = [Severity::Info, Severity::Warning, Severity::Error];
        if let Some(severity) = severities.into_iter().find(|severity| Some(severity.name()) == level) {
            found.severity = severity;
        }
        true
    }

    /// The section that counts for a finding: its environment's, or what all say.
    fn section(&self, found: &Diagnostic) -> Option<&Node> {
        match &found.environment {
            None => self.base.as_ref(),
            Some(name) => {
                self.environments.iter().find(|(known, _)| known == name).map(|(_, section)| &**section)
            }
        }
    }
}

//! Findings as text: one file per format.

mod azure;
mod concise;
mod full;
mod github;
mod inert;
mod json;
#[cfg(test)]
mod tests;

pub(crate) use inert::message as inert;

use super::{Diagnostic, Severity};
use crate::source::{ProjectPath, SourceMap};

/// How findings are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// The source with the place marked, and what to do about it.
    #[default]
    Full,
    /// One line for each finding.
    Concise,
    /// One JSON object, for scripts.
    Json,
    /// Commands of Azure Pipelines, which shows findings beside their lines.
    Azure,
    /// Commands of GitHub Actions, which shows findings beside their lines.
    Github,
}

/// What a run comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings with nothing to mend.
    pub infos: usize,
    /// Files that were read.
    pub files: usize,
    /// Resources that the spec declares.
    pub resources: usize,
}

impl Summary {
    /// Counts the findings.
    pub fn new(diagnostics: &[Diagnostic], files: usize, resources: usize) -> Self {
        let count = |severity| diagnostics.iter().filter(|found| found.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            files,
            resources,
        }
    }

    /// One line: `3 errors, 1 warning in 2 files`.
    pub fn line(&self) -> String {
        let counts = [(self.errors, "error"), (self.warnings, "warning"), (self.infos, "note")];
        let found: Vec<String> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| counted(count, word))
            .collect();
        let files = counted(self.files, "file");
        if found.is_empty() {
            return format!("no findings in {files} with {}", counted(self.resources, "resource"));
        }
        format!("{} in {files}", found.join(", "))
    }
}

fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// What rendering needs besides the findings.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The texts that the findings point into.
    pub map: &'a SourceMap,
    /// How a path of the project is shown: relative to the working directory, `/`-separated.
    pub show: &'a dyn Fn(&ProjectPath) -> String,
    /// Whether the text may hold terminal colours (never in JSON).
    pub color: bool,
}

/// The findings in a format, ending in a line break. Control characters of the source and of the messages come out
/// inert in all of them.
pub fn render(format: Format, diagnostics: &[Diagnostic], summary: &Summary, view: View<'_>) -> String {
    match format {
        Format::Full => full::render(diagnostics, summary, view),
        Format::Concise => concise::render(diagnostics, summary, view),
        Format::Json => json::render(diagnostics, summary, view),
        Format::Azure => azure::render(diagnostics, summary, view),
        Format::Github => github::render(diagnostics, summary, view),
    }
}

/// A finding in one line, without its place: the message, the environment that shows it, and the help.
fn told(found: &Diagnostic) -> String {
    let mut told = inert::message(&found.message).into_owned();
    if let Some(environment) = &found.environment {
        told += &format!(" in environment `{}`", inert::message(environment));
    }
    if let Some(help) = &found.help {
        told += &format!(" ({})", inert::message(help));
    }
    told
}

impl Severity {
    /// The word for it: `error`, `warning`, `info`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

//! Findings as text: one file per format.

mod azure;
mod concise;
#[cfg(test)]
mod document_tests;
mod fingerprint;
mod full;
mod github;
mod gitlab;
mod inert;
mod json;
mod junit;
mod sarif;
#[cfg(test)]
mod tests;

pub(crate) use inert::{message as inert, source as inert_source};

use super::{Diagnostic, Severity, Suppressed};
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
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// A JUnit report, for results of tests.
    Junit,
    /// A Code Quality report, which GitLab shows in merge requests.
    Gitlab,
}

impl Format {
    /// Every format.
    pub const ALL: &[Self] = &[
        Self::Full,
        Self::Concise,
        Self::Json,
        Self::Azure,
        Self::Github,
        Self::Sarif,
        Self::Junit,
        Self::Gitlab,
    ];

    /// Whether the output is commands for a runner, to which nothing else belongs.
    pub fn is_commands(self) -> bool {
        matches!(self, Self::Azure | Self::Github)
    }

    /// Whether the output is one document, which is there to be read when nothing was found too.
    pub fn is_document(self) -> bool {
        matches!(self, Self::Json | Self::Sarif | Self::Junit | Self::Gitlab)
    }
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
    /// Findings with a fix.
    pub fixable: usize,
}

impl Summary {
    /// Counts the findings.
    pub fn new<'a>(
        diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
        files: usize,
        resources: usize,
    ) -> Self {
        let mut summary = Self { files, resources, ..Self::default() };
        for found in diagnostics {
            *match found.severity {
                Severity::Error => &mut summary.errors,
                Severity::Warning => &mut summary.warnings,
                Severity::Info => &mut summary.infos,
            } += 1;
            summary.fixable += usize::from(found.fix.is_some());
        }
        summary
    }

    /// [`Self::line`] in a line of its own, and a hint where something can be fixed.
    fn lines(&self) -> String {
        let hint = match self.fixable {
            0 => String::new(),
            1 => "1 of them can be fixed with `bricep validate --fix`\n".to_owned(),
            count => format!("{count} of them can be fixed with `bricep validate --fix`\n"),
        };
        format!("{}\n{hint}", self.line())
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
    /// Whether warnings fail the run too.
    pub strict: bool,
}

/// The findings of one spec, with what rendering them needs.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// The findings.
    pub diagnostics: &'a [Diagnostic],
    /// Findings that the author has answered; formats that have a place for them tell them.
    pub suppressed: &'a [Suppressed],
    /// What they point into.
    pub view: View<'a>,
}

/// The findings of one spec in a format, ending in a line break. Control characters of the source and of the messages
/// come out inert in all of them.
pub fn render(format: Format, diagnostics: &[Diagnostic], summary: &Summary, view: View<'_>) -> String {
    render_all(format, &[Part { diagnostics, suppressed: &[], view }], summary)
}

/// The findings of several specs as one text.
pub fn render_all(format: Format, parts: &[Part<'_>], summary: &Summary) -> String {
    match format {
        Format::Full => full::render(parts, summary),
        Format::Concise => concise::render(parts, summary),
        Format::Json => json::render(parts, summary),
        Format::Azure => azure::render(parts),
        Format::Github => github::render(parts),
        Format::Sarif => sarif::render(parts),
        Format::Junit => junit::render(parts),
        Format::Gitlab => gitlab::render(parts),
    }
}

/// Every finding of some specs, with what it points into.
fn each<'a>(parts: &'a [Part<'a>]) -> impl Iterator<Item = (&'a Diagnostic, View<'a>)> {
    parts.iter().flat_map(|part| part.diagnostics.iter().map(|found| (found, part.view)))
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

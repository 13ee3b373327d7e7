//! Findings on their way to the user.

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::Path;

use rustc_hash::FxHashSet;

use super::project::Project;
use super::{Color, Exit, Global, project, say_error};
use crate::diagnostic::render::{self, Format, Part, Summary, View};
use crate::diagnostic::{Diagnostic, Severity, Suppressed};
use crate::source::{ProjectPath, ReadError, Span};
use crate::spec::Checked;

/// Opens the project of a spec, or says why it cannot be.
pub(super) fn open(spec: &Path) -> Result<Project, Exit> {
    Project::open(spec).map_err(|error| {
        let help = match error {
            ReadError::NotFound => "; name the spec, or begin one with `bricep init`",
            ReadError::Folder => "; name the spec in it",
            _ => "",
        };
        say_error(&format!("`{}` cannot be opened: {error}{help}", project::show(spec)));
        Exit::Usage
    })
}

/// What came of a spec, on its way to the user.
pub(super) type Found<'a> = (&'a Project, &'a Checked);

/// How findings are printed.
pub(super) struct Report {
    format: Format,
    color: bool,
    strict: bool,
    quiet: bool,
}

impl Report {
    /// `stream` is where they go: it may be a terminal, which shows colours.
    pub(super) fn new(global: &Global, format: Format, stream: &dyn IsTerminal) -> Self {
        let color = match global.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        };
        Self { format, color, strict: false, quiet: global.quiet }
    }

    /// Warnings fail the run too, if that is so.
    pub(super) fn strict(self, strict: bool) -> Self {
        Self { strict, ..self }
    }

    /// The findings of some specs as one text, and the count of all of them, printed or not. The text is empty where
    /// there is nothing to say and the user asked for errors only.
    pub(super) fn render(&self, specs: &[Found<'_>]) -> (String, Summary) {
        let (mut diagnostics, mut suppressed) = once(specs);
        let files: BTreeSet<String> = specs
            .iter()
            .flat_map(|(project, checked)| checked.map.files().map(|file| project.show(&file.path)))
            .collect();
        let resources = specs.iter().map(|(_, checked)| checked.resources).sum();
        let summary = |diagnostics: &[Vec<Diagnostic>]| {
            Summary::new(diagnostics.iter().flatten(), files.len(), resources)
        };
        let all = summary(&diagnostics);
        if self.quiet {
            diagnostics
                .iter_mut()
                .for_each(|found| found.retain(|diagnostic| diagnostic.severity == Severity::Error));
            suppressed
                .iter_mut()
                .for_each(|found| found.retain(|one| one.diagnostic.severity == Severity::Error));
            if all.errors == 0 && !self.format.is_document() {
                return (String::new(), all);
            }
        }
        let shows: Vec<_> =
            specs.iter().map(|(project, _)| move |path: &ProjectPath| project.show(path)).collect();
        let parts: Vec<Part<'_>> = specs
            .iter()
            .zip(diagnostics.iter().zip(&suppressed))
            .zip(&shows)
            .map(|(((_, checked), (diagnostics, suppressed)), show)| Part {
                diagnostics,
                suppressed,
                view: View { map: &checked.map, show, color: self.color, strict: self.strict },
            })
            .collect();
        (render::render_all(self.format, &parts, &summary(&diagnostics)), all)
    }
}

/// The findings of each spec and what is suppressed of it, without those that an earlier one has too: specs of one folder
/// may include the same files.
fn once(specs: &[Found<'_>]) -> (Vec<Vec<Diagnostic>>, Vec<Vec<Suppressed>>) {
    let mut seen = FxHashSet::default();
    let mut is_new = |project: &Project, checked: &Checked, found: &Diagnostic| {
        let Span { file, start, end } = found.span;
        let path = project.show(&checked.map.file(file).path);
        specs.len() == 1 || seen.insert((path, start, end, found.code.id, found.message.clone()))
    };
    let each = specs.iter().map(|(project, checked)| {
        let found = checked.diagnostics.iter();
        let found = found.filter(|found| is_new(project, checked, found)).cloned().collect();
        let suppressed = checked.suppressed.iter();
        (found, suppressed.filter(|one| is_new(project, checked, &one.diagnostic)).cloned().collect())
    });
    each.unzip()
}

//! Findings on their way to the user.

use std::io::IsTerminal;
use std::path::Path;

use super::project::Project;
use super::{Color, Exit, Global, project, say_error};
use crate::diagnostic::Severity;
use crate::diagnostic::render::{self, Format, Summary, View};
use crate::source::ReadError;
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

/// How findings are printed.
pub(super) struct Report<'a> {
    project: &'a Project,
    format: Format,
    color: bool,
    quiet: bool,
}

impl<'a> Report<'a> {
    /// `stream` is where they go: it may be a terminal, which shows colours.
    pub(super) fn new(
        project: &'a Project,
        global: &Global,
        format: Format,
        stream: &dyn IsTerminal,
    ) -> Self {
        let color = match global.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        };
        Self { project, format, color, quiet: global.quiet }
    }

    /// The findings as text, and the count of all of them, printed or not. The text is empty where there is nothing to
    /// say and the user asked for errors only.
    pub(super) fn render(&self, checked: &Checked) -> (String, Summary) {
        let summary =
            |diagnostics: &[_]| Summary::new(diagnostics, checked.map.files().count(), checked.resources);
        let all = summary(&checked.diagnostics);
        let mut diagnostics = checked.diagnostics.clone();
        if self.quiet {
            diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
            if diagnostics.is_empty() && self.format != Format::Json {
                return (String::new(), all);
            }
        }
        let show = |path: &crate::source::ProjectPath| self.project.show(path);
        let view = View { map: &checked.map, show: &show, color: self.color };
        let text = render::render(self.format, &diagnostics, &summary(&diagnostics), view);
        (text, all)
    }
}

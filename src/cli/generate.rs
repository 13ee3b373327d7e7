//! `bricep generate`.

use std::path::PathBuf;

use clap::Args;

use super::list::Owner;
use super::output::{Output, Problem};
use super::project::show;
use super::report::{self, Report};
use super::{Exit, Global, say};
use crate::diagnostic::render::Format;
use crate::diagnostic::{Diagnostic, code};
use crate::emit;
use crate::model::{Assets, Model, Route};
use crate::spec::Checked;

/// Compile a spec to Bicep, ARM JSON, parameters and pipelines.
#[derive(Args, Debug)]
pub(super) struct Generate {
    /// The spec.
    #[arg(default_value = "bricep.yaml")]
    spec: PathBuf,
    /// Write below this folder instead of the spec's.
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Write nothing; fail when a file is stale, missing or edited by hand.
    #[arg(long)]
    check: bool,
    /// Overwrite files that bricep did not write, or that were edited since.
    #[arg(long, conflicts_with = "check")]
    force: bool,
    /// Take this route instead of the spec's.
    #[arg(long, value_name = "ROUTE", value_parser = ["deployment-script", "custom-provider", "direct"])]
    route: Option<String>,
    /// How findings are printed.
    #[arg(long, value_enum, default_value_t = Format::Full, value_name = "FORMAT")]
    format: Format,
}

impl Generate {
    pub(super) fn run(&self, global: &Global) -> anyhow::Result<Exit> {
        let project = match report::open(&self.spec) {
            Ok(project) => project,
            Err(exit) => return Ok(exit),
        };
        let options = crate::spec::Options {
            route: self.route.as_deref().and_then(Route::parse),
            // Without a day: what is written and how it ends is the same tomorrow.
            rules: Some(crate::rules::Options::default()),
            ..crate::spec::Options::default()
        };
        let mut checked = crate::spec::check(&project.files, &project.spec, &options);
        let root = self.output.clone().unwrap_or_else(|| project.folder.clone());
        let spec = project.spec_from(&root);
        // Files name a spec that stands elsewhere as if the root were its folder.
        let path = spec.clone().unwrap_or_else(|| project.spec.as_str().to_owned());
        let files = self.compile(&project.files, &mut checked, &path);
        let (text, summary) =
            Report::new(global, self.format, &std::io::stderr()).render(&[(&project, &checked)]);
        if !checked.diagnostics.is_empty() {
            say(&text);
        }
        if !checked.opened {
            return Ok(Exit::Usage);
        }
        let Some(files) = files.filter(|_| summary.errors == 0) else {
            return Ok(Exit::Findings);
        };

        let name = checked.model.as_ref().map_or_else(String::new, |model| model.name.to_string());
        let owner = Owner { is_placed: spec.is_some(), spec: path, name };
        let output = Output::new(root.clone(), owner, files);
        if self.check {
            return Ok(self.tell(&output.check()?, &root));
        }
        let problems = if self.force { Vec::new() } else { output.conflicts()? };
        if !problems.is_empty() {
            return Ok(self.tell(&problems, &root));
        }
        let written = output.write()?;
        if !global.quiet {
            let templates = checked.model.as_ref().map_or("", |model| &model.folders.templates);
            let place = show(&root.join(templates));
            let unchanged = if written.changed == 0 { ", none changed" } else { "" };
            let removed =
                if written.removed > 0 { format!(", {} removed", written.removed) } else { String::new() };
            say(&format!("Generated {} files in {place}{unchanged}{removed}\n", written.files));
        }
        Ok(Exit::Success)
    }

    /// The files of a spec without errors; what stands in their way is added to the findings.
    fn compile(
        &self,
        files: &dyn crate::source::Files,
        checked: &mut Checked,
        spec: &str,
    ) -> Option<Vec<emit::GeneratedFile>> {
        if checked.has_errors() {
            return None;
        }
        let model = checked.model.as_ref()?;
        let found = match compile(files, model, spec) {
            Ok(generated) => return Some(generated),
            Err(found) => found,
        };
        checked.diagnostics.extend(found);
        None
    }

    fn tell(&self, problems: &[Problem], root: &std::path::Path) -> Exit {
        for problem in problems {
            say(&format!("{}\n", problem.message(&show(&root.join(problem.path())))));
        }
        if problems.is_empty() { Exit::Success } else { Exit::Findings }
    }
}

fn compile(
    files: &dyn crate::source::Files,
    model: &Model,
    spec: &str,
) -> Result<Vec<emit::GeneratedFile>, Vec<Diagnostic>> {
    if model.azure.is_none() {
        return Err(vec![
            Diagnostic::new(&code::MISSING_PROPERTY, model.name_span, "`generate` needs the section `azure`")
                .help("add `azure: { location: westeurope, resource_group: rg-${name}-${environment} }`")
                .path("/azure"),
        ]);
    }
    let sources = || model.resources.iter().flat_map(|resource| resource.sources.iter().flatten());
    let assets = Assets::read(files, sources()).map_err(|(path, error)| {
        let at = model.resources.iter().find(|resource| {
            resource.sources.iter().flatten().any(|source| path.as_str().starts_with(source.path().as_str()))
        });
        let span = at.map_or(model.name_span, |resource| resource.span);
        vec![Diagnostic::new(&code::SOURCE_NOT_FOUND, span, format!("`{path}` cannot be read: {error}"))]
    })?;
    emit::generate(model, &assets, spec)
}

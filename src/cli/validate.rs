//! `bricep validate`.

use std::path::PathBuf;

use clap::Args;
use jiff::ZonedDateTime;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::changed::Changes;
use super::report::{self, Report};
use super::{Exit, Global, batch, diff, explain::unknown_code, fix, print, rewrite, say, say_error, search};
use crate::diagnostic::Selection;
use crate::diagnostic::render::Format;
use crate::rules;
use crate::spec::{Given, Giver};

/// Check specs and templates: syntax, schema, variables, references, names, rules.
#[derive(Args, Debug)]
pub(super) struct Validate {
    /// Specs, Bicep files, ARM templates, pipelines, and folders that are searched for specs.
    #[arg(default_value = "bricep.yaml", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Search folders for templates and pipelines too; generated ones are left out.
    #[arg(long)]
    templates: bool,
    /// Check this environment alone.
    #[arg(long, short, value_name = "NAME")]
    environment: Option<String>,
    /// Give a variable a value; also by `BRICEP_VAR_<name>`.
    #[arg(long = "var", value_name = "NAME=VALUE", value_parser = parse_variable)]
    variables: Vec<(String, String)>,
    /// Only specs that a change since this commit touches; git is asked.
    #[arg(long, value_name = "COMMIT")]
    changed_since: Option<String>,
    /// How findings are printed.
    #[arg(long, value_enum, default_value_t = Format::Full, value_name = "FORMAT")]
    format: Format,
    /// Report these findings alone: codes, names, or beginnings of codes (`BRC5`). Errors of the language are always
    /// reported.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    select: Vec<String>,
    /// Leave these findings out.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Mend what can be mended without a decision of yours, and report what is left.
    #[arg(long)]
    fix: bool,
    /// Print what `--fix` would change as a diff, and change nothing; exit with 1 where that is anything.
    #[arg(long, conflicts_with_all = ["fix", "format"])]
    diff: bool,
    /// The day that counts as today, for what depends on dates.
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Exit with 1 on warnings too.
    #[arg(long, value_name = "LEVEL", value_parser = ["warnings"])]
    deny: Option<String>,
}

/// Splits `name=value`.
///
/// # Errors
/// What is missing.
fn parse_variable(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write it as NAME=VALUE")?;
    if name.is_empty() {
        Err("the name is missing".to_owned())
    } else {
        Ok((name.to_owned(), value.to_owned()))
    }
}

/// Values of variables from the environment and the command line, which wins.
fn given(variables: &[(String, String)]) -> Vec<Given> {
    const PREFIX: &str = "BRICEP_VAR_";
    let mut environment: Vec<Given> = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter_map(|(name, value)| {
            let variable = name.strip_prefix(PREFIX)?.to_owned();
            Some(Given { name: variable, value, by: Giver::Environment })
        })
        .collect();
    environment.sort_by(|a, b| a.name.cmp(&b.name));
    let line = variables.iter().map(|(name, value)| Given {
        name: name.clone(),
        value: value.clone(),
        by: Giver::CommandLine,
    });
    environment.into_iter().chain(line).collect()
}

/// Today in UTC, so that one pull request is told the same everywhere.
pub(super) fn today() -> Date {
    ZonedDateTime::now().with_time_zone(TimeZone::UTC).date()
}

impl Validate {
    pub(super) fn run(&self, global: &Global) -> anyhow::Result<Exit> {
        let selection = match Selection::new(&self.select, &self.ignore) {
            Ok(selection) => selection,
            Err(text) => {
                say_error(&unknown_code(text));
                return Ok(Exit::Usage);
            }
        };
        let changes = match self.changed_since.as_deref().map(Changes::since).transpose() {
            Ok(changes) => changes,
            Err(error) => {
                let exit = error.exit();
                say_error(&format!("{:#}", anyhow::Error::from(error)));
                return Ok(exit);
            }
        };
        let (candidates, complete) = search::specs(&self.paths, self.templates);
        let mut exit = if complete { Exit::Success } else { Exit::Usage };
        if let Some(outside) = changes.as_ref().and_then(|changes| changes.outside(&candidates)) {
            let spec = outside.show(&outside.spec);
            say_error(&format!("`{spec}` is not in the git repository of the working directory"));
            return Ok(Exit::Usage);
        }
        let options = crate::spec::Options {
            given: given(&self.variables),
            route: None,
            environment: self.environment.clone(),
            rules: Some(rules::Options { today: Some(self.as_of.unwrap_or_else(today)) }),
            selection,
        };
        let mut specs = batch::check(candidates, &options, changes.as_ref());
        let unknown: Vec<&str> = specs.iter().filter_map(|spec| spec.environment.as_deref()).collect();
        unknown.iter().for_each(|told| say(told));
        if !unknown.is_empty() || (specs.is_empty() && !complete) {
            return Ok(Exit::Usage);
        }
        if let Some(commit) = self.changed_since.as_ref().filter(|_| specs.is_empty() && !global.quiet) {
            say(&format!("No spec is touched by what changed since `{commit}`.\n"));
        }
        if self.fix || self.diff {
            let fixes = fix::apply(&mut specs, &options);
            if self.fix {
                rewrite::write(&fixes)?;
            } else {
                print(&diff::unified(&fixes))?;
            }
            if !global.quiet {
                say(&fixes.told(if self.fix { "Fixed" } else { "Would fix" }));
            }
            if self.diff {
                let opened = specs.iter().all(|spec| spec.checked.opened);
                let found = if fixes.files.is_empty() { Exit::Success } else { Exit::Findings };
                return Ok(exit.max(if opened { found } else { Exit::Usage }));
            }
        }
        let found: Vec<report::Found<'_>> =
            specs.iter().map(|spec| (&spec.candidate.project, &spec.checked)).collect();
        let report = Report::new(global, self.format, &std::io::stdout()).strict(self.deny.is_some());
        let (text, summary) = report.render(&found);
        print(&text)?;
        if self.format.is_commands() && !global.quiet {
            say(&format!("{}\n", summary.line()));
        }
        if specs.iter().any(|spec| !spec.checked.opened) {
            exit = Exit::Usage;
        } else if summary.errors > 0 || (self.deny.is_some() && summary.warnings > 0) {
            exit = exit.max(Exit::Findings);
        }
        // The process ends here: taking the trees apart node by node would only cost time.
        std::mem::forget(specs);
        Ok(exit)
    }
}

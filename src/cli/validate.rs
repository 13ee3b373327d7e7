//! `bricep validate`.

use std::path::PathBuf;

use clap::Args;
use jiff::ZonedDateTime;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::report::{self, Report};
use super::{Exit, Global, explain::unknown_code, print, say, say_error};
use crate::diagnostic::render::Format;
use crate::diagnostic::{Selection, code, did_you_mean};
use crate::model::Model;
use crate::rules;
use crate::spec::{Given, Giver};

/// Check a spec: syntax, schema, variables, references, names, rules.
#[derive(Args, Debug)]
pub(super) struct Validate {
    /// The spec.
    #[arg(default_value = "bricep.yaml")]
    spec: PathBuf,
    /// Check this environment alone.
    #[arg(long, short, value_name = "NAME")]
    environment: Option<String>,
    /// Give a variable a value; also by `BRICEP_VAR_<name>`.
    #[arg(long = "var", value_name = "NAME=VALUE", value_parser = parse_variable)]
    variables: Vec<(String, String)>,
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

/// What is said of an environment that the spec does not declare; no line of the spec is at fault.
fn unknown_environment(name: &str, model: &Model) -> String {
    let known = || model.environments.iter().map(|environment| &*environment.name);
    let help = did_you_mean(name, known()).map_or_else(
        || {
            format!(
                "it declares {}",
                known().map(|known| format!("`{known}`")).collect::<Vec<_>>().join(", ")
            )
        },
        |known| format!("did you mean `{known}`?"),
    );
    let id = code::UNKNOWN_ENVIRONMENT.id;
    format!("error[{id}]: the spec declares no environment `{name}`\n  = help: {help}\n")
}

/// Today in UTC, so that one pull request is told the same everywhere.
fn today() -> Date {
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
        let options = crate::spec::Options {
            given: given(&self.variables),
            route: None,
            environment: self.environment.clone(),
            rules: Some(rules::Options { today: Some(self.as_of.unwrap_or_else(today)) }),
            selection,
        };
        let project = match report::open(&self.spec) {
            Ok(project) => project,
            Err(exit) => return Ok(exit),
        };
        let checked = crate::spec::check(&project.files, &project.spec, &options);
        if let Some((name, model)) = self.environment.as_deref().zip(checked.model.as_ref())
            && model.environment(name).is_none()
        {
            say(&unknown_environment(name, model));
            return Ok(Exit::Usage);
        }
        let report = Report::new(&project, global, self.format, &std::io::stdout());
        let (text, summary) = report.render(&checked);
        print(&text)?;
        let exit = if !checked.opened {
            Exit::Usage
        } else if summary.errors > 0 || (self.deny.is_some() && summary.warnings > 0) {
            Exit::Findings
        } else {
            Exit::Success
        };
        // The process ends here: taking the trees apart node by node would only cost time.
        std::mem::forget(checked);
        Ok(exit)
    }
}

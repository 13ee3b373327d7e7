//! What is found in templates, at which place.

mod clean;
mod custom;
mod hostile;
mod reading;
mod silent;

use crate::source::{Memory, ProjectPath};
use crate::spec::{Checked, Options};
use crate::{rules, template};

/// The day that counts as today.
const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 25);

/// What comes of some files, of which the first is checked.
fn check(files: &[(&str, &str)]) -> Checked {
    let memory = Memory::with(files.iter().copied()).unwrap();
    let root = ProjectPath::root().join(files[0].0).unwrap();
    let options = Options { rules: Some(rules::Options { today: Some(TODAY) }), ..Options::default() };
    template::check(&memory, &root, &options)
}

/// What is said of all custom providers; only the test of it asks for it.
const RETIRED: &str = "BRC9001";

/// The findings of a template: file, line, column, what is marked, words.
fn found(files: &[(&str, &str)]) -> String {
    let checked = check(files);
    let mut told = String::new();
    for found in checked.diagnostics.iter().filter(|found| found.code.id != RETIRED) {
        let file = checked.map.file(found.span.file);
        let at = file.location(found.span.start);
        let marked = checked.map.slice(found.span).lines().next().unwrap_or_default();
        told += &format!(
            "{}:{}:{} {} `{marked}` {}\n",
            file.path, at.line, at.column, found.code.id, found.message
        );
        told += &format!("    {}: {}\n", found.path, found.help.as_deref().unwrap_or("no help"));
        for related in &found.related {
            let file = checked.map.file(related.span.file);
            let at = file.location(related.span.start);
            told += &format!("    {}:{}:{} {}\n", file.path, at.line, at.column, related.message);
        }
    }
    told
}

/// The findings of one Bicep file.
fn bicep(text: &str) -> String {
    found(&[("main.bicep", text)])
}

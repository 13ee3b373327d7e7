//! Templates that people write by hand: Bicep and ARM JSON, read as far as a file says without being deployed.
//!
//! | file | does |
//! |---|---|
//! | `load` | the template, and the modules that it deploys from local files |
//! | `bicep/`, `json/` | one file into [`tree`], which both languages share |
//! | `custom/` | resources of a custom provider: the schema and the rules of their kind |
//!
//! What is known only at the deployment is an unknown value, about which nothing is said. The rules about templates stand
//! with the others, in `rules/templates/`.

mod bicep;
mod custom;
mod json;
mod load;
pub(crate) mod tree;

pub(crate) use custom::{PROVIDER, custom_type, kind_of};
pub(crate) use load::Loaded;

use crate::diagnostic::Sink;
use crate::rules;
use crate::source::{Files, ProjectPath, limits};
use crate::spec::{Checked, Options};

/// How deep expressions and resources nest, as far as they are looked at.
const DEPTH: usize = 64;

/// Reads the template at `root` with its local modules, and checks all of them.
pub fn check(files: &dyn Files, root: &ProjectPath, options: &Options) -> Checked {
    let mut sink = Sink::default();
    let loaded = load::load(files, root, &mut sink);
    let mut resources = 0;
    for template in &loaded.templates {
        resources += custom::check(template, options.rules, &mut sink);
    }
    if options.rules.is_some() {
        rules::run_templates(&loaded, files, &mut sink);
    }
    let mut diagnostics = sink.into_sorted();
    options.selection.apply(&mut diagnostics);
    Checked { map: loaded.map, diagnostics, opened: loaded.opened, model: None, resources }
}

/// Whether a file is a template: by its name, or, where that is of any JSON, by what it says of itself.
pub fn is_template(files: &dyn Files, path: &ProjectPath) -> bool {
    let name = path.as_str();
    if name.ends_with(".bicep") || name.ends_with(".bicepparam") {
        return true;
    }
    let says_so = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).contains("/deploymentTemplate.json#");
    name.ends_with(".json") && files.read(path, limits::FILE_BYTES).is_ok_and(says_so)
}

#[cfg(test)]
mod tests;

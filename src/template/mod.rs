//! Templates that people write by hand: Bicep and ARM JSON, read as far as a file says without being deployed.
//!
//! | file | does |
//! |---|---|
//! | `load` | the template, and the modules that it deploys from local files |
//! | `bicep/`, `json/` | one file into `tree`, which both languages share |
//! | `pipeline` | the deployments in the scripts of a pipeline, as modules of it |
//! | `custom/` | resources of a custom provider: the schema and the rules of their kind |
//!
//! What is known only at the deployment is an unknown value, about which nothing is said. The rules about templates stand
//! with the others, in `rules/templates/`.

mod bicep;
mod custom;
mod json;
mod load;
mod pipeline;
mod retired;
pub(crate) mod tree;

pub(crate) use custom::{PROVIDER, custom_type, kind_of};
pub(crate) use load::Loaded;
pub(crate) use pipeline::ARTIFACTS;

use crate::diagnostic::Sink;
use crate::rules;
use crate::source::{Files, ProjectPath, limits};
use crate::spec::{Checked, Options, Suppressions};

/// How deep expressions and resources nest, as far as they are looked at.
const DEPTH: usize = 64;

/// Reads the template at `root` with its local modules, and checks all of them.
pub fn check(files: &dyn Files, root: &ProjectPath, options: &Options) -> Checked {
    let mut sink = Sink::default();
    let loaded = load::load(files, root, &mut sink);
    let mut resources = 0;
    for template in &loaded.templates {
        resources += custom::check(template, options.rules, &mut sink);
        retired::check(template, &mut sink);
    }
    if options.rules.is_some() {
        rules::run_templates(&loaded, files, &mut sink);
    }
    let mut suppressions = Suppressions::default();
    for template in &loaded.templates {
        suppressions.add(&template.comments, || template.starts(), &loaded.map);
    }
    let mut suppressed = suppressions.apply(&mut sink);
    let complete = loaded.templates.iter().all(|template| template.complete);
    if complete && options.rules.is_some_and(|rules| rules.today.is_some()) {
        suppressions.report(&mut sink);
    }
    let mut diagnostics = sink.into_sorted();
    options.selection.apply(&mut diagnostics);
    suppressed.retain(|one| options.selection.has(&one.diagnostic));
    suppressed.sort_by_key(|one| (one.diagnostic.span, one.diagnostic.code.id));
    // What fixes write is YAML.
    let found = diagnostics.iter_mut().chain(suppressed.iter_mut().map(|one| &mut one.diagnostic));
    found.for_each(|one| one.fix = None);
    let Loaded { map, opened, .. } = loaded;
    Checked { map, diagnostics, suppressed, opened, complete, model: None, resources }
}

/// Whether a file is a template, or a pipeline, which may deploy some: by its name, or, where that is of any JSON or YAML,
/// by what it says.
pub fn is_template(files: &dyn Files, path: &ProjectPath) -> bool {
    let name = path.as_str();
    if name.ends_with(".bicep") || name.ends_with(".bicepparam") {
        return true;
    }
    let text = || {
        files.read(path, limits::FILE_BYTES).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    };
    if name.ends_with(".json") {
        let schemas = ["/deploymentTemplate.json#", json::VALUES];
        return text().is_some_and(|text| schemas.iter().any(|schema| text.contains(schema)));
    }
    let yaml = name.ends_with(".yml") || name.ends_with(".yaml");
    yaml && !path.name().contains("bricep.") && text().is_some_and(|text| pipeline::is_pipeline(&text))
}

#[cfg(test)]
mod tests;

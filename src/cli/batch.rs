//! Checks some specs, on all cores.

use std::path::PathBuf;

use rustc_hash::FxHashSet;

use super::changed::Changes;

use super::project::Project;
use super::search::Candidate;
use crate::diagnostic::{code, did_you_mean};
use crate::model::Model;
use crate::parallel;
use crate::source::ProjectPath;
use crate::spec::{self, Checked, Options};
use crate::template;

/// A spec and what came of it.
pub(super) struct Spec {
    /// The spec.
    pub(super) candidate: Candidate,
    /// What came of it; of several specs, models are not kept.
    pub(super) checked: Checked,
    /// What is to be said where it lacks the chosen environment.
    pub(super) environment: Option<String>,
}

/// Checks each spec that a change touches, or all, in their order.
pub(super) fn check(
    mut candidates: Vec<Candidate>,
    options: &Options,
    changes: Option<&Changes>,
) -> Vec<Spec> {
    candidates.retain(|candidate| changes.is_none_or(|changes| changes.reach(&candidate.project)));
    let several = candidates.len() > 1;
    let outcomes = parallel::map(&candidates, |Candidate { project, template, .. }| {
        let check = if *template { template::check } else { spec::check };
        let mut checked = check(&project.files, &project.spec, options);
        let environment = options.environment.as_deref().zip(checked.model.as_ref());
        let environment = environment.filter(|(name, model)| model.environment(name).is_none());
        let environment = environment.map(|(name, model)| {
            let spec =
                if several { format!("`{}`", project.show(&project.spec)) } else { "the spec".to_owned() };
            unknown_environment(name, &spec, model)
        });
        let touched = changes.is_none_or(|changes| changes.touch(project, &checked, *template));
        if several {
            checked.model = None;
        }
        (checked, environment, touched)
    });
    let specs = candidates.into_iter().zip(outcomes).filter(|(_, (_, _, touched))| *touched);
    let specs = specs.map(|(candidate, (checked, environment, _))| Spec { candidate, checked, environment });
    leave_out_included(specs.collect())
}

/// Leaves out what was found in a folder, and is a part of another spec rather than one of its own. A module of a template
/// is a part of it even where it is named, since only the whole shows what it is given.
fn leave_out_included(mut specs: Vec<Spec>) -> Vec<Spec> {
    let place = |project: &Project, path: &ProjectPath| project.files.root().join(path.as_str());
    let itself = |Candidate { project, .. }: &Candidate| place(project, &project.spec);
    let included = |spec: &Spec| -> Vec<PathBuf> {
        let files = spec.checked.map.files().skip(1);
        files.map(|file| place(&spec.candidate.project, &file.path)).collect()
    };
    let all: FxHashSet<PathBuf> = specs.iter().flat_map(included).collect();
    // Specs that include each other are parts of nothing: both are told so.
    let whole = specs.iter().filter(|spec| !all.contains(&itself(&spec.candidate)));
    let parts: FxHashSet<PathBuf> = whole.flat_map(included).collect();
    let on_its_own = |candidate: &Candidate| candidate.named && !candidate.template;
    specs.retain(|spec| on_its_own(&spec.candidate) || !parts.contains(&itself(&spec.candidate)));
    specs
}

/// What is said of an environment that the spec does not declare; no line of the spec is at fault.
fn unknown_environment(name: &str, spec: &str, model: &Model) -> String {
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
    format!("error[{id}]: {spec} declares no environment `{name}`\n  = help: {help}\n")
}

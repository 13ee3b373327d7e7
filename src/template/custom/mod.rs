//! Resources of a custom provider: what they hold is checked as the resource of a spec is, by the schema and the rules of
//! their kind. Both know fields as the spec spells them, so a tree is turned into those of a spec, and what is found is told
//! in the words of the template.

mod nodes;
mod words;

use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxHashSet;

use super::tree::{Resource, Template};
use crate::diagnostic::{Code, Diagnostic, Severity, Sink, code, pointer};
use crate::kinds::{KINDS, Kind};
use crate::model::{Environment, Mode, Model, OutputFolders};
use crate::rules;
use crate::schema;
use crate::source::{Node, Span};
use nodes::{Body, Nulls};
use words::Words;

/// The type of a custom provider.
pub(crate) const PROVIDER: &str = "Microsoft.CustomProviders/resourceProviders";

/// The type at the provider of a resource of one: `clusters`.
pub(crate) fn custom_type(resource: &Resource) -> Option<&str> {
    let start = resource.kind.get(..PROVIDER.len())?;
    let rest = resource.kind.get(PROVIDER.len()..)?.strip_prefix('/')?;
    start.eq_ignore_ascii_case(PROVIDER).then_some(rest)
}

/// The kind that a type at the provider stands for.
pub(crate) fn kind_of(custom_type: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.arm_type.eq_ignore_ascii_case(custom_type))
}

/// A resource of the template as one of a spec.
struct Subject<'t> {
    resource: &'t Resource,
    kind: &'static Kind,
    /// What it holds, once with what may come out as null, and once without.
    bodies: [Body; 2],
}

/// Checks every resource of a custom provider; how many there are.
pub(super) fn check(template: &Template, options: Option<rules::Options>, sink: &mut Sink) -> usize {
    let subjects: Vec<Subject<'_>> =
        template.resources.iter().filter_map(|found| subject(template, found)).collect();
    let kinds = kinds(&subjects);
    let mut errors = Vec::new();
    for subject in &subjects {
        let bodies = subject.bodies.iter().take(if subject.bodies[0].nullable { 2 } else { 1 });
        let mut found = common(bodies.map(|body| check_schema(subject, body)).collect());
        let is_error = |one: &&Diagnostic| one.severity == Severity::Error;
        errors.extend(
            found
                .iter()
                .chain(&subject.bodies[0].misspelt)
                .filter(is_error)
                .cloned()
                .map(|one| one.path(path(subject))),
        );
        if !found.is_empty() {
            let words = Words::new(&kinds, &subject.bodies[0]);
            found.iter_mut().for_each(|one| words.translate(one, subject.resource));
        }
        found.extend(
            subject.bodies[0].misspelt.iter().cloned().map(|one| one.path(template_path(subject.resource))),
        );
        found.into_iter().for_each(|one| sink.push(one));
    }
    let closed: Vec<&Subject<'_>> = subjects.iter().filter(|subject| !subject.bodies[0].open).collect();
    if let Some(options) = options {
        run_rules(template, &closed, &kinds, &errors, options, sink);
    }
    subjects.len()
}

/// The kinds that a template has resources of.
fn kinds(subjects: &[Subject<'_>]) -> Vec<&'static Kind> {
    let has = |kind: &&&'static Kind| subjects.iter().any(|subject| subject.kind.name == kind.name);
    KINDS.iter().filter(has).copied().collect()
}

fn subject<'t>(template: &'t Template, resource: &'t Resource) -> Option<Subject<'t>> {
    let kind = custom_type(resource).and_then(kind_of).filter(|_| !resource.existing)?;
    let bodies = [Nulls::Kept, Nulls::LeftOut].map(|nulls| nodes::body(template, resource, kind, nulls));
    Some(Subject { resource, kind, bodies })
}

/// Findings about something that is not there.
const MISSING: &[&Code] = &[&code::MISSING_PROPERTY, &code::CONFLICTING_PROPERTIES];

fn check_schema(subject: &Subject<'_>, body: &Body) -> Vec<Diagnostic> {
    let (kind, key, at) = (subject.kind, &*subject.resource.symbol, subject.resource.span);
    let mut found = Vec::new();
    schema::check_resource(kind, key, at, &body.node, &path(subject), &mut |one| found.push(one));
    found.retain(|one| {
        let of_expression = one.code.is_of_value() && body.unknown.contains(&one.span);
        !(of_expression || body.open && MISSING.contains(&one.code))
    });
    found
}

/// Where a resource stands in the template.
fn template_path(resource: &Resource) -> String {
    pointer(["resources", &resource.symbol])
}

fn path(subject: &Subject<'_>) -> String {
    pointer(["resources", subject.kind.name, &subject.resource.symbol])
}

/// The findings that all ways to read a template have in common.
fn common(ways: Vec<Vec<Diagnostic>>) -> Vec<Diagnostic> {
    let key = |found: &Diagnostic| (found.code.id, found.span, found.message.clone());
    let mut ways = ways.into_iter();
    let mut kept = ways.next().unwrap_or_default();
    for way in ways {
        let keys: FxHashSet<(&str, Span, String)> = way.iter().map(key).collect();
        kept.retain(|found| keys.contains(&key(found)));
    }
    kept
}

/// A template does not say who relies on what it deploys, nor whether an expression comes out as null: a rule counts where
/// it finds the same either way.
fn run_rules(
    template: &Template,
    subjects: &[&Subject<'_>],
    kinds: &[&'static Kind],
    errors: &[Diagnostic],
    options: rules::Options,
    sink: &mut Sink,
) {
    let mut ways = Vec::new();
    let nullable = subjects.iter().any(|subject| subject.bodies[0].nullable);
    for mode in [Mode::Production, Mode::Development] {
        for nulls in 0..if nullable { 2 } else { 1 } {
            let model = model(template, subjects, mode, nulls);
            let mut found = Sink::default();
            errors.iter().cloned().for_each(|error| found.push(error));
            rules::run(&model, options, None, &mut found);
            let mut found = found.into_sorted();
            found.retain(|one| !errors.iter().any(|error| error.code == one.code && error.span == one.span));
            ways.push(found);
        }
    }
    for mut found in common(ways) {
        let mut steps = found.path.split('/').skip(2);
        let (kind, key) = (steps.next().unwrap_or_default(), steps.next().unwrap_or_default());
        let subject =
            subjects.iter().find(|subject| subject.kind.name == kind && *subject.resource.symbol == *key);
        if let Some(subject) = subject {
            Words::new(kinds, &subject.bodies[0]).translate(&mut found, subject.resource);
        }
        sink.push(found);
    }
}

fn model(template: &Template, subjects: &[&Subject<'_>], mode: Mode, nulls: usize) -> Model {
    let span = Span::new(template.file, 0, 0);
    let resources = subjects.iter().map(|subject| {
        let tree: Arc<Node> = subject.bodies[nulls].for_rules.clone();
        let (kind, resource) = (subject.kind, subject.resource);
        crate::model::Resource::new(kind, resource.symbol.clone(), resource.span, vec![Some(tree)], false)
    });
    Model {
        file: Arc::from(template.path.name()),
        name: Arc::from("template"),
        name_span: span,
        environments: vec![Environment { name: Arc::from("template"), span, mode, uses_user: false }],
        default_environment: 0,
        variables: IndexMap::new(),
        resources: resources.collect(),
        outputs: Vec::new(),
        azure: None,
        pipelines: None,
        folders: OutputFolders { templates: String::new(), pipelines: String::new() },
        facts: Vec::new(),
        given: IndexMap::new(),
    }
}

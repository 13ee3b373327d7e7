//! The language: from files to a [`Model`], one pass a file.
//!
//! | pass | reads | does |
//! |---|---|---|
//! | `source::load` | files | syntax, includes, bounds |
//! | `join` | documents | one tree, as if one file had said all of it |
//! | `frame` | the tree | version, schema of everything but the bodies of resources |
//! | `environments` | `environments` | names, modes, the default |
//! | `variables` | `variables`, overlays, values from outside | types, constraints, one value per environment |
//! | `resources` | `resources`, overlays | keyed lists to lists, one merged tree per environment |
//! | `paths` | local paths in resources | sources, and the notebooks and files that a path declares |
//! | `defaults` | modes | pauses what is scheduled in development |
//! | `sections` | `azure`, `pipelines`, overlays | one merged section per environment, and its schema |
//! | `azure` | `azure` | the route, settings that contradict each other; `network`, `ranges`, `tags`, `api_versions`, `regions` |
//! | `references` | every text | interpolations, the graph, cycles, secrets |
//! | `settings` | `azure`, `pipelines`, values | variables filled in, the schema again, address ranges |
//! | `bodies` | trees, values | the schema of every resource, per environment |
//! | `levels` | `validate`, overlays | which warnings count, and for how much |
//! | `pipelines` | `pipelines`, `azure` | what pipelines need, and names that their systems would misread; in `agents`, where and as whom they run |
//! | `names` | names | what they become in the templates, collisions |
//! | `rules` | the model | what a spec may say and should not |
//! | `suppressions` | comments | which findings the author has answered |
//!
//! A pass adds findings and hands on what it could make of the rest, so that one fault hides no other.

mod agents;
mod api_versions;
mod azure;
mod bodies;
mod catalogues;
mod defaults;
mod environments;
mod fold;
mod frame;
mod join;
mod levels;
mod names;
mod network;
mod overlay;
mod paths;
mod pipelines;
mod places;
mod ranges;
mod references;
mod regions;
mod resources;
mod sections;
mod settings;
mod suppressions;
mod tags;
#[cfg(test)]
mod tests;
mod variables;

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

pub(crate) use fold::Fold;
use levels::Levels;
pub(crate) use pipelines::is_plain_path;
pub(crate) use places::Shaped;
pub(crate) use suppressions::{Suppressions, in_order};

use crate::diagnostic::{Code, Diagnostic, Selection, Severity, Sink, Suppressed, code};
use crate::fix;
use crate::model::{Model, Route};
use crate::rules;
use crate::source::{self, Files, Node, ProjectPath, SourceMap, Span};

/// What a caller may decide.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Values of variables from outside; of those for one variable the last counts.
    pub given: Vec<Given>,
    /// The route, in place of the spec's.
    pub route: Option<Route>,
    /// The one environment to look at, in place of all.
    pub environment: Option<String>,
    /// What the rules may know; without it they are not asked.
    pub rules: Option<rules::Options>,
    /// Which findings are reported.
    pub selection: Selection,
}

/// A value of a variable from outside.
#[derive(Clone, Debug)]
pub struct Given {
    /// The variable.
    pub name: String,
    /// Its value as text, read by the variable's type.
    pub value: String,
    /// Who gave it.
    pub by: Giver,
}

/// Who gave a value from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Giver {
    /// `--var`; the spec must declare what it sets.
    CommandLine,
    /// `BRICEP_VAR_x`, which may be meant for another spec.
    Environment,
}

impl Given {
    /// Who gave it, as messages name it: `--var` or `BRICEP_VAR_x`.
    fn by(&self) -> String {
        match self.by {
            Giver::CommandLine => "`--var`".to_owned(),
            Giver::Environment => format!("`BRICEP_VAR_{}`", self.name),
        }
    }
}

/// What came of a spec.
#[derive(Debug)]
pub struct Checked {
    /// Every file that was read.
    pub map: SourceMap,
    /// What was found, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What was found and is answered, sorted by place.
    pub suppressed: Vec<Suppressed>,
    /// Whether the root spec could be opened.
    pub opened: bool,
    /// Whether everything was read; if not, parts that are in error were left out.
    pub complete: bool,
    /// The model; complete only when no finding is an error.
    pub model: Option<Model>,
    /// How many resources the spec declares by name.
    pub resources: usize,
}

impl Checked {
    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Findings about something that is not there.
const MISSING: &[&Code] = &[
    &code::ABSENT_RESOURCE,
    &code::MISSING_PROPERTY,
    &code::MISSING_VARIABLE_VALUE,
    &code::UNKNOWN_OVERLAY,
    &code::UNKNOWN_RESOURCE,
    &code::UNKNOWN_VARIABLE,
    &code::UNUSED_VARIABLE,
];

/// Reads the spec at `root` and checks all of it.
pub fn check(files: &dyn Files, root: &ProjectPath, options: &Options) -> Checked {
    let mut sink = Sink::default();
    let loaded = source::load(files, root, &mut sink);
    let mut suppressions = Suppressions::read(&loaded.documents, &loaded.map);
    let mut levels = Levels::default();
    let (model, resources) = match join::join(loaded.documents, &mut sink) {
        Some(tree) => passes(files, &loaded.map, tree, options, &mut levels, &mut sink),
        None => (None, 0),
    };
    // What is missing may stand in the parts that could not be read.
    if let (Some(model), Some(rules), true) = (&model, options.rules, loaded.complete) {
        rules::run(model, rules, options.environment.as_deref(), &mut sink);
    }
    let mut suppressed = suppressions.apply(&mut sink);
    // A suppression is unused when everything was looked at.
    if loaded.complete
        && options.environment.is_none()
        && options.rules.is_some_and(|rules| rules.today.is_some())
    {
        suppressions.report(&mut sink);
    }
    let mut diagnostics = sink.into_sorted();
    if !loaded.complete {
        // What seems to be missing may stand in the parts that could not be read.
        diagnostics.retain(|diagnostic| !MISSING.contains(&diagnostic.code));
    }
    suppressed.iter_mut().for_each(|one| {
        levels.settle(&mut one.diagnostic);
    });
    suppressed.extend(levels.apply(&mut diagnostics));
    options.selection.apply(&mut diagnostics);
    suppressed.retain(|one| options.selection.has(&one.diagnostic));
    suppressed.sort_by_key(|one| (one.diagnostic.span, one.diagnostic.code.id));
    suppressed.iter_mut().for_each(|one| one.diagnostic.fix = None);
    if loaded.complete {
        fix::resolve(&loaded.map, &mut diagnostics);
    } else {
        // Nothing is fixed in what does not load: what the rest says is not known.
        diagnostics.iter_mut().for_each(|found| found.fix = None);
    }
    let source::Loaded { map, opened, complete, .. } = loaded;
    Checked { map, diagnostics, suppressed, opened, complete, model, resources }
}

/// The passes behind loading, in order.
fn passes(
    files: &dyn Files,
    map: &SourceMap,
    mut tree: Node,
    options: &Options,
    levels: &mut Levels,
    sink: &mut Sink,
) -> (Option<Model>, usize) {
    let Some(frame) = frame::check(&tree, sink) else {
        return (None, 0);
    };
    let environments::Environments { list, default } = environments::read(&tree, &frame, sink);
    *levels = levels::read(&tree, &list, sink);
    let variables = variables::read(&tree, &list, &frame, map, sink);
    let given = variables::given(&variables, &options.given, frame.name_span, sink);
    variables::check_complete(&variables, &given, &list, sink);

    let resources::Taken { mut declared, unknown } = resources::take(&mut tree, &list, sink);
    let count = declared.iter().filter(|resource| resource.is_declared()).count();
    let mut context = Context { files, map, frame: &frame, environments: list };
    let implied = paths::declare(&mut declared, &context, sink);
    let resources::Merged { resources: mut merged, hidden } = resources::merge(declared, &context, sink);
    defaults::pause(&mut merged, &context.environments);
    paths::mark_user(&merged, &mut context.environments);
    paths::place(&mut merged, implied, &context);
    let outputs = resources::outputs(&tree, &context.environments, sink);
    let azure = azure::read(&tree, &context, options.route, sink);
    let pipelines = pipelines::read(&tree, &context.environments, sink);
    let facts = catalogues::read(levels, &context, sink);

    let mut model = Model {
        file: Arc::from(map.file(frame.name_span.file).path.name()),
        name: frame.name.clone(),
        name_span: frame.name_span,
        environments: context.environments,
        default_environment: default,
        variables,
        resources: merged,
        outputs,
        azure,
        pipelines,
        folders: frame.folders.clone(),
        facts,
        given,
    };
    references::resolve(&mut model, &hidden, &unknown, map, sink);
    settings::settle(&mut model, sink);
    bodies::check(&model, &hidden, options.environment.as_deref(), sink);
    names::check(&model, sink);
    azure::check(&model, sink);
    pipelines::check(&model, sink);
    resources::strip(&mut model.resources);
    (Some(model), count)
}

/// Definitions that every environment changes, so that none shows them as they stand, by kind and key.
type Hidden = FxHashMap<(&'static str, Arc<str>), Arc<Node>>;

/// The place of a range of a text in its file: exact where the text stands there as it reads, else the value's.
fn place(map: &SourceMap, node: &Node, text: &str, range: &Range<usize>) -> Span {
    let Some(part) = text.get(range.clone()) else { return node.span };
    let source = map.slice(node.span);
    // Plain, or in quotes without an escape before it.
    for quote in [0, 1] {
        if source.get(quote..).is_some_and(|source| source.starts_with(text)) {
            let start = node.span.start + (quote + range.start) as u32;
            return Span::new(node.span.file, start, start + part.len() as u32);
        }
    }
    let before = text[..range.start].matches(part).count();
    source.match_indices(part).nth(before).map_or(node.span, |(at, _)| {
        let start = node.span.start + at as u32;
        Span::new(node.span.file, start, start + part.len() as u32)
    })
}

/// What the passes share.
struct Context<'a> {
    files: &'a dyn Files,
    map: &'a SourceMap,
    frame: &'a frame::Frame,
    environments: Vec<crate::model::Environment>,
}

/// Reports a key that is no name: a variable's, a resource's or an output's; whether it is one.
fn check_key(key: &source::Key, what: &str, path: String, sink: &mut Sink) -> bool {
    let valid = key.text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && key.text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if !valid {
        sink.push(
            invalid_name(&key.text, what, key.span)
                .help("begin with a letter or `_`; then letters, digits, `_` and `-`")
                .path(path),
        );
    }
    valid
}

/// Whether a text may be the spec's name or an environment's. Names of Azure resources are made of both and take no `-` at
/// the end.
fn is_lower_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && !text.ends_with('-')
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// The finding that a text is no name for `what`.
fn invalid_name(text: &str, what: &str, span: Span) -> Diagnostic {
    let message = match text {
        "" => format!("the name of {what} is empty"),
        _ => format!("`{text}` is no name for {what}"),
    };
    Diagnostic::new(&code::INVALID_NAME, span, message)
}

/// A noun with its article: `a cluster`, `an instance pool`.
fn one(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// Names joined for a message: `a`, `b` and `c`.
fn enumerate<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => "none".to_owned(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

//! The walk over the texts of one tree.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{Lookup, report};
use crate::diagnostic::{Diagnostic, Related, code, did_you_mean, pointer};
use crate::kinds::{self, Shape};
use crate::model::interpolation::{self, Part, Reference};
use crate::model::{Mode, ResourceId, Type};
use crate::source::{Data, Node, Span};
use crate::spec::fold::Fold;

/// Where a tree stands, which decides what its texts may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Allowed {
    /// The body of a resource: everything, secrets only in fields that hold secrets.
    Body,
    /// An output: everything but secrets.
    Output,
    /// A section that is read before anything is deployed, by its name.
    Section(&'static str),
}

/// What a text uses.
pub(super) enum Use {
    Variable(Arc<str>),
    Resource(ResourceId, Span),
}

impl Use {
    /// The variable, if it is one.
    pub(super) fn variable(self) -> Option<Arc<str>> {
        match self {
            Self::Variable(name) => Some(name),
            Self::Resource(..) => None,
        }
    }
}

/// Adds the variables that the texts below a node name.
pub(super) fn variables(node: &Node, used: &mut FxHashSet<Arc<str>>) {
    match &node.data {
        Data::String(text) => {
            used.extend(interpolation::references(text).into_iter().filter_map(|(reference, _)| {
                match reference {
                    Reference::Variable(name) => Some(name),
                    _ => None,
                }
            }));
        }
        Data::List(list) => list.iter().for_each(|item| variables(item, used)),
        Data::Map(map) => map.iter().for_each(|entry| variables(&entry.value, used)),
        Data::Null | Data::Bool(_) | Data::Number(_) => {}
    }
}

/// One step of the path to a node.
enum Step {
    Key(Arc<str>),
    Index(usize),
}

pub(super) struct Walk<'a, 'b> {
    lookup: &'b Lookup<'a>,
    allowed: Allowed,
    shown: &'b [usize],
    fold: &'b mut Fold,
    path: Vec<Step>,
    /// The other places that shaped the text that is being read.
    also: Option<Arc<[Span]>>,
    uses: Vec<Use>,
}

impl<'a, 'b> Walk<'a, 'b> {
    pub(super) fn new(
        lookup: &'b Lookup<'a>,
        allowed: Allowed,
        shown: &'b [usize],
        fold: &'b mut Fold,
    ) -> Self {
        Self { lookup, allowed, shown, fold, path: Vec::new(), also: None, uses: Vec::new() }
    }

    /// Everything that the texts of a tree use; what is amiss goes to the fold.
    pub(super) fn run(mut self, tree: &Node, shape: Option<&Shape>, path: Vec<Arc<str>>) -> Vec<Use> {
        self.path = path.into_iter().map(Step::Key).collect();
        self.node(tree, shape);
        self.uses
    }

    fn node(&mut self, node: &Node, shape: Option<&Shape>) {
        match &node.data {
            Data::String(text) if interpolation::is_interpolated(text) => self.text(node, text, shape),
            Data::List(list) => {
                for (at, item) in list.iter().enumerate() {
                    self.path.push(Step::Index(at));
                    if let Some(field) = shape.and_then(Shape::key_field) {
                        self.key_field(item, field);
                    }
                    self.node(item, shape.and_then(Shape::items));
                    self.path.pop();
                }
            }
            Data::Map(map) => {
                for entry in map {
                    self.path.push(Step::Key(entry.key.text.clone()));
                    if interpolation::is_interpolated(&entry.key.text) {
                        let message = format!("`{}` is a key, and keys are not filled in", entry.key.text);
                        self.report(
                            Diagnostic::new(&code::MISPLACED_INTERPOLATION, entry.key.span, message)
                                .help("write the key out"),
                        );
                    }
                    let field =
                        shape.and_then(|shape| shape.property(&entry.key.text).or_else(|| shape.values()));
                    self.node(&entry.value, field);
                    self.path.pop();
                }
            }
            _ => {}
        }
    }

    /// The key of an element decides what an overlay merges with: it takes no value that is known later.
    fn key_field(&mut self, element: &Node, field: &str) {
        let Some((node, text)) = element.get(field).and_then(|node| Some((node, node.as_str()?))) else {
            return;
        };
        let known = |reference: &Reference| matches!(reference, Reference::Name | Reference::Environment);
        if let Some((_, range)) =
            interpolation::references(text).into_iter().find(|(reference, _)| !known(reference))
        {
            let span = self.lookup.place(node, text, &range);
            let message =
                format!("`{field}` tells the elements of this list apart, and takes no `{}`", &text[range]);
            self.report(
                Diagnostic::new(&code::MISPLACED_INTERPOLATION, span, message).help("write the key out"),
            );
        }
    }

    fn text(&mut self, node: &Node, text: &str, shape: Option<&Shape>) {
        self.also.clone_from(&node.also);
        self.parts(node, text, shape);
        self.also = None;
    }

    fn parts(&mut self, node: &Node, text: &str, shape: Option<&Shape>) {
        let (parts, errors) = interpolation::scan(text);
        for error in errors {
            let span = self.lookup.place(node, text, &error.range);
            self.report(report::malformed(text, &error, span));
        }
        let whole = matches!(parts.as_slice(), [Part::Reference(..)]);
        for part in parts {
            let Part::Reference(reference, range) = part else { continue };
            let span = self.lookup.place(node, text, &range);
            let written = &text[range];
            if let Some(diagnostic) = self.misplaced(&reference, written, span, shape) {
                self.report(diagnostic);
                continue;
            }
            match reference {
                Reference::Variable(name) => self.variable(name, span, whole),
                Reference::Resource { kind, key, attribute } => {
                    self.resource(&kind, &key, &attribute, span, shape.filter(|_| whole));
                }
                Reference::Azure(name) => self.azure(&name, span),
                Reference::User => self.user(span),
                Reference::Name | Reference::Environment | Reference::Secret(_) => {}
            }
        }
    }

    fn misplaced(
        &self,
        reference: &Reference,
        written: &str,
        span: Span,
        shape: Option<&Shape>,
    ) -> Option<Diagnostic> {
        let late =
            matches!(reference, Reference::Resource { .. } | Reference::Azure(_) | Reference::Secret(_));
        let section = match self.allowed {
            Allowed::Body | Allowed::Output => {
                let Reference::Secret(name) = reference else { return None };
                if self.allowed == Allowed::Body && shape.is_some_and(Shape::is_secret) {
                    return None;
                }
                let message = format!("the secret `{name}` would be seen by everyone who may see this value");
                return Some(
                    Diagnostic::new(&code::MISPLACED_SECRET, span, message)
                        .help("let Databricks read it where it is used: `{{secrets/<scope>/<key>}}`"),
                );
            }
            Allowed::Section(section) if late || *reference == Reference::User => section,
            Allowed::Section(_) => return None,
        };
        let message = format!("`{written}` is not known where `{section}` is read");
        Some(
            Diagnostic::new(&code::MISPLACED_INTERPOLATION, span, message)
                .help("this section takes `${name}`, `${environment}` and `${var.…}`"),
        )
    }

    fn variable(&mut self, name: Arc<str>, span: Span, whole: bool) {
        let variables = &self.lookup.model.variables;
        match variables.get(&name) {
            None => {
                let meant = did_you_mean(&name, variables.keys().map(|name| &**name));
                self.report(report::unknown_variable(&name, span, meant));
                // The one that is meant is used, but for its spelling.
                self.uses.extend(meant.map(|meant| Use::Variable(meant.into())));
            }
            Some(variable) => {
                if !whole && matches!(variable.r#type, Type::List(_) | Type::Map(_) | Type::Json) {
                    let message = format!("`{name}` is a list or map and cannot stand inside a text");
                    self.report(
                        Diagnostic::new(&code::MISPLACED_INTERPOLATION, span, message)
                            .help(format!("let the value be `${{var.{name}}}` alone"))
                            .related(variable.span, "the variable"),
                    );
                }
                self.uses.push(Use::Variable(name));
            }
        }
    }

    fn resource(&mut self, kind: &str, key: &str, attribute: &str, span: Span, field: Option<&Shape>) {
        let Some(known) = kinds::kind(kind) else {
            let found = report::unknown_kind(kind, key, attribute, span);
            // Where the kind is declared, it is told once.
            if found.fix.is_some() || !self.lookup.unknown.contains(kind) {
                self.report(found);
            }
            return;
        };
        let Some(id) = self.lookup.resources.get(&(known.name, key)).copied() else {
            let keys =
                self.lookup.resources.keys().filter(|(kind, _)| *kind == known.name).map(|(_, key)| *key);
            return self.report(report::unknown_resource(known, key, span, keys));
        };
        let target = self.lookup.resource(id);
        if known.attribute(attribute).is_none() {
            return self.report(report::unknown_attribute(known, key, attribute, span));
        }
        // What the target itself refers to by this name stands for that: the `catalog_name` of a schema is a catalog.
        let meant = known.shape().property(attribute).and_then(Shape::reference);
        if let Some(expected) = field.and_then(Shape::reference)
            && expected != known.name
            && meant != Some(expected)
        {
            return self.report(report::wrong_kind(known, key, expected, span));
        }
        for at in self.shown {
            if target.trees.get(*at).is_some_and(Option::is_none) {
                let diagnostic = report::absent(target, *at, span);
                self.report_in(&[*at], diagnostic);
            }
        }
        self.uses.push(Use::Resource(id, span));
    }

    fn azure(&mut self, name: &str, span: Span) {
        if let Some(diagnostic) = report::azure(self.lookup.model, name, self.shown, span) {
            self.report(diagnostic);
        }
    }

    /// What production holds does not depend on who deploys it.
    fn user(&mut self, span: Span) {
        for at in self.shown {
            let environment = &self.lookup.model.environments[*at];
            if environment.mode == Mode::Production {
                let message = "`${user}` stands in a value of production";
                let diagnostic = Diagnostic::new(&code::USER_IN_PRODUCTION, span, message)
                    .help("overlay the value, so that production does not depend on who deploys")
                    .related(environment.span, "this environment is production");
                self.report_in(&[*at], diagnostic);
            }
        }
    }

    fn pointer(&self) -> String {
        let steps = self.path.iter().map(|step| match step {
            Step::Key(key) => key.to_string(),
            Step::Index(at) => at.to_string(),
        });
        pointer(steps.collect::<Vec<_>>().iter().map(String::as_str))
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.report_in(self.shown, diagnostic);
    }

    fn report_in(&mut self, environments: &[usize], mut diagnostic: Diagnostic) {
        diagnostic.path = self.pointer();
        for place in self.also.iter().flat_map(|also| also.iter()).filter(|place| **place != diagnostic.span)
        {
            diagnostic.related.push(Related { message: "set here first".to_owned(), span: *place });
        }
        self.fold.push(environments, diagnostic);
    }
}

//! What a rule may ask of an environment.

use std::borrow::Cow;
use std::ops::Range;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::doubts::{Doubts, Errors};
use super::run::RUN;
use super::value::{Root, Value, repeated};
use super::views::{Job, Resource};
use crate::facts::Facts;
use crate::model::interpolation::{self, Reference};
use crate::model::{Mode, Model, ResourceId, Route};
use crate::parallel;
use crate::source::{Node, Span};

/// What a caller may decide.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The day that counts as today; without one, rules about dates say nothing.
    pub today: Option<Date>,
}

/// The trees of a model with everything filled in that is known, one for the environments that share it.
pub(super) struct Filled<'a> {
    pub(super) model: &'a Model,
    /// By resource and environment: the first environment in which the resource and all that it refers to are the same.
    pub(super) classes: Vec<Vec<usize>>,
    /// By resource and environment; set for the first of a class alone.
    pub(super) trees: Vec<Vec<Option<Cow<'a, Node>>>>,
    /// By resource: what its errors leave in doubt; `None` where that is all of it.
    doubts: Vec<Option<Doubts>>,
    by_kind: FxHashMap<&'static str, Vec<usize>>,
    by_key: FxHashMap<(&'static str, &'a str), usize>,
    /// What cluster policies say, once it was asked.
    pub(super) policies: super::policy::Read,
}

impl<'a> Filled<'a> {
    pub(super) fn new(model: &'a Model, classes: Vec<Vec<usize>>, errors: &Errors<'_>) -> Self {
        let values: Vec<_> = (0..model.environments.len()).map(|at| model.values(at)).collect();
        let fill = |(resource, classes): (&'a crate::model::Resource, &Vec<usize>)| {
            let trees = resource.trees.iter().zip(classes).enumerate();
            trees
                .map(|(at, (tree, class))| {
                    let tree = tree.as_deref().filter(|_| *class == at)?;
                    Some(if resource.variables.is_empty() && !interpolation::any(tree) {
                        Cow::Borrowed(tree)
                    } else {
                        Cow::Owned(values[at].fill(tree))
                    })
                })
                .collect()
        };
        let runs = parallel::runs(model.resources.len(), RUN);
        let fill_run = |run: &Range<usize>| -> Vec<_> {
            run.clone().map(|at| fill((&model.resources[at], &classes[at]))).collect()
        };
        let trees: Vec<Vec<Option<Cow<'a, Node>>>> =
            parallel::map(&runs, fill_run).into_iter().flatten().collect();
        let doubts = model.resources.iter().zip(&trees);
        let doubts = doubts
            .map(|(resource, trees)| errors.doubts(resource, trees.iter().flatten().map(Cow::as_ref)))
            .collect();
        let mut by_kind: FxHashMap<_, Vec<usize>> = FxHashMap::default();
        let mut by_key = FxHashMap::default();
        for (at, resource) in model.resources.iter().enumerate() {
            by_kind.entry(resource.kind.name).or_default().push(at);
            by_key.insert((resource.kind.name, &*resource.key), at);
        }
        Self { model, classes, trees, doubts, by_kind, by_key, policies: super::policy::Read::default() }
    }

    /// Whether rules look at a resource: one that the spec declares by name, unless its errors leave all in doubt.
    pub(super) fn is_looked_at(&self, at: usize) -> bool {
        self.doubts[at].is_some() && !self.model.resources[at].implied
    }
}

/// One environment, as rules see it.
pub(super) struct Cx<'a> {
    /// The day that counts as today.
    pub(super) today: Option<Date>,
    pub(super) filled: &'a Filled<'a>,
    pub(super) environment: usize,
}

impl<'a> Cx<'a> {
    /// What the workspace of the environment offers, as far as that is known.
    pub(super) fn facts(&self) -> &'a Facts {
        match self.filled.model.facts.get(self.environment) {
            Some(Some(facts)) => facts,
            _ => Facts::built_in(),
        }
    }

    /// Whether others rely on the environment.
    pub(super) fn mode(&self) -> Mode {
        self.filled.model.environments[self.environment].mode
    }

    /// Whether others rely on the environment.
    pub(super) fn is_production(&self) -> bool {
        self.mode() == Mode::Production
    }

    /// The resources of a kind that the environment has, but for those that a local path declares and those with errors.
    pub(super) fn resources(&self, kind: &str) -> impl Iterator<Item = Resource<'a>> + use<'a, '_> {
        let all = self.filled.by_kind.get(kind).map_or(&[][..], Vec::as_slice);
        all.iter().filter(|at| self.filled.is_looked_at(**at)).filter_map(|at| self.view(*at))
    }

    /// The resources of a kind whose name another has before them: the name, where it stands, and where first.
    pub(super) fn repeated_names(
        &self,
        kind: &str,
    ) -> impl Iterator<Item = (Cow<'a, str>, Value<'a>, Value<'a>)> + use<'a, '_> {
        repeated(self.resources(kind).filter_map(|one| Some(one.get(one.model.kind.name_field?))))
    }

    /// All jobs of the environment.
    pub(super) fn jobs(&self) -> impl Iterator<Item = Job<'a>> + use<'a, '_> {
        self.resources("jobs").map(Job)
    }

    /// The resource of a kind and key.
    pub(super) fn resource(&self, kind: &str, key: &str) -> Option<Resource<'a>> {
        let kind = crate::kinds::kind(kind)?.name;
        self.view(*self.filled.by_key.get(&(kind, key))?)
    }

    /// The resource that a value refers to, where it is `${resources.<kind>.<key>.<attribute>}` and nothing else.
    pub(super) fn referred(&self, value: Value<'_>) -> Option<Resource<'a>> {
        match interpolation::whole(value.raw()?)? {
            Reference::Resource { kind, key, .. } => self.resource(&kind, &key),
            _ => None,
        }
    }

    /// The other environments.
    pub(super) fn others(&self) -> impl Iterator<Item = Cx<'a>> + use<'a> {
        let Self { today, filled, environment: own } = *self;
        let others = (0..filled.model.environments.len()).filter(move |at| *at != own);
        others.map(move |environment| Cx { today, filled, environment })
    }

    /// The section `azure`.
    pub(super) fn azure(&self) -> Option<Value<'a>> {
        let azure = self.filled.model.azure.as_ref()?;
        Some(section_azure(azure.trees.get(self.environment)?, azure.span))
    }

    /// What is no resource and may hold a text that rules look at: `azure`, outputs, and variables that no resource uses.
    /// A variable that one uses is seen there.
    pub(super) fn sections(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let (model, environment) = (self.filled.model, self.environment);
        let used: FxHashSet<&str> = model
            .resources
            .iter()
            .flat_map(|resource| resource.variables.iter().map(|name| &**name))
            .collect();
        let variables = model.variables.values().filter(move |variable| !used.contains(&*variable.name));
        let variables = variables.filter_map(move |variable| {
            let root = Root::section(
                ["variables", &variable.name],
                variable.values.get(environment)?.as_ref()?,
                variable.span,
            );
            Some(Value::root(root))
        });
        let outputs = model.outputs.iter().filter_map(move |output| {
            let root = Root::section(
                ["outputs", &output.name],
                output.values.get(environment)?.as_ref()?,
                output.span,
            );
            Some(Value::root(root))
        });
        self.azure().into_iter().chain(variables).chain(outputs)
    }

    /// The section `azure` of the environments in development mode, with their names.
    pub(super) fn development(&self) -> impl Iterator<Item = (&'a str, Value<'a>)> + use<'a> {
        let model = self.filled.model;
        let azure = model.azure.iter().flat_map(|azure| azure.trees.iter().map(move |tree| (azure, tree)));
        let environments = model.environments.iter().zip(azure);
        environments
            .filter(|(environment, _)| environment.mode == Mode::Development)
            .map(|(environment, (azure, tree))| (&*environment.name, section_azure(tree, azure.span)))
    }

    /// The route, where the spec has a section `azure`.
    pub(super) fn route(&self) -> Option<Route> {
        self.filled.model.azure.as_ref().map(|azure| azure.route)
    }

    pub(super) fn view(&self, at: usize) -> Option<Resource<'a>> {
        let model = &self.filled.model.resources[at];
        let class = self.filled.classes[at][self.environment];
        let tree = self.filled.trees[at][class].as_deref()?;
        Some(Resource {
            model,
            body: Value::root(Root::resource(ResourceId(at), model, tree, self.filled.doubts[at].as_ref())),
        })
    }
}

fn section_azure(tree: &Node, head: Span) -> Value<'_> {
    Value::root(Root::section(["azure", ""], tree, head))
}

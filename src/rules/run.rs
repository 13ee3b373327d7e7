//! The walk: every resource once for the environments in which it is the same, and each rule that is bound to it.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::context::{Cx, Filled, Options};
use super::doubts::Errors;
use super::finding::Findings;
use super::views::{Cluster, Job};
use super::{Check, RULES, Rule};
use crate::diagnostic::Sink;
use crate::model::{Model, Resource};
use crate::parallel;

/// How many resources one core looks at before it takes more; fewer are not worth a thread.
pub(super) const RUN: usize = 256;

/// Runs every rule over a model, or over one environment of it. Of what errors leave in doubt nothing is said.
pub(crate) fn run(model: &Model, options: Options, only: Option<&str>, sink: &mut Sink) {
    let Some(first) = RULES.first() else { return };
    let looked_at = |at: &usize| only.is_none_or(|only| *model.environments[*at].name == *only);
    let environments: Vec<usize> = (0..model.environments.len()).filter(looked_at).collect();
    let filled = Filled::new(model, classes(model), &Errors::read(sink));
    let contexts: Vec<Cx<'_>> = (0..model.environments.len())
        .map(|environment| Cx { today: options.today, filled: &filled, environment })
        .collect();
    let bound = Bound::new();
    let walk = |run: &Range<usize>| {
        let mut findings = Findings::new(&filled, &first.code);
        for at in run.clone().filter(|at| filled.is_looked_at(*at)) {
            let rules = bound.of(&model.resources[at]);
            for class in distinct(&filled.classes[at]) {
                let of_class = |at_environment: &usize| filled.classes[at][*at_environment] == class;
                findings.shown = environments.iter().copied().filter(of_class).collect();
                if !findings.shown.is_empty() {
                    look(&contexts[class], at, rules, &mut findings);
                }
            }
        }
        findings
    };
    let runs = parallel::runs(model.resources.len(), RUN);
    let mut findings = Findings::new(&filled, &first.code);
    parallel::map(&runs, walk).into_iter().for_each(|part| findings.absorb(part));
    for environment in environments {
        findings.shown = vec![environment];
        for rule in RULES {
            findings.code = &rule.code;
            let cx = &contexts[environment];
            match rule.check {
                Check::Environment(check) => check(cx, &mut findings),
                Check::Texts(check) => {
                    for section in cx.sections() {
                        section.each_text(&mut |text, value| check(cx, text, value, &mut findings));
                    }
                }
                _ => {}
            }
        }
    }
    findings.finish(sink);
}

/// Every rule that is bound to a resource, on the resource and on what it holds.
fn look(cx: &Cx<'_>, at: usize, rules: &[&'static Rule], findings: &mut Findings<'_>) {
    let Some(resource) = cx.view(at) else { return };
    let job = (resource.kind() == "jobs").then_some(Job(resource));
    let tasks: Vec<_> = job.iter().flat_map(Job::tasks).collect();
    let clusters: Vec<_> = match job {
        Some(job) => job.clusters().collect(),
        None if resource.kind() == "clusters" => vec![Cluster::all_purpose(resource)],
        None => Vec::new(),
    };
    let mut texts = Vec::new();
    resource.body.each_text(&mut |text, value| texts.push((text, value)));
    for rule in rules {
        findings.code = &rule.code;
        match rule.check {
            Check::Clusters(check) => clusters.iter().for_each(|cluster| check(cx, cluster, findings)),
            Check::Jobs(check) => job.iter().for_each(|job| check(cx, job, findings)),
            Check::Tasks(check) => tasks.iter().for_each(|task| check(cx, task, findings)),
            Check::Resources(_, check) => check(cx, &resource, findings),
            Check::Texts(check) => texts.iter().for_each(|(text, value)| check(cx, text, *value, findings)),
            Check::Schema | Check::Reader | Check::Templates(_) | Check::Environment(_) => {}
        }
    }
}

/// The rules that are bound to resources of each kind.
struct Bound(FxHashMap<&'static str, Vec<&'static Rule>>);

impl Bound {
    fn new() -> Self {
        let of = |kind: &str| {
            let fits = |rule: &&&'static Rule| match rule.check {
                Check::Schema | Check::Reader | Check::Templates(_) | Check::Environment(_) => false,
                Check::Clusters(_) => ["clusters", "jobs"].contains(&kind),
                Check::Jobs(_) | Check::Tasks(_) => kind == "jobs",
                Check::Texts(_) => true,
                Check::Resources(kinds, _) => kinds.is_empty() || kinds.contains(&kind),
            };
            RULES.iter().filter(fits).copied().collect()
        };
        Self(crate::kinds::KINDS.iter().map(|kind| (kind.name, of(kind.name))).collect())
    }

    fn of(&self, resource: &Resource) -> &[&'static Rule] {
        self.0.get(resource.kind.name).map_or(&[], Vec::as_slice)
    }
}

fn distinct(classes: &[usize]) -> impl Iterator<Item = usize> {
    classes.iter().enumerate().filter(|(at, class)| at == *class).map(|(at, _)| at)
}

/// For each resource and environment, the first environment in which the rules see the same: tree, values of variables,
/// mode, what the workspace offers, and all of it again for what the resource refers to.
fn classes(model: &Model) -> Vec<Vec<usize>> {
    let count = model.environments.len();
    let mut classes: Vec<Vec<usize>> = vec![Vec::new(); model.resources.len()];
    let same_values = values(model);
    let facts: Vec<_> = (0..count).map(|at| model.facts.get(at).and_then(Option::as_ref)).collect();
    let same_facts: Vec<usize> =
        (0..count).map(|at| (0..at).find(|other| facts[*other] == facts[at]).unwrap_or(at)).collect();
    // A resource stands behind those that it refers to.
    for (at, resource) in model.resources.iter().enumerate() {
        let mut own: Vec<usize> = Vec::with_capacity(count);
        for environment in 0..count {
            let same = |other: &usize| {
                own[*other] == *other
                    && same_tree(resource, *other, environment)
                    && model.environments[*other].mode == model.environments[environment].mode
                    && same_facts[*other] == same_facts[environment]
                    && resource
                        .variables
                        .iter()
                        .all(|name| same_values.get(&**name).is_none_or(|of| of[*other] == of[environment]))
                    && resource.edges.iter().all(|edge| {
                        // In a circle, which is reported, there is none in front.
                        classes[edge.target.0]
                            .get(environment)
                            .is_none_or(|class| classes[edge.target.0].get(*other) == Some(class))
                    })
            };
            let class = (0..environment).find(same).unwrap_or(environment);
            own.push(class);
        }
        classes[at] = own;
    }
    classes
}

fn same_tree(resource: &Resource, a: usize, b: usize) -> bool {
    match (&resource.trees[a], &resource.trees[b]) {
        (Some(a), Some(b)) => std::sync::Arc::ptr_eq(a, b),
        (None, None) => true,
        _ => false,
    }
}

/// For each variable and environment, the first environment in which it has the same value.
fn values(model: &Model) -> FxHashMap<&str, Vec<usize>> {
    let of = |variable: &crate::model::Variable| {
        let same = |a: usize, b: usize| match (&variable.values[a], &variable.values[b]) {
            (Some(a), Some(b)) => a.same(b),
            (None, None) => true,
            _ => false,
        };
        let count = variable.values.len();
        (0..count).map(|at| (0..at).find(|other| same(*other, at)).unwrap_or(at)).collect()
    };
    let own = model.variables.iter().filter(|(name, _)| !model.given.contains_key(*name));
    own.map(|(name, variable)| (&**name, of(variable))).collect()
}

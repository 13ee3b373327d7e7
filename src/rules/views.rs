//! Resources, jobs, tasks and clusters as rules walk them.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value as Json;

use super::context::Cx;
use super::value::Value;
use crate::kinds::Shape;
use crate::model;

/// A resource as one environment has it.
#[derive(Clone, Copy)]
pub(super) struct Resource<'a> {
    pub(super) model: &'a model::Resource,
    /// What it holds.
    pub(super) body: Value<'a>,
}

impl<'a> Resource<'a> {
    /// Its kind, as the spec spells it.
    pub(super) fn kind(&self) -> &'static str {
        self.model.kind.name
    }

    /// What it is, in the words of a message: ``the cluster `etl` ``.
    pub(super) fn name(&self) -> String {
        format!("the {} `{}`", self.model.kind.singular, self.model.key)
    }

    /// The value at a path of keys with dots between.
    pub(super) fn get(&self, path: &str) -> Value<'a> {
        self.body.get(path)
    }

    /// Visits every value that the kind's schema knows, with what is known of its field.
    pub(super) fn each_field(&self, visit: &mut dyn FnMut(&Shape, Value<'a>)) {
        fn walk<'a>(shape: &Shape, value: Value<'a>, visit: &mut dyn FnMut(&Shape, Value<'a>)) {
            visit(shape, value);
            for (key, inner) in value.entries() {
                if let Some(shape) = shape.property(key).or_else(|| shape.values()) {
                    walk(shape, inner, visit);
                }
            }
            if let Some(items) = shape.items() {
                value.list().for_each(|element| walk(items, element, visit));
            }
        }
        walk(self.model.kind.shape(), self.body, visit);
    }

    /// The clusters that it describes: the one that it is, those of a job, those of a pipeline.
    pub(super) fn clusters(&self) -> Vec<Cluster<'a>> {
        match self.kind() {
            "clusters" => vec![Cluster::all_purpose(*self)],
            "jobs" => Job(*self).clusters().collect(),
            "pipelines" => {
                let known = self.get("clusters").list().filter(|body| !body.is_unknown());
                let of = |body: Value<'a>| Cluster {
                    resource: *self,
                    role: Role::Pipeline,
                    body,
                    key: body.get("label"),
                };
                known.map(of).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What of it gets VMs: its clusters, or the pool that it is.
    pub(super) fn machines(&self) -> Vec<Cluster<'a>> {
        if self.kind() == "instance_pools" {
            return vec![Cluster { resource: *self, role: Role::Pool, body: self.body, key: self.body }];
        }
        self.clusters()
    }
}

/// The columns that a direct-access index declares, with their types, and where.
pub(super) fn index_columns<'a>(index: &Resource<'a>) -> Option<(serde_json::Map<String, Json>, Value<'a>)> {
    let schema = index.get("direct_access_index_spec.schema_json");
    match serde_json::from_str(&schema.text()?).ok()? {
        Json::Object(columns) => Some((columns, schema)),
        _ => None,
    }
}

/// A job.
#[derive(Clone, Copy)]
pub(super) struct Job<'a>(pub(super) Resource<'a>);

impl<'a> Job<'a> {
    /// What it is, in the words of a message.
    pub(super) fn name(&self) -> String {
        self.0.name()
    }

    /// The value at a path of keys with dots between.
    pub(super) fn get(&self, path: &str) -> Value<'a> {
        self.0.get(path)
    }

    /// Its tasks, each followed by the one inside of it.
    pub(super) fn tasks(&self) -> impl Iterator<Item = Task<'a>> + use<'a> {
        let job = *self;
        self.get("tasks").list().flat_map(move |value| {
            let task = Task { job, value, nested: false };
            let inner = value.get("for_each_task.task");
            let inner = inner.is_set().then_some(Task { job, value: inner, nested: true });
            [Some(task), inner].into_iter().flatten()
        })
    }

    /// The clusters of its `job_clusters`, then those of its tasks.
    pub(super) fn clusters(&self) -> impl Iterator<Item = Cluster<'a>> + use<'a> {
        let job = *self;
        let shared = self.get("job_clusters").list().map(move |entry| {
            let body = entry.get("new_cluster");
            (Role::JobCluster, body, entry.get("job_cluster_key"))
        });
        let own = self.tasks().map(|task| (Role::Task, task.get("new_cluster"), task.get("task_key")));
        shared
            .chain(own)
            .filter(|(_, body, _)| body.is_set() && !body.is_unknown())
            .map(move |(role, body, key)| Cluster { resource: job.0, role, body, key })
    }

    /// What its tasks wait for, as far as that is known: the task, the entry of its `depends_on`, the task that this names.
    pub(super) fn dependencies(&self) -> impl Iterator<Item = (Task<'a>, Value<'a>, Task<'a>)> + use<'a> {
        let tasks: Vec<Task<'a>> = self.tasks().filter(|task| !task.nested).collect();
        let mut known = FxHashMap::default();
        for task in &tasks {
            if let Some(key) = task.get("task_key").text() {
                known.entry(key.into_owned()).or_insert(*task);
            }
        }
        tasks.into_iter().flat_map(move |task| {
            let entries: Vec<_> = task
                .get("depends_on")
                .list()
                .filter_map(|entry| Some((task, entry, *known.get(&*entry.get("task_key").text()?)?)))
                .collect();
            entries
        })
    }

    /// The keys of a list of the job, such as `job_clusters`, that no task names; none where that is not known, and none
    /// where a task names a key that the list does not have, which is most likely the one.
    pub(super) fn unused(&self, list: &str, key: &str) -> Vec<Value<'a>> {
        let mut named = FxHashSet::default();
        if self.get("tasks").is_unknown() {
            return Vec::new();
        }
        for task in self.tasks() {
            let value = task.get(key);
            if value.is_unknown() || task.value.is_unknown() {
                return Vec::new();
            }
            named.extend(value.text().map(Cow::into_owned));
        }
        let mut unused = Vec::new();
        for key in self.get(list).list().map(|element| element.get(key)) {
            let Some(text) = key.text() else { return Vec::new() };
            if !named.remove(&*text) {
                unused.push(key);
            }
        }
        if named.is_empty() { unused } else { Vec::new() }
    }

    /// Whether something starts it that is not a person: a schedule, a trigger, or that it runs all the time. What is
    /// paused starts nothing.
    pub(super) fn is_automatic(&self) -> bool {
        ["schedule", "trigger", "continuous"].into_iter().any(|field| {
            let starts = self.get(field);
            starts.is_set() && !starts.get("pause_status").is("PAUSED")
        })
    }
}

/// A task of a job.
#[derive(Clone, Copy)]
pub(super) struct Task<'a> {
    pub(super) job: Job<'a>,
    /// What it holds.
    pub(super) value: Value<'a>,
    /// Whether it is the task inside a `for_each_task`.
    pub(super) nested: bool,
}

impl<'a> Task<'a> {
    /// What it is, in the words of a message.
    pub(super) fn name(&self) -> String {
        match self.get("task_key").text() {
            Some(key) => format!("the task `{key}`"),
            None => "a task".to_owned(),
        }
    }

    /// The value at a path of keys with dots between.
    pub(super) fn get(&self, path: &str) -> Value<'a> {
        self.value.get(path)
    }
}

/// Where a cluster is described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A resource of its own, which people share.
    AllPurpose,
    /// An element of `job_clusters`.
    JobCluster,
    /// `new_cluster` of a task.
    Task,
    /// An element of `clusters` of a pipeline; only policies, tags and spot VMs are looked at.
    Pipeline,
    /// No cluster, but a pool, whose VMs are described in the same way.
    Pool,
}

/// A cluster that the spec describes.
#[derive(Clone, Copy)]
pub(super) struct Cluster<'a> {
    /// The cluster itself, or the job that it belongs to.
    pub(super) resource: Resource<'a>,
    pub(super) role: Role,
    /// What it holds.
    pub(super) body: Value<'a>,
    /// `job_cluster_key`, `task_key` or `label`.
    key: Value<'a>,
}

impl<'a> Cluster<'a> {
    pub(super) fn all_purpose(resource: Resource<'a>) -> Self {
        Self { resource, role: Role::AllPurpose, body: resource.body, key: resource.body }
    }

    /// What it is, in the words of a message.
    pub(super) fn name(&self) -> String {
        match (self.role, self.key.text()) {
            (Role::AllPurpose | Role::Pool, _) => self.resource.name(),
            (Role::JobCluster, Some(key)) => format!("the job cluster `{key}`"),
            (Role::Task, Some(key)) => format!("the cluster of the task `{key}`"),
            (Role::Pipeline, Some(label)) => format!("the cluster `{label}` of {}", self.resource.name()),
            (Role::Pipeline, None) => format!("the cluster of {}", self.resource.name()),
            (_, None) => "the cluster".to_owned(),
        }
    }

    /// The value at a path of keys with dots between.
    pub(super) fn get(&self, path: &str) -> Value<'a> {
        self.body.get(path)
    }

    /// The size of its workers, its own or that of the pool that they come from, where it is known.
    pub(super) fn worker_size(&self, cx: &Cx<'_>) -> Option<String> {
        self.size(cx, "node_type_id", "instance_pool_id")
    }

    /// The size of its driver, where it is known.
    pub(super) fn driver_size(&self, cx: &Cx<'_>) -> Option<String> {
        let has = |field| self.get(field).is_set();
        if has("driver_node_type_id") || has("driver_instance_pool_id") {
            self.size(cx, "driver_node_type_id", "driver_instance_pool_id")
        } else {
            self.worker_size(cx)
        }
    }

    fn size(&self, cx: &Cx<'_>, own: &str, pool: &str) -> Option<String> {
        let own = self.get(own);
        if own.is_set() {
            return own.text().map(Into::into);
        }
        let pool = cx.referred(self.get(pool))?;
        pool.get("node_type_id").text().map(Into::into)
    }

    /// The most workers that it has, where that is known; a single node has none.
    pub(super) fn most_workers(&self) -> Option<i64> {
        if self.get("is_single_node").bool() == Some(true) {
            return Some(0);
        }
        self.get("num_workers").int().or_else(|| self.get("autoscale.max_workers").int())
    }

    /// Whether a policy may fill in what the spec leaves out.
    pub(super) fn has_policy(&self) -> bool {
        self.get("policy_id").is_set()
    }
}

//! What a task does, on what it runs, where its file comes from, and which values of the run it reads.

use super::value::Value;
use super::views::{Job, Task};

/// The types of tasks that run code of the author's, on a cluster or on serverless compute.
const CODE: [&str; 5] =
    ["notebook_task", "spark_python_task", "python_wheel_task", "spark_jar_task", "dbt_task"];

/// The fields that name a cluster.
pub(super) const CLUSTERS: [&str; 3] = ["new_cluster", "existing_cluster_id", "job_cluster_key"];

/// The file or folder that a task runs.
#[derive(Clone, Copy)]
pub(super) struct File<'a> {
    /// Its path.
    pub(super) path: Value<'a>,
    /// `source`: the workspace or the Git source.
    pub(super) source: Value<'a>,
    /// Whether it comes from the Git source of the job, if there is one and `source` is left out.
    git_by_default: bool,
}

impl File<'_> {
    /// Whether it is certain to come from the Git source; `None` where that is not known.
    pub(super) fn is_in_git(&self, job: &Job<'_>) -> Option<bool> {
        if self.source.is_unknown() {
            return None;
        }
        let by_default = self.source.is_absent() && self.git_by_default && job.get("git_source").is_set();
        Some(by_default || self.source.is("GIT"))
    }
}

impl<'a> Task<'a> {
    /// The cluster that it names, by whatever field.
    pub(super) fn cluster(&self) -> Option<Value<'a>> {
        CLUSTERS.iter().map(|field| self.get(field)).find(|value| value.is_set())
    }

    /// Its type, if it is one that runs code of the author's.
    pub(super) fn code(&self) -> Option<&'static str> {
        CODE.into_iter().find(|kind| self.get(kind).is_set())
    }

    /// Whether it runs code of the author's on serverless compute. A notebook of SQL may run on a warehouse instead.
    pub(super) fn is_serverless(&self) -> bool {
        self.code().is_some()
            && self.cluster().is_none()
            && self.get("notebook_task.warehouse_id").is_absent()
    }

    /// Visits every text of the task, but for those of the task inside of it, which is one of its own.
    pub(super) fn each_text(&self, visit: &mut dyn FnMut(&'a str, Value<'a>)) {
        for (key, value) in self.value.entries() {
            if key == "for_each_task" {
                value.get("inputs").each_text(visit);
            } else {
                value.each_text(visit);
            }
        }
    }

    /// Its file, if its type has one.
    pub(super) fn file(&self) -> Option<File<'a>> {
        const PLACES: [(&str, &str, bool); 4] = [
            ("notebook_task", "notebook_path", true),
            ("spark_python_task", "python_file", false),
            ("sql_task.file", "path", true),
            ("dbt_task", "project_directory", true),
        ];
        PLACES.into_iter().find_map(|(place, field, git_by_default)| {
            let holder = self.get(place);
            let path = holder.get(field);
            (holder.is_set() && path.is_set()).then(|| File {
                path,
                source: holder.get("source"),
                git_by_default,
            })
        })
    }
}

/// The steps of each reference to a value of the run (`{{tasks.extract.values.day}}`) in a text.
pub(super) fn value_references(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, opened) = rest.split_once("{{")?;
        let (inside, after) = opened.split_once("}}")?;
        rest = after;
        Some(steps(inside.trim()))
    })
}

/// The steps of a reference; between backticks or in brackets, a step may hold dots.
fn steps(reference: &str) -> Vec<&str> {
    let (mut steps, mut quoted, mut start) = (Vec::new(), false, 0);
    for (at, letter) in reference.char_indices() {
        match letter {
            '`' => quoted = !quoted,
            '[' => quoted = true,
            ']' => quoted = false,
            '.' if !quoted => {
                steps.push(&reference[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    steps.push(&reference[start..]);
    steps.into_iter().map(|step| step.trim_matches(['`', '[', ']'])).collect()
}

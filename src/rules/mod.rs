//! What a spec may say and should not: one file a rule, each with a page below `docs/rules/`; [`RULES`] is the only list.
//!
//! Rules see every resource as each environment will have it, overlays merged and variables filled in. What is not known
//! before the deployment (`${resources.…}`, `${secret.…}`, `{{…}}`) is an unknown value, about which no rule says
//! anything. Environments in which a resource and all that it refers to are the same are looked at once.

mod context;
mod correctness;
mod cost;
mod deployments;
mod doubts;
mod endpoints;
mod finding;
mod fixes;
mod grants;
mod operations;
mod platform;
mod policy;
mod quartz;
mod registry;
mod run;
mod secrets;
mod security;
mod sql;
mod storage;
mod tasks;
mod templates;
#[cfg(test)]
mod tests;
mod value;
mod views;

pub use context::Options;
pub use registry::RULES;
pub(crate) use run::run;
pub(crate) use templates::run_templates;

/// The code of a part of a template that could not be read.
pub(crate) fn unread_part() -> &'static Code {
    &correctness::unread_part::RULE.code
}

use crate::diagnostic::{Code, Severity};
use context::Cx;
use finding::Findings;
use value::Value;
use views::{Cluster, Job, Resource, Task};

/// What the files of rules begin with.
mod prelude {
    pub(super) use super::context::Cx;
    pub(super) use super::finding::Findings;
    pub(super) use super::value::Value;
    pub(super) use super::views::{Cluster, Job, Resource, Role, Task};
    pub(super) use super::{Check, Rule, rule};
}

/// What the findings of a rule are about, which decides their level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// What Databricks would reject or ignore.
    Correctness,
    /// What costs more than it has to.
    Cost,
    /// What lets in more people than it has to.
    Security,
    /// What goes wrong at night.
    Operations,
    /// What the platform is about to change.
    Platform,
}

impl Category {
    /// The level of its rules, where they do not say otherwise.
    pub const fn level(self) -> Severity {
        match self {
            Self::Correctness => Severity::Error,
            Self::Cost | Self::Security | Self::Operations | Self::Platform => Severity::Warning,
        }
    }
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its code, with its name and its page.
    pub code: Code,
    /// What its findings are about.
    pub category: Category,
    /// What it looks at, and how.
    check: Check,
}

/// What a rule looks at. The walk is one for all of them.
enum Check {
    /// What the schema can express: its fragment names the code, and the validator's findings bear it.
    Schema,
    /// What whoever reads a template cannot read.
    Reader,
    /// Each cluster that the spec describes: all-purpose ones, those of `job_clusters`, those of tasks.
    Clusters(fn(&Cx<'_>, &Cluster<'_>, &mut Findings<'_>)),
    /// Each job.
    Jobs(fn(&Cx<'_>, &Job<'_>, &mut Findings<'_>)),
    /// Each task of each job, and the task inside a `for_each_task`.
    Tasks(fn(&Cx<'_>, &Task<'_>, &mut Findings<'_>)),
    /// Each resource of some kinds; no kind means all.
    Resources(&'static [&'static str], fn(&Cx<'_>, &Resource<'_>, &mut Findings<'_>)),
    /// Each text of each resource and of the section `azure`.
    Texts(fn(&Cx<'_>, &str, Value<'_>, &mut Findings<'_>)),
    /// An environment as a whole.
    Environment(fn(&Cx<'_>, &mut Findings<'_>)),
    /// Each template that people wrote, among those that it is deployed with.
    Templates(fn(&templates::Set<'_>, &crate::template::tree::Template, &mut templates::Told<'_>)),
}

impl std::fmt::Debug for Check {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Schema => "Schema",
            Self::Reader => "Reader",
            Self::Clusters(_) => "Clusters",
            Self::Jobs(_) => "Jobs",
            Self::Tasks(_) => "Tasks",
            Self::Resources(..) => "Resources",
            Self::Texts(_) => "Texts",
            Self::Environment(_) => "Environment",
            Self::Templates(_) => "Templates",
        })
    }
}

/// Declares the rule of a file: code, name, category (with a level of its own, `Correctness = Warning`), check.
macro_rules! rule {
    ($id:literal, $name:literal, $category:ident, $check:expr) => {
        rule!(@ $id, $name, $category, crate::rules::Category::$category.level(), $check);
    };
    ($id:literal, $name:literal, $category:ident = $level:ident, $check:expr) => {
        rule!(@ $id, $name, $category, crate::diagnostic::Severity::$level, $check);
    };
    (@ $id:literal, $name:literal, $category:ident, $level:expr, $check:expr) => {
        pub(in crate::rules) static RULE: Rule = Rule {
            code: crate::diagnostic::Code {
                id: $id,
                name: $name,
                level: $level,
                configurable: true,
                docs: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules/", $name, ".md")),
            },
            category: crate::rules::Category::$category,
            check: $check,
        };
    };
}
use rule;

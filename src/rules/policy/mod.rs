//! Cluster policies: what their definitions say, and what they say of a cluster.
//!
//! The language is that of <https://learn.microsoft.com/azure/databricks/admin/clusters/policy-definition>. A definition
//! is JSON in a text of the spec; `${…}` inside of it stands for values that are not known, of which nothing is said.

mod attribute;
mod element;
mod faults;
#[cfg(test)]
mod tests;

pub(super) use attribute::{Attribute, is_attribute, meant};
pub(super) use element::{Limit, Verdict};
pub(super) use faults::{fault, unknown_words};

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::context::Cx;
use super::value::Value;
use super::views::{Cluster, Resource};
use crate::model::interpolation;
use attribute::attribute;
use element::Element;

/// What stands in a parsed definition for an interpolation.
const UNKNOWN: char = '\u{E000}';

/// The fields that hold definitions.
pub(super) const FIELDS: [&str; 2] = ["definition", "policy_family_definition_overrides"];

/// The rules of a policy by attribute, in the order of its definition.
pub(super) struct Definition(serde_json::Map<String, serde_json::Value>);

/// Why a definition is none.
pub(super) enum Fault {
    /// It is not JSON: the reason, the line and the column in the text.
    Syntax(String, usize, usize),
    /// It is JSON and no object.
    NoObject,
}

impl Definition {
    /// What the text of a definition says; `None` where that is not known.
    pub(super) fn read(value: Value<'_>) -> Option<Result<Self, Fault>> {
        let text = value.raw()?;
        let references = interpolation::references(text);
        let mut masked = String::with_capacity(text.len());
        let mut end = 0;
        for (_, range) in &references {
            masked.push_str(text.get(end..range.start)?);
            masked.push(UNKNOWN);
            end = range.end;
        }
        masked.push_str(text.get(end..)?);
        match serde_json::from_str(&interpolation::unescape(&masked)) {
            Ok(serde_json::Value::Object(rules)) => Some(Ok(Self(rules))),
            // An interpolation may stand for a number, or for the whole.
            _ if !references.is_empty() => None,
            Ok(_) => Some(Err(Fault::NoObject)),
            Err(error) => {
                let text = error.to_string();
                let reason = text.split(" at line ").next().unwrap_or(&text).to_owned();
                Some(Err(Fault::Syntax(reason, error.line(), error.column())))
            }
        }
    }

    /// Each attribute with its rule as it is written.
    pub(super) fn raw(&self) -> impl Iterator<Item = (&str, &serde_json::Value)> {
        self.0.iter().map(|(path, rule)| (&**path, rule))
    }

    /// The value that the definition fixes an attribute to.
    pub(super) fn fixed(&self, path: &str) -> Option<String> {
        match Element::read(self.0.get(path)?)?.limit {
            Limit::Fixed(value) => Some(element::text(value)),
            _ => None,
        }
    }

    /// The attributes whose rules refuse their own defaults, each with the rule in words and the default.
    pub(super) fn refused_defaults(&self) -> impl Iterator<Item = (&str, String, String)> {
        self.elements().filter_map(|(path, element)| {
            Some((path, element.limit.words(path), element.refused_default(path)?))
        })
    }

    /// Each attribute with its rule, but for those that are none.
    fn elements(&self) -> impl Iterator<Item = (&str, Element<'_>)> {
        self.raw().filter_map(|(path, rule)| Some((path, Element::read(rule)?)))
    }
}

/// The definitions that have been read, so that a policy of many clusters is parsed once; by the address of
/// the policy's tree, which stays where it is.
#[derive(Default)]
pub(super) struct Read(Mutex<FxHashMap<usize, Option<Arc<Definition>>>>);

/// The policy of a cluster, where the spec declares it.
pub(super) struct Policy<'a> {
    pub(super) resource: Resource<'a>,
    /// The text of its definition.
    pub(super) text: Value<'a>,
    pub(super) definition: Arc<Definition>,
}

/// The policy of a cluster, where the spec declares it and its definition can be read.
pub(super) fn policy<'a>(cx: &Cx<'a>, cluster: &Cluster<'_>) -> Option<Policy<'a>> {
    let resource =
        cx.referred(cluster.get("policy_id")).filter(|found| found.kind() == "cluster_policies")?;
    let text = FIELDS.map(|field| resource.get(field)).into_iter().find(|value| value.is_set())?;
    let mut read = cx.filled.policies.0.lock().unwrap_or_else(PoisonError::into_inner);
    let definition = read
        .entry(std::ptr::from_ref(resource.body.root.tree).addr())
        .or_insert_with(|| Definition::read(text)?.ok().map(Arc::new))
        .clone()?;
    Some(Policy { resource, text, definition })
}

/// Whether the policy of a cluster gives an attribute a value, or may: of one that is not in the spec nothing is known.
pub(super) fn fills_in(cx: &Cx<'_>, cluster: &Cluster<'_>, path: &str) -> bool {
    if !cluster.has_policy() {
        return false;
    }
    // A policy family has rules of its own beside those of the spec.
    let own = policy(cx, cluster).filter(|policy| policy.resource.get("policy_family_id").is_absent());
    let Some(policy) = own else { return true };
    let Some(element) = policy.definition.0.get(path).and_then(Element::read) else { return false };
    let takes_default = cluster.get("apply_policy_default_values");
    let has_default =
        element.default.is_some() && (takes_default.bool() == Some(true) || takes_default.is_unknown());
    matches!(element.limit, Limit::Fixed(_)) || has_default
}

impl Policy<'_> {
    /// Every value of a cluster that a rule of the policy is about, with what the rule says of it.
    pub(super) fn each<'c>(
        &self,
        cluster: &Cluster<'c>,
        visit: &mut dyn FnMut(&str, Attribute<'c>, &Verdict<'_>),
    ) {
        let numbered: Vec<&str> = self.definition.raw().map(|(path, _)| path).collect();
        for (path, element) in self.definition.elements() {
            for (path, found) in attribute(cluster, path, &numbered) {
                let verdict = element.judge(&path, &found);
                visit(&path, found, &verdict);
            }
        }
    }
}

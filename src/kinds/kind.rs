//! What every kind of resource declares.

use std::sync::OnceLock;

use serde_json::Value;

use super::Shape;

/// Where the objects of a kind live, which decides who shares them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// In one workspace.
    Workspace,
    /// In a metastore, usually shared by the workspaces of a region.
    Metastore,
    /// In the Databricks account.
    Account,
}

/// What `${resources.<kind>.<key>.<attribute>}` offers.
#[derive(Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name in the spec (`id`).
    pub name: &'static str,
    /// The property of the custom provider's resource that holds it (`clusterId`).
    pub arm_property: &'static str,
    /// What it is, for messages and reference pages.
    pub description: &'static str,
}

/// Something that can be asked of an object that exists.
#[derive(Debug, PartialEq, Eq)]
pub struct Action {
    /// Its name at the custom provider (`startCluster`).
    pub name: &'static str,
    /// The verb that people use (`start`).
    pub verb: &'static str,
    /// The name of the twin that templates can call, since those call only actions that begin with `list`; only
    /// actions that change nothing have one.
    pub list_twin: Option<&'static str>,
    /// What it does, for messages and reference pages.
    pub description: &'static str,
}

/// A kind of resource.
#[derive(Debug)]
pub struct Kind {
    /// Its name in the spec (`instance_pools`).
    pub name: &'static str,
    /// One of it, in the words of a message (`instance pool`).
    pub singular: &'static str,
    /// The end of its symbols in Bicep (`InstancePool`).
    pub symbol: &'static str,
    /// Its resource type at the custom provider (`instancePools`).
    pub arm_type: &'static str,
    /// Where its objects live.
    pub scope: Scope,
    /// The field that people see as its name, if it has one (`cluster_name`).
    pub name_field: Option<&'static str>,
    /// What other resources can refer to.
    pub attributes: &'static [Attribute],
    /// What can be asked of it.
    pub actions: &'static [Action],
    /// Its JSON Schema, generated from API facts and the overlay.
    pub schema: &'static str,
    /// The schema as it was read, once somebody asked.
    pub(super) parsed: Parsed,
}

/// A schema read at most once.
#[derive(Debug)]
pub(super) struct Parsed {
    value: OnceLock<Value>,
    shape: OnceLock<Shape>,
}

impl Parsed {
    pub(super) const fn new() -> Self {
        Self { value: OnceLock::new(), shape: OnceLock::new() }
    }
}

impl Kind {
    /// Its JSON Schema as a value.
    pub fn schema_value(&self) -> &Value {
        // A schema that is no JSON does not pass the tests.
        self.parsed.value.get_or_init(|| serde_json::from_str(self.schema).unwrap_or_default())
    }

    /// Its fields, and what is known of each.
    pub fn shape(&self) -> &Shape {
        self.parsed.shape.get_or_init(|| Shape::read(self.schema_value()))
    }

    /// The attribute of this name.
    pub fn attribute(&self, name: &str) -> Option<&'static Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

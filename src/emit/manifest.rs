//! `manifest.json`: what the workspace is to hold, in the spec's own language, for whoever applies it.
//!
//! What all environments agree on stands once; what one has for itself stands, whole, with the environment. So whoever
//! applies takes the two together and needs no rules for merging.

use std::sync::Arc;

use super::canonical::{array, json, object, quote};
use crate::model::{Asset, Assets, Item, Model, Resource, Source, Type, Variable};
use crate::source::{Map, Node};

/// Name of the file.
pub(super) const FILE: &str = "manifest.json";

/// The manifest in canonical form.
pub(super) fn text(model: &Model, assets: &Assets) -> String {
    let manifest = Value::map([
        ("format", Some(Value::Raw("1".to_owned()))),
        ("name", Some(Value::text(&model.name))),
        ("variables", variables(model)),
        ("environments", Some(environments(model, assets))),
        ("resources", resources(model, assets, None)),
        ("outputs", outputs(model, None)),
    ]);
    let mut text = String::new();
    manifest.write(&mut text);
    text
}

/// A part of the manifest.
enum Value {
    /// Canonical JSON.
    Raw(String),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

impl Value {
    fn text(text: &str) -> Self {
        let mut quoted = String::with_capacity(text.len() + 2);
        quote(text, &mut quoted);
        Self::Raw(quoted)
    }

    fn node(node: &Node) -> Self {
        Self::Raw(json(node))
    }

    /// A map of what there is.
    fn map<'k>(entries: impl IntoIterator<Item = (&'k str, Option<Value>)>) -> Self {
        let present = entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
        Self::Map(present.collect())
    }

    fn non_empty(self) -> Option<Self> {
        match &self {
            Self::Map(entries) if entries.is_empty() => None,
            Self::List(items) if items.is_empty() => None,
            _ => Some(self),
        }
    }

    fn write(&self, text: &mut String) {
        match self {
            Self::Raw(json) => text.push_str(json),
            Self::List(items) => array(items, text, |item, text| item.write(text)),
            Self::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| (key.as_str(), value));
                object(entries.collect(), text, |value, text| value.write(text));
            }
        }
    }
}

fn variables(model: &Model) -> Option<Value> {
    let entries = model.variables.values().map(|variable| (variable.name.to_string(), declaration(variable)));
    Value::Map(entries.collect()).non_empty()
}

/// What whoever applies checks a value by. Descriptions are for people: changing one changes nothing that is applied.
fn declaration(variable: &Variable) -> Value {
    let (word, items) = match variable.r#type {
        Type::String => ("string", None),
        Type::Integer => ("integer", None),
        Type::Number => ("number", None),
        Type::Boolean => ("boolean", None),
        Type::List(item) => ("list", Some(item)),
        Type::Map(item) => ("map", Some(item)),
        Type::Json => ("json", None),
    };
    let item = |item| match item {
        Item::String => "string",
        Item::Integer => "integer",
        Item::Boolean => "boolean",
    };
    let allowed = Value::List(variable.allowed.iter().map(Value::node).collect());
    Value::map([
        ("type", Some(Value::text(word))),
        ("items", items.map(|of| Value::text(item(of)))),
        ("allowed", allowed.non_empty()),
        ("minimum", variable.minimum.as_ref().map(Value::node)),
        ("maximum", variable.maximum.as_ref().map(Value::node)),
        ("pattern", variable.pattern.as_deref().map(Value::text)),
    ])
}

fn environments(model: &Model, assets: &Assets) -> Value {
    let entries = model.environments.iter().enumerate().map(|(at, environment)| {
        let values = model.variables.values().filter_map(|variable| {
            Some((variable.name.to_string(), Value::node(variable.values.get(at)?.as_ref()?)))
        });
        let value = Value::map([
            ("mode", Some(Value::text(environment.mode.as_str()))),
            ("variables", Value::Map(values.collect()).non_empty()),
            ("resources", resources(model, assets, Some(at))),
            ("outputs", outputs(model, Some(at))),
        ]);
        (environment.name.to_string(), value)
    });
    Value::Map(entries.collect())
}

/// The resources that all environments share, or those that one has for itself.
fn resources(model: &Model, assets: &Assets, environment: Option<usize>) -> Option<Value> {
    let mut kinds: Vec<(String, Value)> = Vec::new();
    for resource in &model.resources {
        let shared = is_shared(&resource.trees) && resource.sources.windows(2).all(|pair| pair[0] == pair[1]);
        let at = match (shared, environment) {
            (true, None) => 0,
            (false, Some(at)) => at,
            _ => continue,
        };
        let Some(body) = body(resource, at, assets) else { continue };
        let entry = (resource.key.to_string(), body);
        match kinds.iter_mut().find(|(kind, _)| kind == resource.kind.name) {
            Some((_, Value::Map(entries))) => entries.push(entry),
            _ => kinds.push((resource.kind.name.to_owned(), Value::Map(vec![entry]))),
        }
    }
    Value::Map(kinds).non_empty()
}

/// Whether every environment has the same tree.
fn is_shared(trees: &[Option<Arc<Node>>]) -> bool {
    trees.windows(2).all(|pair| match (&pair[0], &pair[1]) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b) || a.same(b),
        (a, b) => a.is_none() && b.is_none(),
    })
}

/// A resource in one environment, its local path replaced by what stands there.
fn body(resource: &Resource, at: usize, assets: &Assets) -> Option<Value> {
    let tree = resource.trees.get(at)?.as_deref()?;
    let source = resource.sources.get(at).and_then(Option::as_ref);
    let (Some(source), Some(field), Some(map)) =
        (source, resource.kind.shape().content_field(), tree.as_map())
    else {
        return Some(Value::node(tree));
    };
    Some(with_assets(map, field, source, assets))
}

fn with_assets(map: &Map, field: &str, source: &Source, assets: &Assets) -> Value {
    let mut files: Vec<Value> = assets.of(source).iter().map(asset).collect();
    let found = match source {
        Source::File(_) if files.len() == 1 => files.pop(),
        _ => Some(Value::List(files)),
    };
    let fields = map.iter().filter(|entry| &*entry.key.text != field);
    let fields = fields.map(|entry| (entry.key.text.to_string(), Value::node(&entry.value)));
    Value::Map(fields.chain(found.map(|found| (field.to_owned(), found))).collect())
}

fn asset(asset: &Asset) -> Value {
    Value::map([
        ("path", Some(Value::text(asset.path.as_str()))),
        ("digest", Some(Value::text(&asset.digest))),
    ])
}

fn outputs(model: &Model, environment: Option<usize>) -> Option<Value> {
    let entries = model.outputs.iter().filter_map(|output| {
        let at = match (is_shared(&output.values), environment) {
            (true, None) => 0,
            (false, Some(at)) => at,
            _ => return None,
        };
        let value = output.values.get(at)?.as_deref()?;
        Some((output.name.to_string(), Value::node(value)))
    });
    Value::Map(entries.collect()).non_empty()
}

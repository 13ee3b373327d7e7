//! From objects and fields to JSON Schema.
//!
//! An interpolation is accepted wherever a value is, and a wrong value breaks one keyword only: a value that is not
//! text takes text with `${` by a `pattern`, which bites text alone; a constrained text has its constraints behind
//! `if … else`, which an interpolation passes by.

use anyhow::{Context, Result, bail};
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::library::{Field, Library, Object};

/// Collects the definitions that schemas refer to.
pub(super) struct Emitter<'a> {
    library: &'a Library,
    /// Whether keywords for editors alone are written.
    published: bool,
    definitions: IndexMap<String, Value>,
    /// What stands for `resources` and its partial form.
    resources: [Value; 2],
}

/// The pattern of a text with an interpolation.
const INTERPOLATION: &str = "\\$\\{";

impl<'a> Emitter<'a> {
    pub(super) fn new(library: &'a Library, published: bool, resources: [Value; 2]) -> Self {
        Self { library, published, definitions: IndexMap::new(), resources }
    }

    /// The definitions collected, sorted by name.
    pub(super) fn into_definitions(mut self) -> Map<String, Value> {
        self.definitions
            .insert("interpolation".into(), json!({ "type": "string", "pattern": INTERPOLATION }));
        self.definitions.sort_keys();
        self.definitions.into_iter().collect()
    }

    /// Adds a definition of its own.
    pub(super) fn define(&mut self, name: &str, schema: Map<String, Value>) {
        self.definitions.insert(name.into(), Value::Object(schema));
    }

    /// The schema of an object; `interpolated` when one interpolation may stand for all of it.
    pub(super) fn object(
        &mut self,
        object: &Object,
        key: Option<&str>,
        interpolated: bool,
    ) -> Result<Map<String, Value>> {
        let mut schema = if interpolated { interpolatable("object", "a map") } else { typed("object") };
        if object.nullable
            && let Some(Value::Array(types)) = schema.get_mut("type")
        {
            types.push(json!("null"));
        }
        let mut properties = Map::new();
        for (name, field) in &object.fields {
            let schema = self.field(field).with_context(|| name.clone())?;
            properties.insert(name.clone(), Value::Object(schema));
        }
        schema.insert("properties".into(), properties.into());
        schema.insert("additionalProperties".into(), json!(false));
        let required: Vec<&String> = object
            .fields
            .iter()
            .filter(|(name, field)| field.required && Some(name.as_str()) != key)
            .map(|(name, _)| name)
            .collect();
        if !required.is_empty() {
            schema.insert("required".into(), json!(required));
        }
        groups(&mut schema, &object.groups)?;
        if object.pausable {
            schema.insert("x-bricep-pausable".into(), json!(true));
        }
        if !object.drop.is_empty() {
            schema.insert("x-bricep-dropped".into(), object.drop.clone().into());
        }
        Ok(schema)
    }

    fn field(&mut self, field: &Field) -> Result<Map<String, Value>> {
        let words = &field.words;
        let mut schema = Map::new();
        let mut copy = |word: &str, keyword: &str| {
            if let Some(value) = words.get(word) {
                schema.insert(keyword.into(), value.clone());
            }
        };
        copy("description", "description");
        copy("default", "default");
        copy("examples", "examples");
        for (word, keyword) in [
            ("ref", "x-bricep-ref"),
            ("path", "x-bricep-path"),
            ("secret", "x-bricep-secret"),
            ("immutable", "x-bricep-immutable"),
            ("server_filled", "x-bricep-server-filled"),
            ("deprecated", "x-bricep-deprecated"),
            ("drop", "x-bricep-dropped"),
        ] {
            copy(word, keyword);
        }
        if let Some(Value::String(instead)) = words.get("deprecated") {
            schema.insert("deprecationMessage".into(), json!(format!("Deprecated: {instead}.")));
        }
        if words.contains_key("server_filled") {
            schema.insert("deprecationMessage".into(), json!("Only the server fills this in; remove it."));
            return Ok(schema);
        }
        schema.extend(self.value(&field.is, words)?);
        if self.published
            && let Some(Value::Object(published)) = words.get("published")
        {
            schema.extend(published.clone());
        }
        Ok(schema)
    }

    fn value(&mut self, is: &Value, words: &Map<String, Value>) -> Result<Map<String, Value>> {
        let plain = words.contains_key("plain");
        let of = |name: &str, noun: &str| if plain { typed(name) } else { interpolatable(name, noun) };
        match is {
            Value::String(name) => match name.as_str() {
                "string" => Ok(text(constraints(words, TEXT), plain)),
                "integer" => Ok(number(of("integer", "a whole number"), words)),
                "number" => Ok(number(of("number", "a number"), words)),
                "boolean" => Ok(of("boolean", "`true` or `false`")),
                "any" => Ok(Map::new()),
                "resources" => Ok(object_of(&self.resources[0])),
                "partial_resources" => Ok(object_of(&self.resources[1])),
                other => bail!("unknown type `{other}`"),
            },
            Value::Object(is) => {
                let (what, inner) = is.iter().next().context("an empty type")?;
                match what.as_str() {
                    "enum" => self.enumeration(inner, words, plain),
                    "list" => self.list(inner, words, of("array", "a list")),
                    "map" => {
                        let mut schema = of("object", "a map");
                        schema.extend(constraints(words, MAP));
                        let mut values = self.element(inner, words.get("values_like"), plain)?;
                        if let Some(each) = words.get("each") {
                            values.shift_insert(0, "description".into(), each.clone());
                        }
                        schema.insert("additionalProperties".into(), values.into());
                        schema.insert("x-bricep-free-form".into(), json!(true));
                        Ok(schema)
                    }
                    "type" => self.reference(inner.as_str().context("type")?),
                    "partial" => {
                        let name = inner.as_str().context("partial")?;
                        self.reference(name)?;
                        Ok(object_of(
                            &json!({ "allOf": [{ "$ref": format!("#/definitions/partial.{name}") }] }),
                        ))
                    }
                    other => bail!("unknown type `{other}`"),
                }
            }
            other => bail!("{other} is no type"),
        }
    }

    fn element(&mut self, is: &Value, like: Option<&Value>, plain: bool) -> Result<Map<String, Value>> {
        let mut words = match like.and_then(Value::as_str) {
            Some(name) => self.library.shared(name)?,
            None => Map::new(),
        };
        if plain {
            words.insert("plain".into(), json!(true));
        }
        self.value(is, &words)
    }

    fn list(
        &mut self,
        inner: &Value,
        words: &Map<String, Value>,
        mut schema: Map<String, Value>,
    ) -> Result<Map<String, Value>> {
        schema.extend(constraints(words, LIST));
        let plain = words.contains_key("plain");
        let items = self.element(inner, words.get("item_like"), plain)?;
        if words.contains_key("or_one") {
            // The constraints of a text bite text alone, so they may stand beside those of a list.
            schema = typed("array");
            schema.extend(constraints(words, LIST));
            schema.extend(items.clone());
            schema.insert("type".into(), json!(["array", "string"]));
        }
        let Some(key) = words.get("key") else {
            schema.insert("items".into(), items.into());
            return Ok(schema);
        };
        // A keyed list may be written as a map by key, whose elements do without the key field.
        let name = inner["type"].as_str().context("`key` is for lists of objects")?;
        let bare = json!({ "allOf": [{ "$ref": format!("#/definitions/{name}") }] });
        schema.insert("type".into(), json!(["array", "object", "string"]));
        schema.insert("items".into(), items.into());
        schema.insert("additionalProperties".into(), bare);
        schema.insert("x-bricep-key".into(), key.clone());
        Ok(schema)
    }

    fn reference(&mut self, name: &str) -> Result<Map<String, Value>> {
        let key = self.library.key_of(name);
        if !self.definitions.contains_key(name) {
            self.definitions.insert(name.into(), Value::Null);
            let object = self.library.object(name)?;
            let schema = self.object(&object, key, true).with_context(|| name.to_owned())?;
            self.define(name, schema);
        }
        let mut parts = vec![json!({ "$ref": format!("#/definitions/{name}") })];
        if let Some(key) = key {
            parts.push(json!({ "required": [key] }));
        }
        Ok(object_of(&json!({ "allOf": parts })))
    }

    fn enumeration(
        &mut self,
        values: &Value,
        words: &Map<String, Value>,
        plain: bool,
    ) -> Result<Map<String, Value>> {
        let (values, descriptions) = match values {
            Value::String(name) => self.library.enumeration(name)?,
            Value::Array(values) => {
                let descriptions = words.get("value_descriptions").and_then(Value::as_object);
                let text = |value: &Value| value.as_str().and_then(|value| descriptions?.get(value)).cloned();
                (values.clone(), values.iter().filter_map(text).collect())
            }
            other => bail!("{other} is no enumeration"),
        };
        let mut constraint = Map::from_iter([("enum".to_owned(), Value::Array(values))]);
        if !descriptions.is_empty() {
            constraint.insert("enumDescriptions".into(), descriptions.into());
        }
        Ok(text(constraint, plain))
    }
}

type Keywords = &'static [(&'static str, &'static str)];
const TEXT: Keywords = &[
    ("pattern", "pattern"),
    ("pattern_message", "patternErrorMessage"),
    ("min_length", "minLength"),
    ("max_length", "maxLength"),
];
const NUMBER: Keywords = &[("minimum", "minimum"), ("maximum", "maximum")];
const LIST: Keywords = &[("min_items", "minItems"), ("max_items", "maxItems")];
const MAP: Keywords = &[("max_properties", "maxProperties")];

fn constraints(words: &Map<String, Value>, keywords: Keywords) -> Map<String, Value> {
    let pair = |(word, keyword): &(&str, &str)| Some(((*keyword).to_owned(), words.get(*word)?.clone()));
    let mut found: Map<String, Value> = keywords.iter().filter_map(pair).collect();
    if let Some(Value::String(message)) = found.get_mut("patternErrorMessage") {
        *message = format!("expected {message}");
    }
    found
}

fn typed(name: &str) -> Map<String, Value> {
    Map::from_iter([("type".to_owned(), json!(name))])
}

fn interpolatable(name: &str, noun: &str) -> Map<String, Value> {
    object_of(&json!({
        "type": [name, "string"],
        "pattern": INTERPOLATION,
        "patternErrorMessage": format!("expected {noun}"),
    }))
}

fn text(constraints: Map<String, Value>, plain: bool) -> Map<String, Value> {
    let mut schema = typed("string");
    if plain {
        schema.extend(constraints);
    } else if !constraints.is_empty() {
        schema.insert("if".into(), json!({ "$ref": "#/definitions/interpolation" }));
        schema.insert("else".into(), constraints.into());
    }
    schema
}

fn number(mut schema: Map<String, Value>, words: &Map<String, Value>) -> Map<String, Value> {
    let bounds = constraints(words, NUMBER);
    if words.contains_key("or_zero") {
        schema.insert("if".into(), json!({ "enum": [0] }));
        schema.insert("else".into(), bounds.into());
    } else {
        schema.extend(bounds);
    }
    schema
}

fn object_of(value: &Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

/// Either-or groups: once as data, from which our findings are worded, once as keywords. Of two properties that exclude
/// each other the later one in the group is not allowed beside the earlier, which editors show at that property.
fn groups(schema: &mut Map<String, Value>, groups: &[Value]) -> Result<()> {
    let mut needed = Vec::new();
    let mut dependencies: IndexMap<String, Map<String, Value>> = IndexMap::new();
    let mut described = Vec::new();
    for group in groups {
        let (rule, of) = ["exactly_one", "at_least_one", "at_most_one"]
            .iter()
            .find_map(|rule| Some((*rule, group.get(rule)?.as_array()?)))
            .context("a group without a rule")?;
        let unless = group["unless"].as_array().cloned().unwrap_or_default();
        if rule != "at_most_one" {
            let branch = |name: &Value| json!({ "required": [name] });
            needed.push(json!({ "anyOf": of.iter().chain(&unless).map(branch).collect::<Vec<_>>() }));
        }
        if rule != "at_least_one" {
            for (at, name) in of.iter().enumerate().filter(|(at, _)| at + 1 < of.len()) {
                let others = dependencies.entry(name.as_str().context("a name")?.to_owned()).or_default();
                others.extend(
                    of[at + 1..].iter().filter_map(Value::as_str).map(|name| (name.to_owned(), json!(false))),
                );
            }
        }
        let mut group = object_of(group);
        group.shift_remove(rule);
        let mut data = Map::from_iter([("rule".to_owned(), json!(rule)), ("of".to_owned(), json!(of))]);
        data.extend(group);
        described.push(data);
    }
    if !needed.is_empty() {
        schema.insert("allOf".into(), needed.into());
    }
    if !dependencies.is_empty() {
        let entries = dependencies.into_iter().map(|(name, others)| (name, json!({ "properties": others })));
        schema.insert("dependencies".into(), Value::Object(entries.collect()));
    }
    if !described.is_empty() {
        schema.insert("x-bricep-groups".into(), json!(described));
    }
    Ok(())
}

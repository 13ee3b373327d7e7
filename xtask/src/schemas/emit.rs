//! From objects and fields to JSON Schema.
//!
//! An interpolation is accepted wherever a value is, and a wrong value breaks one keyword only: a value that is not
//! text takes text with `${` by a `pattern`, which bites text alone; a constrained text has its constraints behind
//! `if … else`, which an interpolation passes by.

use anyhow::{Context, Result, bail};
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::groups::groups;
use super::library::{Field, Library, Object};
use super::links::Links;

/// Collects the definitions that schemas refer to.
pub(super) struct Emitter<'a> {
    library: &'a Library,
    /// Whether keywords for editors alone are written.
    published: bool,
    definitions: IndexMap<String, Value>,
    /// What stands for `resources` and its partial form.
    resources: [Value; 2],
    /// Where hover texts lead.
    links: Links,
}

/// The pattern of a text with an interpolation.
const INTERPOLATION: &str = "\\$\\{";

impl<'a> Emitter<'a> {
    pub(super) fn new(library: &'a Library, published: bool, resources: [Value; 2]) -> Self {
        Self { library, published, definitions: IndexMap::new(), resources, links: Links::default() }
    }

    /// Lets hover texts lead to the reference of a request, `Class.method`, from here on.
    pub(super) fn link_to(&mut self, request: &str) {
        self.links = Links::to(request);
    }

    /// The definitions collected, sorted by name.
    pub(super) fn into_definitions(mut self) -> Map<String, Value> {
        self.definitions
            .insert("interpolation".into(), json!({ "type": "string", "pattern": INTERPOLATION }));
        self.definitions.sort_keys();
        self.definitions.into_iter().collect()
    }

    /// Whether keywords for editors alone are written.
    pub(super) fn is_published(&self) -> bool {
        self.published
    }

    /// Lets hover texts lead nowhere.
    pub(super) fn unlink(&mut self) {
        self.links = Links::default();
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
        let links = self.links.clone();
        self.links.enter(object);
        for (name, field) in &object.fields {
            self.links.at(name, links.is_top());
            let schema = self.field(field).with_context(|| name.clone())?;
            properties.insert(name.clone(), Value::Object(schema));
        }
        self.links = links;
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
        groups(&mut schema, &object.groups, self.published)?;
        if self.published && !object.snippets.is_null() {
            schema.insert("defaultSnippets".into(), object.snippets.clone());
        }
        if object.pausable {
            schema.insert("x-bricep-pausable".into(), json!(true));
        }
        if !object.drop.is_empty() {
            schema.insert("x-bricep-dropped".into(), object.drop.clone().into());
        }
        if !object.instead.is_empty() {
            schema.insert("x-bricep-instead".into(), object.instead.clone().into());
        }
        if let Some(title) = object.title.as_ref().filter(|_| self.published) {
            schema.insert("title".into(), json!(title));
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
        if self.published {
            copy("default", "default");
            copy("examples", "examples");
            if let Some(Value::String(description)) = words.get("description")
                && let Some(text) = self.links.markdown(description, field)
            {
                schema.insert("markdownDescription".into(), json!(text));
            }
        }
        let mut copy = |word: &str, keyword: &str| {
            if let Some(value) = words.get(word) {
                schema.insert(keyword.into(), value.clone());
            }
        };
        for (word, keyword) in [
            ("path", "x-bricep-path"),
            ("secret", "x-bricep-secret"),
            ("immutable", "x-bricep-immutable"),
            ("server_filled", "x-bricep-server-filled"),
            ("deprecated", "x-bricep-deprecated"),
            ("drop", "x-bricep-dropped"),
            ("rule", "x-bricep-rule"),
        ] {
            copy(word, keyword);
        }
        if let Some(kind) = words.get("ref").and_then(Value::as_str)
            && self.library.is_written(kind)?
        {
            schema.insert("x-bricep-ref".into(), json!(kind));
        }
        if self.published {
            let instead = words.get("deprecated").and_then(Value::as_str);
            if let Some(instead) = instead {
                schema.insert("deprecated".into(), json!(true));
                schema.insert("deprecationMessage".into(), json!(format!("Deprecated: {instead}.")));
            } else if words.contains_key("server_filled") {
                schema
                    .insert("deprecationMessage".into(), json!("Only the server fills this in; remove it."));
            }
        }
        if words.contains_key("server_filled") {
            return Ok(schema);
        }
        schema.extend(self.value(&field.is, words)?);
        if self.published {
            if words.contains_key("nullable") {
                accept_null(&mut schema);
            }
            // The same words for a value of the wrong type; of an object it would also be those for unknown properties.
            if schema.get("properties").is_none()
                && let Some(message) = schema.get("patternErrorMessage").filter(|_| schema["type"].is_array())
            {
                schema.insert("errorMessage".into(), message.clone());
            }
            if let Some(Value::Object(published)) = words.get("published") {
                schema.extend(published.clone());
            }
        }
        Ok(schema)
    }

    fn value(&mut self, is: &Value, words: &Map<String, Value>) -> Result<Map<String, Value>> {
        let plain = words.contains_key("plain");
        let of = |name: &str, noun: &str| if plain { typed(name) } else { interpolatable(name, noun) };
        match is {
            Value::String(name) => match name.as_str() {
                "string" => {
                    let mut constraints = constraints(words, TEXT);
                    if self.published {
                        one_error_for_empty_text(&mut constraints)?;
                    }
                    Ok(text(constraints, plain))
                }
                "integer" if self.published => Ok(whole_number(of("integer", "a whole number"), words)),
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
                    "enum" => self.enumeration(inner, is.get("only"), words, plain),
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
                        Ok(object_of(&json!({ "allOf": [{ "$ref": format!("#/$defs/partial.{name}") }] })))
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
        let mut schema = self.value(is, &words)?;
        if let Some(path) = words.get("path") {
            schema.insert("x-bricep-path".into(), path.clone());
        }
        Ok(schema)
    }

    fn list(
        &mut self,
        inner: &Value,
        words: &Map<String, Value>,
        mut schema: Map<String, Value>,
    ) -> Result<Map<String, Value>> {
        schema.extend(constraints(words, LIST));
        let plain = words.contains_key("plain");
        let mut items = self.element(inner, words.get("item_like"), plain)?;
        for (word, keyword) in [("rule", "x-bricep-rule"), ("drop", "x-bricep-dropped")] {
            if let Some(value) = words.get("item").and_then(|item| item.get(word)) {
                items.insert(keyword.into(), value.clone());
            }
        }
        if words.contains_key("or_one") {
            // The constraints of a text bite text alone, so they may stand beside those of a list.
            schema = typed("array");
            schema.extend(constraints(words, LIST));
            schema.extend(items.clone());
            schema.insert("type".into(), json!(["array", "string"]));
        }
        if let Some(field) = words.get("differs") {
            schema.insert("x-bricep-differs".into(), field.clone());
        }
        let Some(key) = words.get("key") else {
            schema.insert("items".into(), items.into());
            return Ok(schema);
        };
        // A keyed list may be written as a map by key, whose elements do without the key field.
        let name = inner["type"].as_str().context("`key` is for lists of objects")?;
        let bare = json!({ "allOf": [{ "$ref": format!("#/$defs/{name}") }] });
        // The compiler makes lists of these maps before it looks at keys.
        if self.published
            && let Some(field) = self.library.object(name)?.fields.get(key.as_str().context("key")?)
        {
            let field = self.field(field)?;
            let choice = field.get("anyOf").and_then(|choices| choices.get(0));
            if let Some(Value::Object(limits)) = field.get("else").or(choice) {
                schema.insert("propertyNames".into(), limits.clone().into());
            }
        }
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
            let links = self.links.clone();
            if let Some((_, request)) = name.split_once('.')
                && request.contains('.')
            {
                self.link_to(request);
            }
            let schema = self.object(&object, key, true).with_context(|| name.to_owned())?;
            self.links = links;
            self.define(name, schema);
        }
        let mut parts = vec![json!({ "$ref": format!("#/$defs/{name}") })];
        if let Some(key) = key {
            parts.push(json!({ "required": [key] }));
        }
        Ok(object_of(&json!({ "allOf": parts })))
    }

    fn enumeration(
        &mut self,
        values: &Value,
        only: Option<&Value>,
        words: &Map<String, Value>,
        plain: bool,
    ) -> Result<Map<String, Value>> {
        let mut drop = Map::new();
        let (values, descriptions) = match values {
            Value::String(name) => {
                let known = self.library.enumeration(name, only)?;
                drop = known.drop;
                (known.values, known.texts)
            }
            Value::Array(values) => {
                let descriptions = words.get("value_descriptions").and_then(Value::as_object);
                let text = |value: &Value| descriptions?.get(value.as_str()?).cloned();
                for value in values.iter().filter(|value| text(value).is_none()) {
                    self.library
                        .problem(format!("{value} of {}: not described", Value::from(values.clone())));
                }
                (
                    values.clone(),
                    values.iter().map(|value| text(value).unwrap_or_else(|| json!(""))).collect(),
                )
            }
            other => bail!("{other} is no enumeration"),
        };
        let mut constraint = Map::from_iter([("enum".to_owned(), Value::Array(values))]);
        if self.published && !descriptions.is_empty() {
            if descriptions.iter().any(|text| text.as_str().is_some_and(|text| text.contains('`'))) {
                constraint.insert("markdownEnumDescriptions".into(), json!(descriptions));
            }
            constraint.insert("enumDescriptions".into(), descriptions.into());
        }
        let mut schema = match (self.published, plain) {
            // Without a type of its own, so that a value of another type is one error, which knows the values.
            (_, true) => constraint,
            (false, false) => {
                object_of(&json!({ "if": { "$ref": "#/$defs/interpolation" }, "else": constraint }))
            }
            // Editors offer the values of alternatives, and not those behind conditions.
            (true, false) => {
                object_of(&json!({ "anyOf": [constraint, { "$ref": "#/$defs/interpolation" }] }))
            }
        };
        if !drop.is_empty() && !self.published {
            schema.insert("x-bricep-dropped".into(), drop.into());
        }
        Ok(schema)
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
const LIST: Keywords = &[("min_items", "minItems"), ("max_items", "maxItems"), ("unique", "uniqueItems")];
const MAP: Keywords = &[("min_properties", "minProperties"), ("max_properties", "maxProperties")];

fn constraints(words: &Map<String, Value>, keywords: Keywords) -> Map<String, Value> {
    let pair = |(word, keyword): &(&str, &str)| Some(((*keyword).to_owned(), words.get(*word)?.clone()));
    let mut found: Map<String, Value> = keywords.iter().filter_map(pair).collect();
    if let Some(Value::String(message)) = found.get_mut("patternErrorMessage") {
        *message = format!("expected {message}");
    }
    found
}

/// Leaves it to the pattern to refuse empty text, where it does.
fn one_error_for_empty_text(constraints: &mut Map<String, Value>) -> Result<()> {
    if constraints.get("minLength") == Some(&json!(1))
        && let Some(pattern) = constraints.get("pattern").and_then(Value::as_str)
        && !regex::Regex::new(pattern)?.is_match("")
    {
        constraints.shift_remove("minLength");
    }
    Ok(())
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
        schema.insert("if".into(), json!({ "$ref": "#/$defs/interpolation" }));
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

/// Lets `null` stand for a section that says nothing.
fn accept_null(schema: &mut Map<String, Value>) {
    match schema.get_mut("type") {
        Some(Value::Array(names)) if !names.contains(&json!("null")) => names.push(json!("null")),
        Some(Value::String(name)) => {
            let name = name.clone();
            schema.insert("type".into(), json!([name, "null"]));
        }
        _ => {}
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.push(Value::Null);
    }
}

/// As [`number`], for whole numbers alone: a fraction is one error, wherever it lies.
fn whole_number(mut schema: Map<String, Value>, words: &Map<String, Value>) -> Map<String, Value> {
    let bounds = constraints(words, NUMBER);
    if !bounds.is_empty() {
        let mut condition = typed("integer");
        if words.contains_key("or_zero") {
            condition.insert("not".into(), json!({ "enum": [0] }));
        }
        schema.insert("if".into(), condition.into());
        schema.insert("then".into(), bounds.into());
    }
    schema
}

pub(super) fn object_of(value: &Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

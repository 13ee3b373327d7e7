//! A kind's resources as ARM JSON and Bicep have them: types of the custom provider, for people who write templates.
//!
//! Derived from the schema for editors of specs: names of fields become lowerCamelCase, keys of free-form maps stay, an
//! expression of the template language stands where an interpolation does. What only the server fills in can be read.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

/// Text that is no literal: an expression of a template, or a secret that the provider reads.
const EXPRESSION: &str = "^\\[[^\\[]|\\$\\{secret\\.";

/// The schema of a resource type, from the published schema of its kind.
pub(super) fn resource(kind: &str, published: &Value) -> Result<Value> {
    let mut names = BTreeMap::new();
    collect(published, &mut names);
    let shape = Shape { names: &names };
    let mut properties = shape.convert(published);
    for word in ["$schema", "title", "description", "examples"] {
        properties.shift_remove(word);
    }
    let definitions = properties.shift_remove("$defs").context("$defs")?;
    add_digests(&mut properties, published);
    let arm_type = camel_case(kind);
    let full = format!("Microsoft.CustomProviders/resourceProviders/{arm_type}");
    let text = |description: &str| json!({ "description": description, "type": "string" });
    Ok(json!({
        "$schema": published["$schema"],
        "title": full,
        "description": published["description"],
        "type": "object",
        "properties": {
            "type": { "description": "Type of the resource.", "enum": [full] },
            "apiVersion": { "description": "Version of the API of custom providers.", "enum": ["2018-09-01-preview"] },
            "name": text("Name of the custom provider and key of the resource, `<provider>/<key>`."),
            "comments": text("What people should know of it."),
            "condition": { "description": "Whether it is deployed.", "type": ["boolean", "string"] },
            "existing": { "description": "Whether it exists and is only read.", "type": "boolean" },
            "copy": { "description": "How often it is deployed.", "type": "object" },
            "dependsOn": { "description": "Resources that are deployed before it.", "type": "array", "items": { "type": "string" } },
            "properties": properties,
        },
        "required": ["type", "apiVersion", "properties"],
        "additionalProperties": false,
        "$defs": definitions,
    }))
}

struct Shape<'a> {
    /// Names of fields in the spec, and here.
    names: &'a BTreeMap<String, String>,
}

impl Shape<'_> {
    fn convert(&self, schema: &Value) -> Map<String, Value> {
        let mut converted = Map::new();
        let Value::Object(schema) = schema else { return converted };
        for (keyword, value) in schema {
            let value = match (keyword.as_str(), value) {
                // What the compiler resolves, and lists as maps, which only overlays need.
                (
                    "x-bricep-path" | "x-bricep-pausable" | "x-bricep-dropped" | "x-bricep-instead"
                    | "x-bricep-differs" | "x-bricep-key" | "x-bricep-rule" | "defaultSnippets",
                    _,
                ) => {
                    continue;
                }
                ("x-bricep-groups", _) => continue,
                ("additionalProperties", _) if schema.contains_key("x-bricep-key") => continue,
                ("type", Value::Array(types)) if schema.contains_key("x-bricep-key") => {
                    types.iter().filter(|name| **name != "object").cloned().collect()
                }
                ("x-bricep-server-filled", _) => {
                    converted.insert("readOnly".into(), json!(true));
                    converted.shift_remove("deprecationMessage");
                    continue;
                }
                ("deprecationMessage", _) if schema.contains_key("x-bricep-server-filled") => continue,
                ("properties" | "dependentSchemas", Value::Object(fields)) => {
                    let fields = fields.iter().map(|(name, inner)| (self.name(name), self.inner(inner)));
                    Value::Object(fields.collect())
                }
                ("$defs", Value::Object(definitions)) => definitions
                    .iter()
                    .map(|(name, inner)| (name.clone(), self.inner(inner)))
                    .collect::<Map<_, _>>()
                    .into(),
                ("required", Value::Array(fields)) => {
                    fields.iter().filter_map(Value::as_str).map(|name| json!(self.name(name))).collect()
                }
                ("pattern", Value::String(pattern)) if pattern == "\\$\\{" => json!(EXPRESSION),
                (
                    "description" | "markdownDescription" | "errorMessage" | "deprecationMessage",
                    Value::String(text),
                ) => {
                    json!(self.words(text))
                }
                ("enumDescriptions" | "markdownEnumDescriptions", Value::Array(texts)) => {
                    texts.iter().filter_map(Value::as_str).map(|text| json!(self.words(text))).collect()
                }
                ("enum" | "examples" | "default", _) => value.clone(),
                ("allOf" | "anyOf", Value::Array(parts)) => {
                    parts.iter().map(|part| self.inner(part)).collect()
                }
                (_, Value::Object(_)) => self.inner(value),
                _ => value.clone(),
            };
            converted.insert(keyword.clone(), value);
        }
        // Ids are texts in templates, whatever the API calls them.
        if schema.contains_key("x-bricep-ref") && schema["type"][0] == "integer" {
            converted.insert("pattern".into(), json!(format!("{EXPRESSION}|^[0-9]+$")));
        }
        converted
    }

    fn inner(&self, schema: &Value) -> Value {
        if schema.is_object() { self.convert(schema).into() } else { schema.clone() }
    }

    fn name(&self, name: &str) -> String {
        self.names.get(name).cloned().unwrap_or_else(|| camel_case(name))
    }

    /// A text with the names of fields in it as they are here.
    fn words(&self, text: &str) -> String {
        let parts = text.split('`').enumerate().map(|(at, part)| {
            let name = self.names.get(part).filter(|_| at % 2 == 1);
            name.map_or(part, String::as_str)
        });
        parts.collect::<Vec<_>>().join("`")
    }
}

/// The names of all fields below a schema, with what they are in templates.
fn collect(schema: &Value, names: &mut BTreeMap<String, String>) {
    match schema {
        Value::Object(map) => {
            for (keyword, value) in map {
                if keyword == "properties"
                    && let Value::Object(fields) = value
                {
                    names.extend(fields.keys().map(|name| (name.clone(), camel_case(name))));
                }
                collect(value, names);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, names)),
        _ => {}
    }
}

/// Beside a local file or folder stand the digests of what it held when the template was made.
fn add_digests(properties: &mut Map<String, Value>, published: &Value) {
    let fields = published["properties"].as_object().into_iter().flatten();
    let mut content = fields.filter_map(|(_, field)| field["x-bricep-path"].as_str());
    let digest = json!({ "description": "SHA-256 of the file, in hexadecimal digits.", "type": "string" });
    let Some(fields) = properties.get_mut("properties").and_then(Value::as_object_mut) else { return };
    match content.find(|path| path.starts_with("content")) {
        None => {}
        Some(path) => {
            fields.insert("digest".into(), digest.clone());
            if path == "contents" {
                let file = json!({
                    "type": "object",
                    "properties": { "path": { "description": "Path of the file.", "type": "string" }, "digest": digest },
                    "required": ["path", "digest"],
                    "additionalProperties": false,
                });
                let files = json!({ "description": "Files of the folder.", "type": ["array", "string"], "items": file });
                fields.insert("files".into(), files);
            }
        }
    }
}

/// `spark_env_vars` as `sparkEnvVars`, by the rule of `src/kinds/case.rs`.
pub(super) fn camel_case(snake: &str) -> String {
    let mut camel = String::with_capacity(snake.len());
    let mut letters = snake.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek().copied() {
            Some(next) if letter == '_' && next.is_ascii_lowercase() => {
                camel.push(next.to_ascii_uppercase());
                letters.next();
            }
            _ => camel.push(letter),
        }
    }
    camel
}

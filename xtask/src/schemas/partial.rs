//! The partial form of a schema, for overlays: nothing is required, nothing excludes anything, `null` removes.
//!
//! Elements of lists that are not keyed keep their full form, since an overlay replaces such lists whole; elements of
//! keyed lists keep their key.

use serde_json::{Map, Value, json};

const DEFINITIONS: &str = "#/$defs/";
const PREFIX: &str = "partial.";

/// Adds to `schema` every definition `partial.<name>` that it refers to and lacks, derived from the definition `<name>`.
pub(super) fn add_partial_definitions(schema: &mut Value) {
    let mut wanted = Vec::new();
    references(schema, &mut wanted);
    while let Some(name) = wanted.pop() {
        let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) else { return };
        if definitions.contains_key(&name) {
            continue;
        }
        let Some(full) = name.strip_prefix(PREFIX).and_then(|full| definitions.get(full)) else { continue };
        let partial = nullable(full);
        references(&partial, &mut wanted);
        definitions.insert(name, partial);
    }
    if let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
        definitions.sort_keys();
    }
}

/// The names of the partial definitions that a schema refers to.
fn references(schema: &Value, names: &mut Vec<String>) {
    match schema {
        Value::Object(map) => {
            for (keyword, value) in map {
                match value {
                    Value::String(target) if keyword == "$ref" => {
                        let name = target.strip_prefix(DEFINITIONS).filter(|name| name.starts_with(PREFIX));
                        names.extend(name.map(str::to_owned));
                    }
                    value => references(value, names),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| references(value, names)),
        _ => {}
    }
}

/// The partial form of a property's or definition's schema, which accepts `null`.
fn nullable(schema: &Value) -> Value {
    let Value::Object(full) = schema else { return schema.clone() };
    let mut partial = Map::new();
    for (keyword, value) in full {
        let value = match (keyword.as_str(), value) {
            (
                "required" | "dependentSchemas" | "x-bricep-groups" | "$defs" | "default" | "defaultSnippets"
                | "examples",
                _,
            ) => continue,
            ("type", Value::String(name)) => json!([name, "null"]),
            ("type", Value::Array(names)) if names.contains(&json!("null")) => json!(names),
            ("type", Value::Array(names)) => names.iter().cloned().chain([json!("null")]).collect(),
            ("enum", Value::Array(values)) => values.iter().cloned().chain([Value::Null]).collect(),
            ("enumDescriptions" | "markdownEnumDescriptions", Value::Array(texts)) => {
                texts.iter().cloned().chain([json!("Removes it.")]).collect()
            }
            ("else", value) => else_branch(value),
            ("properties", Value::Object(properties)) => {
                properties.iter().map(|(name, schema)| (name.clone(), nullable(schema))).collect()
            }
            ("additionalProperties", value) => nullable(value),
            ("anyOf", Value::Array(choices)) => {
                choices.iter().cloned().chain([json!({ "type": "null" })]).collect()
            }
            ("items", value) if full.contains_key("x-bricep-key") => keyed_element(value),
            ("allOf", Value::Array(parts)) => match reference(parts) {
                Some(reference) => json!([reference]),
                None => continue,
            },
            (_, value) => value.clone(),
        };
        partial.insert(keyword.clone(), value);
    }
    Value::Object(partial)
}

/// The constraints of an `else`, of which only an enumeration looks at `null`.
fn else_branch(branch: &Value) -> Value {
    match branch.get("enum") {
        Some(_) => nullable(branch),
        None => branch.clone(),
    }
}

/// An element of a keyed list: partial, but not `null` and with its key.
fn keyed_element(element: &Value) -> Value {
    let Some(parts) = element.get("allOf").and_then(Value::as_array) else { return element.clone() };
    let mut partial: Vec<Value> = reference(parts).into_iter().collect();
    partial.extend(
        parts
            .iter()
            .filter_map(|part| part.get("required"))
            .map(|required| json!({ "type": ["object", "string"], "required": required })),
    );
    json!({ "allOf": partial })
}

/// The reference among the parts of an `allOf`, to the partial form.
fn reference(parts: &[Value]) -> Option<Value> {
    let target = parts.iter().find_map(|part| part.get("$ref")?.as_str())?;
    let name = target.strip_prefix(DEFINITIONS)?;
    let prefix = if name.starts_with(PREFIX) { "" } else { PREFIX };
    Some(json!({ "$ref": format!("{DEFINITIONS}{prefix}{name}") }))
}

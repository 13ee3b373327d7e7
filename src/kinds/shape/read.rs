//! Reads shapes from our schemas, whose form the generator decides.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use super::{Group, LocalPath, Rule, Shape, Types};

impl Shape {
    /// The shape of a whole schema.
    pub(crate) fn read(schema: &Value) -> Self {
        let definitions = schema.get("definitions").and_then(Value::as_object);
        let mut reader = Reader { definitions, known: FxHashMap::default() };
        reader.shape(schema)
    }
}

struct Reader<'a> {
    definitions: Option<&'a Map<String, Value>>,
    known: FxHashMap<&'a str, Arc<OnceLock<Shape>>>,
}

impl<'a> Reader<'a> {
    fn shape(&mut self, schema: &'a Value) -> Shape {
        let text = |keyword: &str| schema.get(keyword).and_then(Value::as_str).map(Box::from);
        let flag = |keyword: &str| schema.get(keyword).is_some();
        let constraints = schema.get("else").unwrap_or(schema);
        let object = |keyword: &str| schema.get(keyword).and_then(Value::as_object);
        let mut shape = Shape {
            types: types(schema),
            key_field: text("x-bricep-key"),
            free_form: flag("x-bricep-free-form"),
            reference: text("x-bricep-ref"),
            local_path: schema.get("x-bricep-path").and_then(Value::as_str).and_then(local_path),
            secret: flag("x-bricep-secret"),
            immutable: flag("x-bricep-immutable"),
            server_filled: flag("x-bricep-server-filled"),
            pausable: flag("x-bricep-pausable"),
            deprecated: text("x-bricep-deprecated"),
            description: text("description"),
            pattern_message: constraints.get("patternErrorMessage").and_then(Value::as_str).map(Box::from),
            zero: schema.pointer("/if/enum").is_some(),
            groups: schema
                .get("x-bricep-groups")
                .and_then(Value::as_array)
                .map(|list| groups(list))
                .unwrap_or_default(),
            dropped: object("x-bricep-dropped")
                .into_iter()
                .flatten()
                .filter_map(|(name, reason)| Some((Box::from(name.as_str()), Box::from(reason.as_str()?))))
                .collect(),
            ..Shape::default()
        };
        shape.properties = object("properties")
            .into_iter()
            .flatten()
            .map(|(name, schema)| (Box::from(name.as_str()), self.shape(schema)))
            .collect();
        shape.items = schema.get("items").map(|items| Box::new(self.shape(items)));
        if shape.free_form {
            shape.values = schema.get("additionalProperties").map(|values| Box::new(self.shape(values)));
        }
        shape.definition = reference(schema).and_then(|name| self.definition(name));
        shape
    }

    fn definition(&mut self, name: &'a str) -> Option<Arc<OnceLock<Shape>>> {
        if let Some(known) = self.known.get(name) {
            return Some(known.clone());
        }
        let schema = self.definitions?.get(name)?;
        let cell = Arc::new(OnceLock::new());
        // Known before it is read: a type may hold itself.
        self.known.insert(name, cell.clone());
        let shape = self.shape(schema);
        let _ = cell.set(shape);
        Some(cell)
    }
}

/// The definition that a field's schema refers to.
fn reference(schema: &Value) -> Option<&str> {
    let parts = schema.get("allOf")?.as_array()?;
    parts.iter().find_map(|part| part.get("$ref")?.as_str())?.strip_prefix("#/definitions/")
}

fn types(schema: &Value) -> Types {
    let mut types = Types::default();
    let named: Vec<&str> = match schema.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    // Text beside another type stands for an interpolation.
    let interpolated = named.len() > 1;
    for name in named {
        match name {
            "null" => types.null = true,
            "boolean" => types.boolean = true,
            "integer" => types.integer = true,
            "number" => types.number = true,
            "string" => types.string = !interpolated,
            "array" => types.list = true,
            "object" => types.map = true,
            _ => {}
        }
    }
    types
}

fn local_path(name: &str) -> Option<LocalPath> {
    match name {
        "notebook" => Some(LocalPath::Notebook),
        "workspace_file" => Some(LocalPath::File),
        _ => None,
    }
}

fn groups(groups: &[Value]) -> Vec<Group> {
    groups.iter().filter_map(group).collect()
}

fn group(group: &Value) -> Option<Group> {
    let names = |key: &str| -> Vec<Box<str>> {
        let list = group.get(key).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str).map(Box::from).collect()
    };
    let rule = match group.get("rule")?.as_str()? {
        "exactly_one" => Rule::ExactlyOne,
        "at_least_one" => Rule::AtLeastOne,
        "at_most_one" => Rule::AtMostOne,
        _ => return None,
    };
    let noun = group.get("noun").and_then(Value::as_str).map(Box::from);
    Some(Group { rule, of: names("of"), unless: names("unless"), noun, common: names("common") })
}

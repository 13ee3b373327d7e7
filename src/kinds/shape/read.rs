//! Reads shapes from our schemas, whose form the generator decides.

use std::sync::{Arc, OnceLock};

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde_json::{Map, Value};

use super::{Group, LocalPath, Rule, Shape, Types, When};

impl Shape {
    /// The shape of a whole schema.
    pub(crate) fn read(schema: &Value) -> Self {
        let definitions = schema.get("$defs").and_then(Value::as_object);
        let mut reader = Reader { definitions, known: FxHashMap::default() };
        reader.shape(schema)
    }
}

struct Reader<'a> {
    definitions: Option<&'a Map<String, Value>>,
    known: FxHashMap<&'a str, Arc<OnceLock<Shape>>>,
}

impl<'a> Reader<'a> {
    /// One walk over the keywords: looking each of them up costs more than all the rest.
    fn shape(&mut self, schema: &'a Value) -> Shape {
        let mut shape = Shape { types: types(schema), ..Shape::default() };
        let mut values = None;
        for (keyword, value) in schema.as_object().into_iter().flatten() {
            let text = || value.as_str().map(Box::from);
            match keyword.as_str() {
                "description" => shape.description = text(),
                "properties" => {
                    let properties = value.as_object().into_iter().flatten();
                    shape.properties = properties
                        .map(|(name, schema)| (Box::from(name.as_str()), self.shape(schema)))
                        .collect();
                    let mut content = shape
                        .properties
                        .iter()
                        .filter(|(_, field)| matches!(field.local_path, Some(LocalPath::Content { .. })));
                    shape.content = content.next().map(|(name, _)| name.clone());
                }
                "items" => shape.items = Some(Box::new(self.shape(value))),
                "additionalProperties" => values = Some(value),
                "patternErrorMessage" => shape.pattern_message = text(),
                "if" => shape.zero = value.get("enum").is_some(),
                "x-bricep-key" => shape.key_field = text(),
                "x-bricep-differs" => shape.differs = text(),
                "x-bricep-free-form" => shape.free_form = true,
                "x-bricep-ref" => shape.reference = text(),
                "x-bricep-path" => shape.local_path = value.as_str().and_then(local_path),
                "x-bricep-secret" => shape.secret = true,
                "x-bricep-immutable" => shape.immutable = true,
                "x-bricep-server-filled" => shape.server_filled = true,
                "x-bricep-pausable" => shape.pausable = true,
                "x-bricep-deprecated" => shape.deprecated = text(),
                "x-bricep-rule" => shape.rule = text(),
                "x-bricep-groups" => {
                    shape.groups = value.as_array().map(|all| groups(all)).unwrap_or_default()
                }
                "x-bricep-dropped" => {
                    shape.dropped = entries(value, |reason| reason.as_str().map(Box::from));
                }
                "x-bricep-instead" => {
                    shape.instead = entries(value, |meant| meant.as_array().map(|names| texts(names)));
                }
                // An enumeration needs no type.
                "enum" if !schema.as_object().is_some_and(|all| all.contains_key("type")) => {
                    shape.types.string = true;
                }
                _ => {}
            }
        }
        if let Some(constraints) = schema.get("else") {
            shape.pattern_message =
                constraints.get("patternErrorMessage").and_then(Value::as_str).map(Box::from);
            shape.types.string |= constraints.get("enum").is_some();
        }
        if shape.free_form {
            // A secret map is one whose values are secrets.
            shape.values = values.map(|values| {
                let values = self.shape(values);
                Box::new(Shape { secret: values.secret || shape.secret, ..values })
            });
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
    parts.iter().find_map(|part| part.get("$ref")?.as_str())?.strip_prefix("#/$defs/")
}

fn types(schema: &Value) -> Types {
    let mut types = Types::default();
    let named: Vec<&str> = match schema.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    // Text beside another type stands for an interpolation; `null` takes a value away.
    let interpolated = named.iter().filter(|name| **name != "null").count() > 1;
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

fn entries<T>(value: &Value, read: fn(&Value) -> Option<T>) -> IndexMap<Box<str>, T, FxBuildHasher> {
    let entries = value.as_object().into_iter().flatten();
    entries.filter_map(|(name, value)| Some((Box::from(name.as_str()), read(value)?))).collect()
}

fn texts(list: &[Value]) -> Vec<Box<str>> {
    list.iter().filter_map(Value::as_str).map(Box::from).collect()
}

fn local_path(name: &str) -> Option<LocalPath> {
    match name {
        "notebook" => Some(LocalPath::Notebook),
        "workspace_file" => Some(LocalPath::File),
        "workspace_folder" => Some(LocalPath::Folder),
        "workspace_tree" => Some(LocalPath::Tree),
        "requirement" => Some(LocalPath::Requirement),
        "content" => Some(LocalPath::Content { folder: false }),
        "contents" => Some(LocalPath::Content { folder: true }),
        _ => None,
    }
}

fn groups(groups: &[Value]) -> Vec<Group> {
    groups.iter().filter_map(group).collect()
}

fn group(group: &Value) -> Option<Group> {
    let names = |key: &str| -> Vec<Box<str>> {
        group.get(key).and_then(Value::as_array).map(|list| texts(list)).unwrap_or_default()
    };
    let rule = match group.get("rule")?.as_str()? {
        "exactly_one" => Rule::ExactlyOne,
        "at_least_one" => Rule::AtLeastOne,
        "at_most_one" => Rule::AtMostOne,
        "none" => Rule::None,
        _ => return None,
    };
    let text = |key: &str| group.get(key).and_then(Value::as_str).map(Box::from);
    let (noun, help, code) = (text("noun"), text("help"), text("code"));
    let when = match group.get("when") {
        Some(Value::Object(values)) => Some(When::Is(
            values.iter().map(|(name, values)| (Box::from(name.as_str()), list(values))).collect(),
        )),
        Some(_) => Some(When::Present(names("when"))),
        None => None,
    };
    Some(Group {
        rule,
        of: names("of"),
        unless: names("unless"),
        when,
        noun,
        common: names("common"),
        help,
        code,
    })
}

fn list(values: &Value) -> Vec<Value> {
    values.as_array().cloned().unwrap_or_default()
}

//! Facts and overlays joined: what each object of the spec language has for fields, and what is known of each.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use indexmap::{IndexMap, IndexSet};
use serde_json::{Map, Value, json};

use super::overlays;

/// The words that an overlay may say of a field.
const WORDS: &[&str] = &[
    "is",          // type, where no fact has it: a scalar's name, {list: …}, {map: …}, {type: …}, {enum: […]}
    "description", // hover text and reference page
    "required",    // as the server enforces it, where facts say otherwise
    "minimum",     // of a number
    "maximum",     // of a number
    "or_zero",     // 0 is accepted besides minimum..maximum
    "pattern",     // of a text
    "pattern_message", // the pattern in words, to follow "expected"
    "min_length",  // of a text
    "max_length",  // of a text
    "min_items",   // of a list
    "max_items",   // of a list
    "max_properties", // of a map
    "examples",    // offered by editors
    "default",     // what the server or bricep takes when it is left out
    "like",        // a shared set of constraints
    "or_one",      // a list of texts that may be written as one text
    "item_like",   // the same for the elements of a list
    "values_like", // the same for the values of a map
    "value_descriptions", // of an enumeration that no fact has
    "drop",        // values of an enumeration that are no more, with the reasons
    "ref",         // kind of the resource that it refers to
    "path",        // kind of the local file that may stand there
    "secret",      // `${secret.…}` may stand there
    "immutable",   // a change means another object
    "server_filled", // only the server fills it
    "deprecated",  // what to do instead
    "key",         // key field of a keyed list
    "plain",       // takes no interpolation
    "each",        // description of a map's values
    "nullable_values", // a map's values may be null
    "published",   // keywords for editors alone
];

/// A field with all that is known of it.
pub(super) struct Field {
    pub(super) is: Value,
    pub(super) words: Map<String, Value>,
    pub(super) required: bool,
}

/// An object of the spec language.
#[derive(Default)]
pub(super) struct Object {
    pub(super) fields: IndexMap<String, Field>,
    pub(super) groups: Vec<Value>,
    pub(super) drop: Map<String, Value>,
    pub(super) pausable: bool,
    /// Whether `null` says the same as an empty map.
    pub(super) nullable: bool,
}

/// All facts and overlays.
pub(super) struct Library {
    facts: IndexMap<String, Value>,
    types: IndexMap<String, Value>,
    kinds: IndexMap<String, Value>,
    /// Key field by type, for the types that are elements of keyed lists.
    keys: IndexMap<String, String>,
    problems: RefCell<BTreeSet<String>>,
}

impl Library {
    pub(super) fn load(root: &Path) -> Result<Self> {
        let mut library = Self {
            facts: overlays::facts(root)?,
            types: overlays::types(root)?,
            kinds: overlays::kinds(root)?,
            keys: IndexMap::new(),
            problems: RefCell::default(),
        };
        let mut objects = Vec::new();
        for kind in library.kinds() {
            objects.push(library.kind(kind)?);
        }
        for name in library.type_names() {
            objects.push(library.object(&name)?);
        }
        for (_, field) in objects.into_iter().flat_map(|object| object.fields) {
            if let Some(key) = field.words.get("key").and_then(Value::as_str) {
                let element = field.is["list"]["type"].as_str().context("`key` is for lists of objects")?;
                library.keys.insert(element.to_owned(), key.to_owned());
            }
        }
        Ok(library)
    }

    /// The names of the kinds, sorted.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &str> {
        self.kinds.keys().map(String::as_str)
    }

    /// The overlay of a kind.
    pub(super) fn kind_overlay(&self, kind: &str) -> &Value {
        &self.kinds[kind]
    }

    /// The key field of a type that is the element of a keyed list.
    pub(super) fn key_of(&self, name: &str) -> Option<&str> {
        self.keys.get(name).map(String::as_str)
    }

    /// The values of an enumeration, each with its description if it has one.
    pub(super) fn enumeration(&self, name: &str) -> Result<(Vec<Value>, Vec<Value>)> {
        let (service, short) = split(name)?;
        let values = self.facts[service]["enums"][short].as_array().context(name.to_owned())?.clone();
        let descriptions = &self.types[service]["enums"][short];
        if let Some(unknown) =
            descriptions.as_object().and_then(|map| map.keys().find(|key| !values.contains(&json!(key))))
        {
            self.problem(format!("{name}: `{unknown}` is no value of it"));
        }
        let texts = match descriptions {
            Value::Object(map) => {
                values.iter().map(|value| map[value.as_str().unwrap_or_default()].clone()).collect()
            }
            _ => Vec::new(),
        };
        Ok((values, texts))
    }

    /// The object of a type, as `service.Type`.
    pub(super) fn object(&self, name: &str) -> Result<Object> {
        let (service, short) = split(name)?;
        let facts = self.facts.get(service).and_then(|facts| facts["types"].get(short));
        self.join(name, &self.type_overlay(name)?, facts)
    }

    /// The object of a kind.
    pub(super) fn kind(&self, kind: &str) -> Result<Object> {
        let overlay = &self.kinds[kind];
        let text = |key: &str| overlay[key].as_str();
        let facts = &self.facts[text("service").context("service")?];
        let request = &facts["requests"][text("request").context("request")?]["fields"];
        let mut object = self.join(kind, &self.inherit(overlay)?, Some(request))?;
        let filled = overlay.get("server_filled").and_then(Value::as_object).cloned().unwrap_or_default();
        if let Some(read) = text("read") {
            let names = facts["reads"][read].as_array().context("read")?;
            for name in names.iter().filter_map(Value::as_str) {
                let known = object.fields.contains_key(name)
                    || object.drop.contains_key(name)
                    || filled.contains_key(name)
                    || overlay["not_of_the_kind"].get(name).is_some();
                if !known {
                    self.problem(format!("{kind}.{name}: the server returns it; classify it"));
                }
            }
        }
        for (name, description) in filled {
            let words = json!({ "description": description, "server_filled": true });
            let words = words.as_object().cloned().unwrap_or_default();
            object.fields.insert(name, Field { is: json!("any"), words, required: false });
        }
        Ok(object)
    }

    /// What is left to describe or classify.
    pub(super) fn problems(&self) -> Result<Vec<String>> {
        super::assemble::bundle(self)?;
        Ok(self.problems.borrow().iter().cloned().collect())
    }

    fn problem(&self, text: String) {
        self.problems.borrow_mut().insert(text);
    }

    fn type_names(&self) -> impl Iterator<Item = String> {
        self.types.iter().flat_map(|(service, overlay)| {
            let names = overlay["types"].as_object().into_iter().flat_map(Map::keys);
            names.map(move |name| format!("{service}.{name}"))
        })
    }

    fn type_overlay(&self, name: &str) -> Result<Value> {
        let (service, short) = split(name)?;
        match self.types.get(service).and_then(|overlay| overlay["types"].get(short)) {
            Some(overlay) => self.inherit(overlay),
            None => Ok(json!({})),
        }
    }

    /// An overlay with what it takes over by `like`.
    fn inherit(&self, overlay: &Value) -> Result<Value> {
        let Some(base) = overlay.get("like").and_then(Value::as_str) else { return Ok(overlay.clone()) };
        let mut merged = self.type_overlay(base)?;
        for section in ["fields", "drop"] {
            let own = overlay.get(section).and_then(Value::as_object).cloned().unwrap_or_default();
            let target = merged.as_object_mut().context("overlay")?.entry(section).or_insert(json!({}));
            target.as_object_mut().context(section)?.extend(own);
        }
        let mut groups = merged["groups"].as_array().cloned().unwrap_or_default();
        groups.extend(overlay["groups"].as_array().cloned().unwrap_or_default());
        merged["groups"] = groups.into();
        Ok(merged)
    }

    fn join(&self, name: &str, overlay: &Value, facts: Option<&Value>) -> Result<Object> {
        let empty = Map::new();
        let map = |value: Option<&Value>| value.and_then(Value::as_object).cloned().unwrap_or_default();
        let facts = facts.and_then(Value::as_object).unwrap_or(&empty);
        let (drop, mut said) = (map(overlay.get("drop")), map(overlay.get("fields")));
        said.extend(map(overlay.get("add")));
        let mut object = Object {
            groups: overlay["groups"].as_array().cloned().unwrap_or_default(),
            pausable: overlay["pausable"] == json!(true),
            nullable: overlay["nullable"] == json!(true),
            ..Object::default()
        };
        let names: IndexSet<&String> = facts.keys().chain(said.keys()).collect();
        for field in names.into_iter().filter(|field| !drop.contains_key(*field)) {
            let words = self.words(said.get(field)).with_context(|| format!("{name}.{field}"))?;
            let fact = facts.get(field);
            let Some(is) = words.get("is").or(fact.map(|fact| &fact["is"])) else {
                bail!("{name}.{field}: no fact has it, and the overlay does not say what it is");
            };
            if words.get("description").and_then(Value::as_str).is_none_or(str::is_empty) {
                self.problem(format!("{name}.{field}: no description"));
            }
            if fact.is_some_and(|fact| fact.get("deprecated").is_some()) && !words.contains_key("deprecated")
            {
                self.problem(format!("{name}.{field}: deprecated; say what to do instead"));
            }
            let required = match words.get("required") {
                Some(required) => required == &json!(true),
                None => fact.is_some_and(|fact| fact.get("required").is_some()),
            };
            // A group decides with better words about what facts call required.
            let grouped =
                object.groups.iter().any(|group| group.to_string().contains(&format!("\"{field}\"")));
            let is = is.clone();
            object.fields.insert(field.clone(), Field { is, words, required: required && !grouped });
        }
        object.drop = drop;
        Ok(object)
    }

    /// The words of a field: a text alone is its description, and `like` brings shared constraints.
    fn words(&self, said: Option<&Value>) -> Result<Map<String, Value>> {
        let mut words = match said {
            None => Map::new(),
            Some(Value::String(description)) => Map::from_iter([("description".into(), json!(description))]),
            Some(Value::Object(words)) => words.clone(),
            Some(other) => bail!("{other} says nothing of a field"),
        };
        if let Some(unknown) = words.keys().find(|word| !WORDS.contains(&word.as_str())) {
            bail!("unknown word `{unknown}`");
        }
        if let Some(like) = words.get("like").and_then(Value::as_str) {
            for (word, value) in self.shared(like)? {
                words.entry(word).or_insert(value);
            }
        }
        Ok(words)
    }

    /// A shared set of constraints.
    pub(super) fn shared(&self, name: &str) -> Result<Map<String, Value>> {
        let shared = self.types["common"]["shared"][name].as_object();
        Ok(shared.with_context(|| format!("no shared constraints `{name}`"))?.clone())
    }
}

fn split(name: &str) -> Result<(&str, &str)> {
    let (service, short) = name.split_once('.').with_context(|| format!("`{name}` names no service"))?;
    ensure!(!short.is_empty(), "`{name}` names no type");
    Ok((service, short))
}

//! Facts and overlays joined: what each object of the spec language has for fields, and what is known of each.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use indexmap::{IndexMap, IndexSet};
use serde_json::{Map, Value, json};

use super::groups::rule;
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
    "unique",      // a list's elements differ from each other
    "min_properties", // of a map
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
    "path",        // the local file that may stand there: `notebook`, `workspace_file`, `workspace_folder`,
    // `workspace_tree` (a file, or a folder with `/**`) and `requirement` (a file, also behind `-r `) are
    // uploaded as resources of their own, `content` and `contents` (a folder too) are the resource's
    "secret",          // `${secret.…}` may stand there
    "immutable",       // a change means another object
    "server_filled",   // only the server fills it
    "deprecated",      // what to do instead
    "key",             // key field of a keyed list
    "differs",         // field of which no two elements of a list have the same value
    "plain",           // takes no interpolation
    "rule",            // code under which what is wrong with its value is reported
    "each",            // description of a map's values
    "nullable_values", // a map's values may be null
    "published",       // keywords for editors alone
    "docs",            // page to which the hover text leads, where the reference of the API does not do
    "nullable",        // `null` says the same as leaving it out; for sections
];

/// A field with all that is known of it.
pub(super) struct Field {
    pub(super) is: Value,
    pub(super) words: Map<String, Value>,
    pub(super) required: bool,
    /// Whether the facts have it.
    pub(super) known: bool,
}

/// An object of the spec language.
#[derive(Default)]
pub(super) struct Object {
    pub(super) fields: IndexMap<String, Field>,
    pub(super) groups: Vec<Value>,
    pub(super) drop: Map<String, Value>,
    /// Names that people write by mistake, each with the fields that they mean.
    pub(super) instead: Map<String, Value>,
    /// What an element or value of the type is called on reference pages, where its name does not say it.
    pub(super) title: Option<String>,
    pub(super) pausable: bool,
    /// Whether `null` says the same as an empty map.
    pub(super) nullable: bool,
    /// What editors offer to write, as `defaultSnippets` has it.
    pub(super) snippets: Value,
    /// Page to which hover texts of its fields lead.
    pub(super) docs: Option<String>,
}

/// The values of an enumeration that the spec language has, with a text each, and why others are left out.
pub(super) struct Enumeration {
    pub(super) values: Vec<Value>,
    pub(super) texts: Vec<Value>,
    pub(super) drop: Map<String, Value>,
}

/// All facts and overlays.
pub(super) struct Library {
    facts: IndexMap<String, Value>,
    types: IndexMap<String, Value>,
    kinds: IndexMap<String, Value>,
    /// The kinds that are still to come.
    planned: Vec<String>,
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
            planned: overlays::planned(root)?.into_keys().collect(),
            keys: IndexMap::new(),
            problems: RefCell::default(),
        };
        let mut objects = Vec::new();
        library.take_own_types()?;
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

    /// Moves the types and enumerations that a kind's overlay describes to those of its service.
    fn take_own_types(&mut self) -> Result<()> {
        for (kind, overlay) in &mut self.kinds {
            let service = overlay["service"].as_str().with_context(|| format!("{kind}: service"))?.to_owned();
            for section in ["types", "enums"] {
                let Some(Value::Object(own)) =
                    overlay.as_object_mut().and_then(|map| map.shift_remove(section))
                else {
                    continue;
                };
                let all = self.types.entry(service.clone()).or_insert(json!({}));
                let all = all.as_object_mut().context("types")?.entry(section).or_insert(json!({}));
                for (name, words) in own {
                    let taken = all.as_object_mut().context(section)?.insert(name.clone(), words);
                    ensure!(taken.is_none(), "{kind}: {service}.{name} is described twice");
                }
            }
        }
        Ok(())
    }

    /// The names of the kinds, sorted.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &str> {
        self.kinds.keys().map(String::as_str)
    }

    /// Whether a kind that is referred to has its overlay, or is still to come.
    pub(super) fn is_written(&self, kind: &str) -> Result<bool> {
        ensure!(
            self.kinds.contains_key(kind) || self.planned.iter().any(|planned| planned == kind),
            "there is no kind `{kind}`"
        );
        Ok(self.kinds.contains_key(kind))
    }

    /// The overlay of a kind.
    pub(super) fn kind_overlay(&self, kind: &str) -> &Value {
        &self.kinds[kind]
    }

    /// The key field of a type that is the element of a keyed list.
    pub(super) fn key_of(&self, name: &str) -> Option<&str> {
        self.keys.get(name).map(String::as_str)
    }

    /// An enumeration, `only` some of its values or all.
    pub(super) fn enumeration(&self, name: &str, only: Option<&Value>) -> Result<Enumeration> {
        let (service, short) = split(name)?;
        let all = self.facts[service]["enums"][short].as_array().context(name.to_owned())?.clone();
        let none = Map::new();
        let said = self.types.get(service).and_then(|overlay| overlay["enums"][short].as_object());
        let said = said.unwrap_or(&none);
        for unknown in said
            .keys()
            .map(|key| json!(key))
            .chain(only.and_then(Value::as_array).into_iter().flatten().cloned())
        {
            if !all.contains(&unknown) {
                self.problem(format!("{name}: {unknown} is no value of it"));
            }
        }
        // A map instead of a text says why a value is left out.
        let wanted = |value: &Value| match only.and_then(Value::as_array) {
            Some(only) => only.contains(value),
            None => !said.get(value.as_str().unwrap_or_default()).is_some_and(Value::is_object),
        };
        let values: Vec<Value> = all.into_iter().filter(wanted).collect();
        let text =
            |value: &Value| said.get(value.as_str().unwrap_or_default()).filter(|text| text.is_string());
        for value in values.iter().filter(|value| text(value).is_none()) {
            self.problem(format!("{name}: {value} is not described"));
        }
        let texts = values.iter().map(|value| text(value).cloned().unwrap_or_else(|| json!(""))).collect();
        let reason = |(value, words): (&String, &Value)| Some((value.clone(), words.get("drop")?.clone()));
        Ok(Enumeration { values, texts, drop: said.iter().filter_map(reason).collect() })
    }

    /// The object of a type, as `service.Type`.
    pub(super) fn object(&self, name: &str) -> Result<Object> {
        let (service, short) = split(name)?;
        // `service.Class.method` is the object that a request sends.
        let facts = self.facts.get(service).and_then(|facts| {
            facts["types"].get(short).or_else(|| facts["requests"].get(short)?.get("fields"))
        });
        self.join(name, &self.type_overlay(name)?, facts)
    }

    /// The object of a kind.
    pub(super) fn kind(&self, kind: &str) -> Result<Object> {
        let overlay = &self.kinds[kind];
        let facts = &self.facts[overlay["service"].as_str().context("service")?];
        let filled = overlay.get("server_filled").and_then(Value::as_object).cloned().unwrap_or_default();
        let mut sent: Map<String, Value> = Map::new();
        for (at, request) in overlays::names(overlay.get("request")).enumerate() {
            let fields = facts["requests"][request]["fields"].as_object();
            for (name, fact) in fields.with_context(|| format!("{kind}: no facts about {request}"))? {
                let mut fact = fact.clone();
                // The object is made by the first request: what only a later one takes is not needed.
                if let Some(fact) = fact.as_object_mut().filter(|_| at > 0) {
                    fact.shift_remove("required");
                }
                if !filled.contains_key(name) {
                    sent.entry(name.clone()).or_insert(fact);
                }
            }
        }
        let mut object = self.join(kind, &self.inherit(overlay)?, Some(&Value::Object(sent)))?;
        for read in overlays::names(overlay.get("read")) {
            let names = facts["reads"][read].as_array().context("read")?;
            for name in names.iter().filter_map(Value::as_str) {
                let known = object.fields.contains_key(name)
                    || object.drop.contains_key(name)
                    || object.instead.contains_key(name)
                    || filled.contains_key(name)
                    || overlay["not_of_the_kind"].get(name).is_some();
                if !known {
                    self.problem(format!("{kind}.{name}: the server returns it; classify it"));
                }
            }
        }
        if overlay["example"].as_str().is_none_or(|example| !example.contains(&format!("{kind}:\n"))) {
            self.problem(format!("{kind}: no example"));
        }
        for (name, description) in filled {
            let words = json!({ "description": description, "server_filled": true });
            let words = words.as_object().cloned().unwrap_or_default();
            object.fields.insert(name, Field { is: json!("any"), words, required: false, known: true });
        }
        Ok(object)
    }

    /// What is left to describe or classify.
    pub(super) fn problems(&self) -> Result<Vec<String>> {
        super::assemble::bundle(self)?;
        Ok(self.problems.borrow().iter().cloned().collect())
    }

    /// Notes what is left to say.
    pub(super) fn problem(&self, text: String) {
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
        for section in ["fields", "drop", "instead"] {
            let own = overlay.get(section).and_then(Value::as_object).cloned().unwrap_or_default();
            let target = merged.as_object_mut().context("overlay")?.entry(section).or_insert(json!({}));
            target.as_object_mut().context(section)?.extend(own);
        }
        let mut groups = merged["groups"].as_array().cloned().unwrap_or_default();
        groups.extend(overlay["groups"].as_array().cloned().unwrap_or_default());
        merged["groups"] = groups.into();
        for (word, value) in overlay.as_object().into_iter().flatten() {
            if !["fields", "drop", "instead", "groups", "like"].contains(&word.as_str()) {
                merged[word] = value.clone();
            }
        }
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
            snippets: overlay["snippets"].clone(),
            docs: overlay["docs"].as_str().map(str::to_owned),
            instead: map(overlay.get("instead"))
                .into_iter()
                .map(|(name, meant)| (name, if meant.is_array() { meant } else { json!([meant]) }))
                .collect(),
            title: overlay["title"].as_str().map(str::to_owned),
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
            let grouped = object.groups.iter().any(|group| rule(group).any(|name| name == field));
            let is = is.clone();
            object.fields.insert(
                field.clone(),
                Field { is, words, required: required && !grouped, known: fact.is_some() },
            );
        }
        let taken = |name: &&String| drop.contains_key(*name) || object.fields.contains_key(*name);
        if let Some(name) = object.instead.keys().find(taken) {
            bail!("{name}: `instead` is for names that are no field");
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

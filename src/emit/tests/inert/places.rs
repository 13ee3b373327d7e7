//! Every place of a spec that takes free text, read from the schema, and a value that puts a text there.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::kinds::KINDS;

/// The files of the project.
pub(super) const SOURCES: [(&str, &str); 2] = [("file.py", "print()"), ("file.lvdash.json", "{}")];

/// One step down from a value.
#[derive(Clone, Debug)]
enum Step {
    Property(String),
    /// A key of a map that takes any.
    Entry,
    Element,
}

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Text,
    /// The key of a free map.
    Key,
    /// Any value: a text, or one with texts inside.
    Any(usize),
}

/// A place for a free text.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Its path, with `*` for any key and `[]` for any element; what identifies it.
    pub(super) name: String,
    steps: Vec<Step>,
    holds: Holds,
    schema: &'static str,
    /// The longest text that it takes, in characters.
    pub(super) longest: usize,
}

/// The schemas that the compiler reads, as one.
pub(super) struct Schema(Value);

impl Place {
    /// Whether the text stands as the key of a map too.
    pub(super) fn is_key(&self) -> bool {
        matches!(self.holds, Holds::Key | Holds::Any(2..))
    }
}

impl Schema {
    pub(super) fn read() -> Self {
        let mut all: Value = serde_json::from_str(include_str!("../../../../schemas/v1/frame.json")).unwrap();
        let definitions = all["$defs"].as_object_mut().unwrap();
        for kind in KINDS {
            let mut body = kind.schema_value().clone();
            if let Some(Value::Object(own)) = body.as_object_mut().unwrap().shift_remove("$defs") {
                definitions.extend(own);
            }
            definitions.insert(format!("kinds.{}", kind.name), body);
        }
        Self(all)
    }

    /// A node with the nodes that it refers to.
    fn nodes<'s>(&'s self, node: &'s Value, found: &mut Vec<(&'s str, &'s Value)>, name: &'s str) {
        found.push((name, node));
        if let Some(name) = node.get("$ref").and_then(Value::as_str) {
            let name = name.rsplit('/').next().unwrap();
            self.nodes(&self.0["$defs"][name], found, name);
        }
        for part in node.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.nodes(part, found, "");
        }
    }

    fn all<'s>(&'s self, node: &'s Value) -> Vec<(&'s str, &'s Value)> {
        let mut found = Vec::new();
        self.nodes(node, &mut found, "");
        found
    }

    /// Places of every kind, by kind.
    pub(super) fn of_kinds(&self) -> Vec<(&'static str, Vec<Place>)> {
        let places = |kind: &'static str| {
            let name = format!("kinds.{kind}");
            let mut walk = Walk { schema: self, root: kind, seen: BTreeSet::new(), places: Vec::new() };
            walk.node(&self.0["$defs"][&*name], &mut Vec::new());
            (kind, walk.places)
        };
        KINDS.iter().map(|kind| places(kind.name)).collect()
    }

    /// Places outside of resources.
    pub(super) fn of_frame(&self) -> Vec<Place> {
        let mut root = self.0.clone();
        // Those of overlays are those of the resources.
        root["properties"].as_object_mut().unwrap().shift_remove("resources");
        root["$defs"]["spec.Environment"]["properties"].as_object_mut().unwrap().shift_remove("resources");
        let schema = Schema(root.clone());
        let mut walk = Walk { schema: &schema, root: "", seen: BTreeSet::new(), places: Vec::new() };
        walk.node(&root, &mut Vec::new());
        walk.places
    }

    /// A value of a kind, or a whole spec for a place of the frame, with the text at the place and what has to stand
    /// beside it.
    pub(super) fn instance(&self, place: &Place, text: &str) -> Value {
        let name = format!("kinds.{}", place.schema);
        let node = if place.schema.is_empty() { &self.0 } else { &self.0["$defs"][&*name] };
        self.build(node, &place.steps, place.holds, text)
    }

    fn build(&self, node: &Value, steps: &[Step], holds: Holds, text: &str) -> Value {
        let nodes = self.all(node);
        let find = |key: &str| nodes.iter().find_map(|(_, node)| node.get(key));
        match steps.split_first() {
            None => match holds {
                Holds::Text | Holds::Any(0) => text.into(),
                Holds::Key => {
                    let value =
                        find("additionalProperties").map_or(Value::Null, |inner| self.least(inner, 0));
                    json!({ text: if value.is_null() { json!("x") } else { value } })
                }
                Holds::Any(1) => json!([text]),
                Holds::Any(2) => json!({ text: text }),
                Holds::Any(_) => json!({ "a": [{ text: [text, 0.5] }, 1] }),
            },
            Some((Step::Element, rest)) => json!([self.build(find("items").unwrap(), rest, holds, text)]),
            Some((Step::Entry, rest)) => {
                let inner = self.build(find("additionalProperties").unwrap(), rest, holds, text);
                json!({ "entry": inner })
            }
            Some((Step::Property(name), rest)) => {
                let property = nodes.iter().find_map(|(_, node)| node.get("properties")?.get(name)).unwrap();
                let mut map = Map::new();
                map.insert(name.clone(), self.build(property, rest, holds, text));
                self.complete(&nodes, &mut map, 0);
                map.into()
            }
        }
    }

    /// Adds what a map has to have.
    fn complete(&self, nodes: &[(&str, &Value)], map: &mut Map<String, Value>, depth: usize) {
        let property = |name: &str| nodes.iter().find_map(|(_, node)| node.get("properties")?.get(name));
        let mut rules: Vec<&Value> = Vec::new();
        for (_, node) in nodes {
            rules.extend(node.get("x-bricep-groups").and_then(Value::as_array).into_iter().flatten());
        }
        // What a value asks for settles what is asked for in any case.
        rules.sort_by_key(|rule| rule.get("when").is_none());
        let add = |name: &str, map: &mut Map<String, Value>| {
            if !map.contains_key(name)
                && let Some(node) = property(name)
            {
                let fitting = choices(&self.all(node)).into_iter().flatten().find(|value| {
                    let mut with = map.clone();
                    with.insert(name.to_owned(), (*value).clone());
                    rules.iter().filter(|rule| rule["when"].get(name).is_some()).all(|rule| fits(rule, &with))
                });
                let value = match name {
                    "path" => json!("/Shared/a"),
                    _ => fitting.cloned().unwrap_or_else(|| self.least(node, depth + 1)),
                };
                map.insert(name.to_owned(), value);
            }
        };
        for (_, node) in nodes {
            for name in names(node, "required") {
                add(name, map);
            }
        }
        // What a rule adds may be what another asks for something beside.
        while let Some(rule) = rules.iter().find(|rule| rule["rule"] != "none" && !fits(rule, map)) {
            // A name that asks for nothing else first: `notebook_task` before what it would take to run a model.
            let common = names(rule, "common").next().or(names(rule, "of").next());
            add(common.unwrap(), map);
        }
    }

    /// The least value that a node takes.
    fn least(&self, node: &Value, depth: usize) -> Value {
        assert!(depth < 12, "no least value of {node}");
        let nodes = self.all(node);
        let find = |key: &str| nodes.iter().find_map(|(_, node)| node.get(key));
        if nodes.iter().any(|(_, node)| node.get("x-bricep-path").is_some()) {
            let pattern = find("pattern").or_else(|| find("else")?.get("pattern"));
            let pattern = regex::Regex::new(pattern.and_then(Value::as_str).unwrap_or_default()).unwrap();
            return SOURCES.iter().find(|(name, _)| pattern.is_match(name)).unwrap().0.into();
        }
        if let Some(choice) = choices(&nodes).and_then(|choices| choices.first()) {
            return choice.clone();
        }
        let types = types(&nodes);
        let has = |name: &str| types.iter().any(|known| known == name);
        if has("object") {
            let mut map = Map::new();
            self.complete(&nodes, &mut map, depth);
            return map.into();
        }
        if has("array") {
            let items = find("minItems").and_then(find_items(&nodes));
            return items.map_or_else(|| json!([]), |items| json!([self.least(items, depth + 1)]));
        }
        if has("boolean") {
            return true.into();
        }
        if has("integer") || has("number") {
            let bound = find("minimum").or_else(|| find("else").and_then(|other| other.get("minimum")));
            return bound.cloned().unwrap_or_else(|| json!(1));
        }
        // A pattern is satisfied by whatever the variable will hold.
        json!("${var.given}")
    }
}

fn find_items<'s>(nodes: &[(&str, &'s Value)]) -> impl FnOnce(&'s Value) -> Option<&'s Value> {
    let items = nodes.iter().find_map(|(_, node)| node.get("items"));
    move |_| items
}

fn names<'s>(node: &'s Value, key: &str) -> impl Iterator<Item = &'s str> {
    node.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// Whether a map has what a rule asks for, and nothing that it refuses.
fn fits(rule: &Value, map: &Map<String, Value>) -> bool {
    let holds = match rule.get("when") {
        Some(Value::Array(names)) => {
            names.iter().filter_map(Value::as_str).any(|name| map.contains_key(name))
        }
        Some(Value::Object(values)) => values.iter().all(|(name, values)| {
            map.get(name).is_some_and(|value| values.as_array().is_some_and(|values| values.contains(value)))
        }),
        _ => true,
    };
    let there = |key: &str| names(rule, key).any(|name| map.contains_key(name));
    match rule["rule"].as_str() {
        _ if !holds => true,
        Some("none") => !there("of"),
        Some("exactly_one" | "at_least_one") => there("of") || there("unless"),
        _ => true,
    }
}

fn choices<'s>(nodes: &[(&str, &'s Value)]) -> Option<&'s Vec<Value>> {
    nodes.iter().find_map(|(_, node)| node.get("enum").or_else(|| node.get("else")?.get("enum"))?.as_array())
}

fn types(nodes: &[(&str, &Value)]) -> Vec<String> {
    let mut all = Vec::new();
    for (_, node) in nodes {
        match node.get("type") {
            Some(Value::String(name)) => all.push(name.clone()),
            Some(Value::Array(names)) => {
                all.extend(names.iter().filter_map(|name| name.as_str().map(str::to_owned)))
            }
            _ => {}
        }
    }
    all
}

/// Whether a text is free: none of a list, and of no pattern.
fn is_free(nodes: &[(&str, &Value)]) -> bool {
    let bound =
        |node: &Value| ["enum", "const", "pattern", "format"].iter().any(|key| node.get(key).is_some());
    nodes.iter().all(|(_, node)| !bound(node) && node.get("else").is_none_or(|other| !bound(other)))
}

struct Walk<'s> {
    schema: &'s Schema,
    root: &'static str,
    seen: BTreeSet<String>,
    places: Vec<Place>,
}

impl Walk<'_> {
    fn push(&mut self, steps: &[Step], holds: Holds, nodes: &[(&str, &Value)]) {
        let bound =
            |node: &Value| node.get("maxLength").or_else(|| node.get("else")?.get("maxLength"))?.as_u64();
        let longest = nodes.iter().find_map(|(_, node)| bound(node)).filter(|_| holds == Holds::Text);
        let mut name = self.root.to_owned();
        for step in steps {
            name.push('/');
            name.push_str(match step {
                Step::Property(name) => name,
                Step::Entry => "*",
                Step::Element => "[]",
            });
        }
        match holds {
            Holds::Text => {}
            Holds::Key => name.push_str("/(key)"),
            Holds::Any(form) => name.push_str(["(text)", "(list)", "(map)", "(deep)"][form]),
        }
        self.places.push(Place {
            name,
            steps: steps.to_vec(),
            holds,
            schema: self.root,
            longest: longest.map_or(usize::MAX, |most| most as usize),
        });
    }

    fn node(&mut self, node: &Value, steps: &mut Vec<Step>) {
        self.element(node, None, steps);
    }

    /// A node that is an element of a list with this key, or any other.
    fn element(&mut self, node: &Value, key: Option<&str>, steps: &mut Vec<Step>) {
        let schema = self.schema;
        let nodes = schema.all(node);
        // What only the server fills in is left out of everything.
        if nodes.iter().any(|(_, node)| node.get("x-bricep-server-filled").is_some()) {
            return;
        }
        // Each definition once: what it says holds wherever it is referred to.
        for (name, _) in &nodes {
            if !name.is_empty() && !self.seen.insert((*name).to_owned()) {
                return;
            }
        }
        let types = types(&nodes);
        let has = |name: &str| types.iter().any(|known| known == name);
        let any = types.is_empty() && nodes.iter().all(|(_, node)| node.get("properties").is_none());
        if any && is_free(&nodes) {
            (0..4).for_each(|form| self.push(steps, Holds::Any(form), &nodes));
        } else if has("string") && !has("object") && !has("array") && is_free(&nodes) {
            self.push(steps, Holds::Text, &nodes);
        }
        for (_, node) in &nodes {
            for (name, inner) in node.get("properties").and_then(Value::as_object).into_iter().flatten() {
                // The key of an element that is written as an entry of a map is the entry's.
                if key == Some(name.as_str()) && matches!(steps.last(), Some(Step::Entry)) {
                    continue;
                }
                steps.push(Step::Property(name.clone()));
                self.node(inner, steps);
                steps.pop();
            }
            if let Some(inner) = node.get("additionalProperties").filter(|inner| inner.is_object()) {
                let key = node.get("x-bricep-key").and_then(Value::as_str);
                let of_key =
                    |key| schema.all(inner).iter().find_map(|(_, node)| node.get("properties")?.get(key));
                let names = key.and_then(of_key).is_some_and(|node| !is_free(&schema.all(node)));
                if !names && node.get("propertyNames").is_none() {
                    self.push(steps, Holds::Key, &nodes);
                }
                steps.push(Step::Entry);
                self.element(inner, key, steps);
                steps.pop();
            } else if let Some(inner) = node.get("items").filter(|inner| inner.is_object()) {
                steps.push(Step::Element);
                self.node(inner, steps);
                steps.pop();
            }
        }
    }
}

//! Whole schemas out of objects: a kind's, the frame's, the bundle's.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::emit::Emitter;
use super::library::{Field, Library, Object};
use super::overlays;
use super::partial::add_partial_definitions;
use crate::yaml;

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of one kind's resources.
pub(super) fn kind(library: &Library, kind: &str) -> Result<Value> {
    let mut emitter = Emitter::new(library, false, [json!({}), json!({})]);
    let body = kind_body(library, &mut emitter, kind)?;
    let mut schema = head(&library.kind_overlay(kind)["title"], &library.kind_overlay(kind)["description"]);
    schema.extend(body);
    schema.insert("$defs".into(), emitter.into_definitions().into());
    Ok(Value::Object(schema))
}

/// The schema of a spec but for the bodies of its resources.
pub(super) fn frame(library: &Library) -> Result<Value> {
    let resources = json!({ "type": "object", "additionalProperties": { "type": "object", "x-bricep-free-form": true }, "x-bricep-free-form": true });
    let mut emitter = Emitter::new(library, false, [resources.clone(), resources]);
    spec(library, &mut emitter)?;
    finish(emitter)
}

/// The schema of a whole spec, for editors.
pub(super) fn bundle(library: &Library) -> Result<Value> {
    let [mut full, mut partial] = [Map::new(), Map::new()];
    for kind in library.kinds() {
        let section = |prefix: &str| {
            json!({
                "description": library.kind_overlay(kind)["description"],
                "type": ["object", "null"],
                "propertyNames": { "pattern": "^[A-Za-z_][A-Za-z0-9_-]*$" },
                "additionalProperties": { "allOf": [{ "$ref": format!("#/$defs/{prefix}kinds.{kind}") }] },
            })
        };
        let mut own = section("");
        if let Some(snippets) = library.kind_overlay(kind)["snippets"].as_array() {
            own["defaultSnippets"] = snippets.iter().map(keyed).collect::<Result<_>>()?;
        }
        full.insert(kind.to_owned(), own);
        partial.insert(kind.to_owned(), section("partial."));
    }
    let section =
        |kinds| json!({ "type": ["object", "null"], "properties": kinds, "additionalProperties": false });
    let mut emitter = Emitter::new(library, true, [section(full), section(partial)]);
    for kind in library.kinds() {
        let mut schema = kind_body(library, &mut emitter, kind)?;
        schema.shift_insert(0, "title".into(), library.kind_overlay(kind)["title"].clone());
        schema.shift_insert(1, "description".into(), library.kind_overlay(kind)["description"].clone());
        emitter.define(&format!("kinds.{kind}"), schema);
    }
    spec(library, &mut emitter)?;
    for included in ["spec.Included", "spec.IncludedInEnvironment"] {
        let schema = emitter.object(&library.object(included)?, None, false)?;
        emitter.define(included, schema);
    }
    finish(emitter)
}

/// A snippet of a resource as one of a resource with its key, which is the first thing to fill in.
fn keyed(snippet: &Value) -> Result<Value> {
    ensure!(!snippet.to_string().contains("${1"), "`${{1:…}}` is the key of the resource: {snippet}");
    let mut snippet = snippet.clone();
    snippet["body"] = json!({ "${1:key}": snippet["body"] });
    Ok(snippet)
}

/// The schema of one kind's resources for editors, cut out of that of whole specs.
pub(super) fn published_kind(bundle: &Value, kind: &str) -> Result<Value> {
    let definitions = bundle["$defs"].as_object().context("$defs")?;
    let own = definitions.get(&format!("kinds.{kind}")).context("kind")?;
    let mut schema = Map::from_iter([("$schema".to_owned(), bundle["$schema"].clone())]);
    schema.extend(own.as_object().cloned().unwrap_or_default());
    let mut wanted = BTreeSet::new();
    references(own, definitions, &mut wanted);
    let kept = definitions.iter().filter(|(name, _)| wanted.contains(name.as_str()));
    let kept: Map<String, Value> = kept.map(|(name, schema)| (name.clone(), schema.clone())).collect();
    schema.insert("$defs".into(), kept.into());
    Ok(Value::Object(schema))
}

/// Adds the names of all definitions that a schema leads to.
fn references<'s>(schema: &'s Value, definitions: &'s Map<String, Value>, found: &mut BTreeSet<&'s str>) {
    match schema {
        Value::Object(map) => {
            for (keyword, value) in map {
                if keyword == "$ref"
                    && let Some(name) = value.as_str().and_then(|target| target.strip_prefix("#/$defs/"))
                    && found.insert(name)
                    && let Some(definition) = definitions.get(name)
                {
                    references(definition, definitions, found);
                } else {
                    references(value, definitions, found);
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| references(value, definitions, found)),
        _ => {}
    }
}

fn head(title: &Value, description: &Value) -> Map<String, Value> {
    [("$schema", json!(DRAFT)), ("title", title.clone()), ("description", description.clone())]
        .into_iter()
        .map(|(keyword, value)| (keyword.to_owned(), value))
        .collect()
}

fn spec(library: &Library, emitter: &mut Emitter<'_>) -> Result<()> {
    let schema = emitter.object(&library.object("spec.Spec")?, None, false)?;
    emitter.define("spec.Spec", schema);
    Ok(())
}

/// Moves the spec's own schema to the root and adds the partial forms that it refers to.
fn finish(emitter: Emitter<'_>) -> Result<Value> {
    let mut definitions = emitter.into_definitions();
    let root = definitions.shift_remove("spec.Spec").context("spec.Spec")?;
    let mut schema = head(&json!("bricep spec"), &json!("One Azure Databricks environment, or several."));
    schema.extend(root.as_object().cloned().unwrap_or_default());
    schema.insert("$defs".into(), definitions.into());
    let mut schema = Value::Object(schema);
    add_partial_definitions(&mut schema);
    Ok(schema)
}

/// Lets snippets of permissions suggest a level that the kind has.
fn offer_level(snippets: &mut Value, levels: &[Value]) -> Result<()> {
    let level = levels.iter().find(|level| *level == "CAN_MANAGE").or(levels.first()).context("levels")?;
    let level = level.as_str().context("level")?;
    for snippet in snippets.as_array_mut().into_iter().flatten() {
        snippet["body"]["level"] = json!(format!("${{1:{level}}}"));
    }
    Ok(())
}

/// The privileges that other securables have, each with where it belongs.
fn foreign_privileges(library: &Library, own: &Value) -> Map<String, Value> {
    let mut holders: IndexMap<String, Vec<String>> = IndexMap::new();
    for kind in library.kinds() {
        let overlay = library.kind_overlay(kind);
        let title = overlay["title"].as_str().unwrap_or(kind).to_lowercase();
        for privilege in overlays::names(overlay.get("grants")) {
            holders.entry(privilege.to_owned()).or_default().push(if title.ends_with('x') {
                format!("{title}es")
            } else {
                format!("{title}s")
            });
        }
    }
    let own: Vec<&str> = overlays::names(Some(own)).collect();
    let foreign = holders.into_iter().filter(|(privilege, _)| !own.contains(&&**privilege));
    foreign
        .map(|(privilege, kinds)| (privilege, json!(format!("it belongs to {}", one_of(&kinds)))))
        .collect()
}

/// Names as part of a sentence.
fn one_of(names: &[String]) -> String {
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// A kind's fields and what hangs on its resources.
fn kind_body(library: &Library, emitter: &mut Emitter<'_>, kind: &str) -> Result<Map<String, Value>> {
    let overlay = library.kind_overlay(kind);
    let mut object = library.kind(kind)?;
    let request = overlays::names(overlay.get("request")).next().context("request")?;
    if let Some(levels) = overlay.get("permissions") {
        let levels = match levels {
            Value::String(name) => json!({ "enum": name }),
            some => json!({ "enum": overlays::PERMISSION_LEVELS, "only": some }),
        };
        let mut permission = library.object("common.Permission")?;
        let of = levels["enum"].as_str().context("permissions")?;
        let known = library.enumeration(of, levels.get("only"))?;
        offer_level(&mut permission.snippets, &known.values)?;
        permission.fields.get_mut("level").context("level")?.is = levels;
        define(emitter, &format!("{kind}.Permission"), &permission)?;
        add(
            &mut object,
            "permissions",
            json!({ "list": { "type": format!("{kind}.Permission") } }),
            "Who may do what with it, beyond its owner and the administrators.",
        );
        link(&mut object, "permissions", permission.docs);
    }
    if let Some(privileges) = overlay.get("grants") {
        let name = format!("{kind}.Grant");
        let mut grant = library.object("common.Grant")?;
        grant.fields.get_mut("privileges").context("privileges")?.is =
            json!({ "list": { "enum": overlays::PRIVILEGES, "only": privileges } });
        let words = &mut grant.fields.get_mut("privileges").context("privileges")?.words;
        let item = json!({ "rule": "BRC4092", "drop": foreign_privileges(library, privileges) });
        words.insert("item".to_owned(), item);
        define(emitter, &name, &grant)?;
        add(
            &mut object,
            "grants",
            json!({ "list": { "type": name } }),
            "Privileges of Unity Catalog on it, beyond its owner's.",
        );
        link(&mut object, "grants", grant.docs);
        let words = &mut object.fields.get_mut("grants").context("grants")?.words;
        words.insert("differs".to_owned(), json!("principal"));
    }
    if let Some(library) = overlay["libraries"].as_str() {
        add(
            &mut object,
            "libraries",
            json!({ "list": { "type": library } }),
            "Libraries that are installed whenever it starts.",
        );
    }
    define(emitter, &format!("{kind}.Lifecycle"), &lifecycle(&overlay["lifecycle"]))?;
    add(
        &mut object,
        "lifecycle",
        json!({ "type": format!("{kind}.Lifecycle") }),
        "How deployments treat it.",
    );
    emitter.link_to(request);
    let mut body = emitter.object(&object, None, false)?;
    emitter.unlink();
    if emitter.is_published() {
        let example = overlay["example"].as_str().map(yaml::parse).transpose()?.unwrap_or_default();
        let bodies = example[kind].as_object().into_iter().flat_map(Map::values).cloned();
        body.insert("examples".into(), bodies.collect());
    }
    Ok(body)
}

fn lifecycle(overlay: &Value) -> Object {
    let mut object = Object { docs: Some(String::new()), ..Object::default() };
    add(
        &mut object,
        "prevent_destroy",
        json!("boolean"),
        "Whether no deployment may delete or re-create it.",
    );
    add(
        &mut object,
        "adopt",
        json!("boolean"),
        "Whether an object of the same name that bricep did not make is taken over instead of refused.",
    );
    if let Some(states) = overlay.get("desired_state") {
        add(
            &mut object,
            "desired_state",
            json!({ "enum": states }),
            "State after a deployment; left as it is found when not given.",
        );
        let told = json!({ "running": "It runs.", "stopped": "It is stopped, once nothing runs on it." });
        if let Some(field) = object.fields.get_mut("desired_state") {
            field.words.insert("value_descriptions".to_owned(), told);
        }
        let started = "write `desired_state: running`, and `desired_state: stopped` for `false`";
        object.drop.insert("started".to_owned(), json!(started));
    }
    if overlay.get("pin").is_some() {
        add(
            &mut object,
            "pin",
            json!("boolean"),
            "Whether it is pinned, so that Databricks does not forget it 30 days after it stopped.",
        );
    }
    object
}

fn add(object: &mut Object, name: &str, is: Value, description: &str) {
    let words = Map::from_iter([("description".to_owned(), json!(description))]);
    object.fields.insert(name.to_owned(), Field { is, words, required: false, known: false });
}

/// Lets the hover text of a field lead to a page.
fn link(object: &mut Object, name: &str, page: Option<String>) {
    if let (Some(field), Some(page)) = (object.fields.get_mut(name), page) {
        field.words.insert("docs".to_owned(), json!(page));
    }
}

fn define(emitter: &mut Emitter<'_>, name: &str, object: &Object) -> Result<()> {
    let schema = emitter.object(object, None, true)?;
    emitter.define(name, schema);
    Ok(())
}

//! Properties that depend on each other: once as data, from which our findings are worded, once as keywords.
//!
//! A group is a rule over some properties. Of two properties that exclude each other the later one in the group is not
//! allowed beside the earlier, which editors show at that property. `unless` names properties beside which none of the
//! group is needed; `when` says where the group holds at all: `{ property: [ values ] }`, or `[ properties ]` of which
//! one is there.

use anyhow::{Context, Result, ensure};
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::emit::object_of;

const RULES: [&str; 4] = ["exactly_one", "at_least_one", "at_most_one", "none"];

/// Adds the keywords of the groups of an object.
pub(super) fn groups(schema: &mut Map<String, Value>, groups: &[Value]) -> Result<()> {
    let mut needed = Vec::new();
    let mut dependencies: IndexMap<String, Map<String, Value>> = IndexMap::new();
    let mut described = Vec::new();
    for group in groups {
        let (rule, of) = RULES
            .iter()
            .find_map(|rule| Some((*rule, group.get(rule)?.as_array()?)))
            .context("a group without a rule")?;
        let names: Vec<&str> = of.iter().filter_map(Value::as_str).collect();
        let unless = group["unless"].as_array().cloned().unwrap_or_default();
        let some = (rule == "exactly_one" || rule == "at_least_one")
            .then(|| json!({ "anyOf": of.iter().chain(&unless).map(there).collect::<Vec<_>>() }));
        let exclusive = if rule == "exactly_one" || rule == "at_most_one" { &names[..] } else { &[] };
        let excluded = exclusive.iter().enumerate().filter(|(at, _)| at + 1 < exclusive.len());
        let excluded = excluded.map(|(at, name)| (*name, without(&names[at + 1..])));
        if let Some(when) = group.get("when") {
            let mut then = object_of(&some.unwrap_or_default());
            let excluded: Map<String, Value> =
                excluded.map(|(name, others)| (name.to_owned(), json!({ "properties": others }))).collect();
            if !excluded.is_empty() {
                then.insert("dependencies".into(), excluded.into());
            }
            if rule == "none" {
                then.insert("properties".into(), without(&names).into());
            }
            needed.push(json!({ "if": condition(when)?, "then": then }));
        } else {
            ensure!(rule != "none", "`none` needs `when`");
            needed.extend(some);
            for (name, others) in excluded {
                dependencies.entry(name.to_owned()).or_default().extend(others);
            }
        }
        let mut data = Map::from_iter([("rule".to_owned(), json!(rule)), ("of".to_owned(), json!(of))]);
        data.extend(object_of(group).into_iter().filter(|(word, _)| word != rule));
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

/// That a property is there. With `properties` of its own the schema is not taken for another one; else the YAML language
/// server shows branches joined in place of a property's description.
fn there(name: &Value) -> Value {
    json!({ "required": [name], "properties": {} })
}

/// Properties of which none may be there.
fn without(names: &[&str]) -> Map<String, Value> {
    names.iter().map(|name| ((*name).to_owned(), json!(false))).collect()
}

fn condition(when: &Value) -> Result<Value> {
    match when {
        Value::Array(names) => Ok(json!({ "anyOf": names.iter().map(there).collect::<Vec<_>>() })),
        Value::Object(values) => {
            let known = values.iter().map(|(name, values)| (name.clone(), json!({ "enum": values })));
            let known: Map<String, Value> = known.collect();
            let names: Vec<&String> = known.keys().collect();
            ensure!(values.values().all(Value::is_array), "`when` takes a list of values");
            Ok(json!({ "required": names, "properties": known }))
        }
        other => anyhow::bail!("{other} is no condition"),
    }
}

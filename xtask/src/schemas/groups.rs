//! Properties that depend on each other: once as data, from which our findings are worded, once as keywords.
//!
//! A group is a rule over some properties. Of two properties that exclude each other the later one in the group is not
//! allowed beside the earlier, which editors show at that property. `unless` names properties beside which none of the
//! group is needed; `when` says where the group holds at all: `{ property: [ values ] }`, or `[ properties ]` of which
//! one is there. `code` is that of the rule under which a failure is reported.

use anyhow::{Context, Result, ensure};
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::emit::object_of;

const RULES: [&str; 4] = ["exactly_one", "at_least_one", "at_most_one", "none"];

/// The names that the rule of a group is about.
pub(super) fn rule(group: &Value) -> impl Iterator<Item = &str> {
    let lists = RULES.iter().filter_map(|rule| group.get(rule)?.as_array());
    lists.flatten().filter_map(Value::as_str)
}

/// Adds the keywords of the groups of an object; `published` with the words that editors show.
pub(super) fn groups(schema: &mut Map<String, Value>, groups: &[Value], published: bool) -> Result<()> {
    let mut needed = Vec::new();
    let mut excluded: IndexMap<String, Map<String, Value>> = IndexMap::new();
    let mut described = Vec::new();
    for group in groups {
        let (rule, of) = RULES
            .iter()
            .find_map(|rule| Some((*rule, group.get(rule)?.as_array()?)))
            .context("a group without a rule")?;
        let words = Words { group, published };
        let names: Vec<&str> = of.iter().filter_map(Value::as_str).collect();
        let some = (rule == "exactly_one" || rule == "at_least_one").then(|| words.one_of(of));
        let exclusive = if rule == "exactly_one" || rule == "at_most_one" { &names[..] } else { &[] };
        let pairs = exclusive.iter().enumerate().filter(|(at, _)| at + 1 < exclusive.len());
        let pairs = pairs.map(|(at, name)| (*name, words.without(&names[at + 1..], &format!("`{name}`"))));
        if let Some(when) = group.get("when") {
            let mut then = object_of(&some.unwrap_or_default());
            let pairs: Map<String, Value> =
                pairs.map(|(name, others)| (name.to_owned(), others.into())).collect();
            if !pairs.is_empty() {
                then.insert("dependentSchemas".into(), pairs.into());
            }
            if rule == "none" {
                then.extend(words.without(&names, &reason(when)));
            }
            needed.push(json!({ "if": condition(when)?, "then": then }));
        } else {
            ensure!(rule != "none", "`none` needs `when`");
            needed.extend(some);
            for (name, others) in pairs {
                let known = excluded.entry(name.to_owned()).or_default();
                match (known.get_mut("properties"), &others["properties"]) {
                    (Some(Value::Object(known)), Value::Object(more)) => known.extend(more.clone()),
                    _ => known.extend(others),
                }
            }
        }
        let mut data = Map::from_iter([("rule".to_owned(), json!(rule)), ("of".to_owned(), json!(of))]);
        data.extend(object_of(group).into_iter().filter(|(word, _)| word != rule));
        described.push(data);
    }
    if !needed.is_empty() {
        schema.insert("allOf".into(), needed.into());
    }
    if !excluded.is_empty() {
        let entries = excluded.into_iter().map(|(name, others)| (name, others.into()));
        schema.insert("dependentSchemas".into(), Value::Object(entries.collect()));
    }
    if !described.is_empty() {
        schema.insert("x-bricep-groups".into(), json!(described));
    }
    Ok(())
}

/// A group whose failures editors show.
struct Words<'a> {
    group: &'a Value,
    published: bool,
}

impl Words<'_> {
    /// That one of the properties is there, or one that makes them needless. Editors tell the first branch: so it is
    /// the one that is meant most often.
    fn one_of(&self, of: &[Value]) -> Value {
        let unless = self.group["unless"].as_array().map(Vec::as_slice).unwrap_or_default();
        let common = self.group["common"].as_array().map(Vec::as_slice).unwrap_or_default();
        let rest = of.iter().filter(|name| !common.contains(name));
        let branch = |name: &Value| {
            // With `properties` of its own, here and below, a branch is not taken for another schema; else the YAML
            // language server shows the branches joined in place of a property's description.
            let mut branch = object_of(&json!({ "required": [name], "properties": {} }));
            if self.published && of.len() + unless.len() > 1 {
                branch.insert("errorMessage".into(), json!(self.needed(of, common, unless)));
            }
            branch
        };
        let all =
            if self.published { common.iter().chain(rest).collect() } else { of.iter().collect::<Vec<_>>() };
        json!({ "anyOf": all.into_iter().chain(unless).map(branch).collect::<Vec<_>>() })
    }

    fn needed(&self, of: &[Value], common: &[Value], unless: &[Value]) -> String {
        let noun = self.group["noun"].as_str().map(|noun| format!("a {noun} is needed: "));
        let (noun, end) = noun.map_or((String::new(), " is needed"), |noun| (noun, ""));
        let shown = if common.is_empty() { of } else { common };
        let others = match of.len() - shown.len() {
            0 => String::new(),
            more => format!(" or {more} others"),
        };
        let unless = if unless.is_empty() { String::new() } else { format!(", or {}", listed(unless, "or")) };
        format!("{noun}{}{others}{end}{unless}", listed(shown, if others.is_empty() { "or" } else { "," }))
    }

    /// That none of the properties is there.
    fn without(&self, names: &[&str], reason: &str) -> Map<String, Value> {
        let names: Map<String, Value> = names.iter().map(|name| ((*name).to_owned(), json!(false))).collect();
        let mut schema = Map::from_iter([("properties".to_owned(), names.into())]);
        if self.published {
            schema.insert("errorMessage".into(), json!(format!("not allowed beside {reason}")));
        }
        schema
    }
}

fn listed(names: &[Value], last: &str) -> String {
    let names: Vec<String> = names.iter().filter_map(Value::as_str).map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((end, rest)) if !rest.is_empty() && last != "," => format!("{} {last} {end}", rest.join(", ")),
        _ => names.join(", "),
    }
}

/// A condition as people write it: `` `kind: X` ``.
fn reason(when: &Value) -> String {
    match when {
        Value::Array(names) => listed(names, "or"),
        other => {
            let conditions = other.as_object().into_iter().flatten().map(|(name, values)| {
                let values = values.as_array().into_iter().flatten();
                let values =
                    values.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
                format!("`{name}: {}`", values.collect::<Vec<_>>().join("` or `"))
            });
            conditions.collect::<Vec<_>>().join(" and ")
        }
    }
}

fn condition(when: &Value) -> Result<Value> {
    match when {
        Value::Array(names) => {
            let there = |name: &Value| json!({ "required": [name], "properties": {} });
            Ok(json!({ "anyOf": names.iter().map(there).collect::<Vec<_>>() }))
        }
        Value::Object(values) => {
            ensure!(values.values().all(Value::is_array), "`when` takes a list of values");
            let known = values.iter().map(|(name, values)| (name.clone(), json!({ "enum": values })));
            let known: Map<String, Value> = known.collect();
            let names: Vec<&String> = known.keys().collect();
            Ok(json!({ "required": names, "properties": known }))
        }
        other => anyhow::bail!("{other} is no condition"),
    }
}

//! The fields of an object as tables: what each takes, what is known of it, and the types that it leads to.

use std::fmt::Write;

use indexmap::IndexMap;
use serde_json::{Map, Value};

const DEFINITIONS: &str = "#/$defs/";

/// The tables of a kind's fields and of every type that they lead to.
pub(super) fn tables(schema: &Value) -> String {
    let mut tables = Tables { definitions: &schema["$defs"], wanted: IndexMap::new(), text: String::new() };
    tables.object(schema);
    let mut at = 0;
    while let Some((name, heading)) =
        tables.wanted.get_index(at).map(|(name, heading)| (name.clone(), heading.clone()))
    {
        // Writing to a string cannot fail.
        let _ = write!(tables.text, "\n### {heading}\n\n");
        let definition = &tables.definitions[&name];
        tables.object(definition);
        at += 1;
    }
    tables.text
}

struct Tables<'a> {
    definitions: &'a Value,
    /// The types that are mentioned, each with its heading.
    wanted: IndexMap<String, String>,
    text: String,
}

impl Tables<'_> {
    fn object(&mut self, schema: &Value) {
        let none = Map::new();
        let properties = schema["properties"].as_object().unwrap_or(&none);
        let (filled, own): (Vec<_>, Vec<_>) =
            properties.iter().partition(|(_, field)| field.get("x-bricep-server-filled").is_some());
        if own.is_empty() {
            self.text += "It has no fields: write `{}`.\n";
        } else {
            self.text += "| field | takes | what it is |\n|---|---|---|\n";
        }
        for (name, field) in own {
            let required = schema["required"]
                .as_array()
                .is_some_and(|names| names.contains(&Value::from(name.as_str())));
            let mark = if required { ", required" } else { "" };
            let takes = self.takes(field);
            let _ = writeln!(self.text, "| `{name}` | {takes}{mark} | {} |", cell(&about(field)));
        }
        let groups: Vec<String> =
            schema["x-bricep-groups"].as_array().into_iter().flatten().map(group).collect();
        self.list("", groups);
        let dropped = schema["x-bricep-dropped"].as_object().into_iter().flatten();
        let dropped =
            dropped.map(|(name, reason)| format!("`{name}`: {}", reason.as_str().unwrap_or_default()));
        self.list("Of the API and not of the spec:", dropped.collect());
        let filled =
            filled.into_iter().map(|(name, field)| format!("`{name}`: {}", text(field, "description")));
        self.list("Only the server fills in:", filled.collect());
    }

    fn list(&mut self, head: &str, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        self.text.push('\n');
        if !head.is_empty() {
            let _ = write!(self.text, "{head}\n\n");
        }
        for line in lines {
            let _ = writeln!(self.text, "- {line}");
        }
    }

    /// What may stand in a field.
    fn takes(&mut self, field: &Value) -> String {
        if let Some(name) = reference(field) {
            return self.link(name);
        }
        if let Some(items) = field.get("items") {
            let keyed = match text(field, "x-bricep-key") {
                "" => String::new(),
                key => format!(" by `{key}`"),
            };
            return format!("list of {}{keyed}", self.takes(items));
        }
        if field.get("x-bricep-free-form").is_some() {
            return format!("map of {}", self.takes(&field["additionalProperties"]));
        }
        if constraints(field).get("enum").is_some() {
            return "one of the values".to_owned();
        }
        let named = match &field["type"] {
            Value::String(name) => name.as_str(),
            Value::Array(names) => names.first().and_then(Value::as_str).unwrap_or_default(),
            _ => "",
        };
        match named {
            "string" => "text",
            "integer" => "whole number",
            "number" => "number",
            "boolean" => "`true` or `false`",
            _ => "any value",
        }
        .to_owned()
    }

    fn link(&mut self, name: &str) -> String {
        let heading = if let Some(known) = self.wanted.get(name) {
            known.clone()
        } else {
            let short = match text(&self.definitions[name], "title") {
                "" => name.rsplit('.').next().unwrap_or(name),
                title => title,
            };
            let taken = self.wanted.values().any(|heading| heading == short);
            let heading = if taken { name.replace('.', " ") } else { short.to_owned() };
            self.wanted.insert(name.to_owned(), heading.clone());
            heading
        };
        format!("[{heading}](#{})", heading.to_lowercase().replace(' ', "-"))
    }
}

/// Everything that is known of a field besides its type.
fn about(field: &Value) -> String {
    let mut sentences = vec![text(field, "description").to_owned()];
    let limits = constraints(field);
    let bound = |key: &str| limits.get(key).or_else(|| field.get(key)).map(Value::to_string);
    let zero = if field["if"]["not"].get("enum").is_some() { ", or 0" } else { "" };
    for (least, most, one, several) in [
        ("minimum", "maximum", "", ""),
        ("minLength", "maxLength", " character", " characters"),
        ("minItems", "maxItems", " element", " elements"),
        ("minProperties", "maxProperties", " entry", " entries"),
    ] {
        let unit = |count: &str| if count == "1" { one } else { several };
        sentences.extend(match (bound(least), bound(most)) {
            (Some(a), Some(b)) => Some(format!("{a} to {b}{}{zero}.", unit(&b))),
            (Some(a), None) => Some(format!("{a}{} at least{zero}.", unit(&a))),
            (None, Some(b)) => Some(format!("{b}{} at most{zero}.", unit(&b))),
            (None, None) => None,
        });
    }
    match text(field, "x-bricep-differs") {
        "" => {}
        differs => sentences.push(format!("No two elements have the same `{differs}`.")),
    }
    if field.get("uniqueItems").is_some() {
        sentences.push("No element stands twice.".to_owned());
    }
    // Beside another type the pattern is that of interpolations.
    if field["type"] == "string"
        && let Some(wanted) = text(limits, "patternErrorMessage").strip_prefix("expected ")
    {
        sentences.push(format!("Write {wanted}."));
    }
    if let Some(values) = limits["enum"].as_array() {
        let told = limits["enumDescriptions"].as_array();
        let shown = values.iter().filter_map(Value::as_str).enumerate().map(|(at, value)| {
            match told.and_then(|texts| texts.get(at)?.as_str()) {
                Some(told) => format!("`{value}`: {told}"),
                None => format!("`{value}`"),
            }
        });
        sentences.push(format!("<br>{}", shown.collect::<Vec<_>>().join("<br>")));
    }
    if let Some(default) = field.get("default") {
        sentences.push(format!("`{default}` when left out.").replace('"', ""));
    }
    match text(field, "x-bricep-ref") {
        "" => {}
        kind => sentences.push(format!("Refers to [`{kind}`]({kind}.md).")),
    }
    if field.get("x-bricep-immutable").is_some() {
        sentences.push("Another value means another object.".to_owned());
    }
    if field.get("x-bricep-secret").is_some() {
        sentences.push("A secret: `${secret.<name>}` may stand here.".to_owned());
    }
    match text(field, "x-bricep-deprecated") {
        "" => {}
        instead => sentences.push(format!("**Deprecated**: {instead}.")),
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences.join(" ")
}

/// The constraints of a field, which for text stand where interpolations pass by.
fn constraints(field: &Value) -> &Value {
    let choice = field["anyOf"].as_array().and_then(|choices| choices.first());
    field.get("else").or(field.get("then")).or(choice).unwrap_or(field)
}

/// A rule over several fields as a sentence.
fn group(group: &Value) -> String {
    let names = |list: &Value, last: &str| {
        let names: Vec<String> = list
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(|name| format!("`{name}`"))
            .collect();
        match names.split_last() {
            Some((end, rest)) if !rest.is_empty() => format!("{} {last} {end}", rest.join(", ")),
            _ => names.concat(),
        }
    };
    let of = &group["of"];
    let one = of.as_array().is_some_and(|of| of.len() == 1);
    let rule = match (text(group, "rule"), one) {
        ("at_least_one", true) => format!("{} is needed", names(of, "and")),
        ("exactly_one", _) => format!("exactly one of {} is needed", names(of, "and")),
        ("at_least_one", false) => format!("one of {} is needed", names(of, "and")),
        ("none", true) => format!("{} is not allowed", names(of, "and")),
        ("none", false) => format!("{} are not allowed", names(of, "and")),
        _ => format!("{} exclude each other", names(of, "and")),
    };
    let unless = match group["unless"].as_array() {
        Some(_) => format!(", unless {} is there", names(&group["unless"], "or")),
        None => String::new(),
    };
    let when = match &group["when"] {
        Value::Array(_) => format!("With {}: ", names(&group["when"], "or")),
        Value::Object(values) => {
            let conditions = values.iter().map(|(name, values)| {
                let values = values.as_array().into_iter().flatten();
                let values =
                    values.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
                format!("`{name}: {}`", values.collect::<Vec<_>>().join("` or `"))
            });
            format!("With {}: ", conditions.collect::<Vec<_>>().join(" and "))
        }
        _ => String::new(),
    };
    let sentence = format!("{when}{rule}{unless}.");
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn reference(field: &Value) -> Option<&str> {
    field
        .get("allOf")?
        .as_array()?
        .iter()
        .find_map(|part| part.get("$ref")?.as_str())?
        .strip_prefix(DEFINITIONS)
}

fn text<'v>(of: &'v Value, key: &str) -> &'v str {
    of.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// A text as the cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

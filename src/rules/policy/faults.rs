//! What is wrong with a rule of a policy itself.

use serde_json::Value as Json;

use super::UNKNOWN;
use super::element::{number, text};
use crate::diagnostic::did_you_mean;

/// The types of rule, with the words that belong to each. Those of old are taken still.
const TYPES: [(&str, &[&str]); 9] = [
    ("allowlist", &["values", "defaultValue", "isOptional"]),
    ("blacklist", &["values", "defaultValue", "isOptional"]),
    ("blocklist", &["values", "defaultValue", "isOptional"]),
    ("fixed", &["value"]),
    ("forbidden", &[]),
    ("range", &["minValue", "maxValue", "defaultValue", "isOptional"]),
    ("regex", &["pattern", "defaultValue", "isOptional"]),
    ("unlimited", &["defaultValue", "isOptional"]),
    ("whitelist", &["values", "defaultValue", "isOptional"]),
];

/// What is wrong with a rule, as it is written, and what to write instead.
pub(in crate::rules) fn fault(rule: &Json) -> Option<(String, String)> {
    let Some(map) = rule.as_object() else {
        return Some(("is no object".into(), "write `{ \"type\": …, … }`".into()));
    };
    let Some(of) = map.get("type") else {
        return Some(("has no `type`".into(), "add one: `fixed`, `allowlist`, `range` …".into()));
    };
    let of = text(of);
    if of.contains(UNKNOWN) {
        return None;
    }
    let Some((_, words)) = TYPES.iter().find(|(name, _)| *name == of) else {
        let help = match did_you_mean(&of, TYPES.iter().map(|(name, _)| *name)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "the types are `fixed`, `forbidden`, `allowlist`, `blocklist`, `regex`, `range` and `unlimited`".into(),
        };
        return Some((format!("has the type `{of}`, which there is not"), help));
    };
    // The first word of these is what the type is about.
    let needed = words.first().filter(|_| !["range", "unlimited"].contains(&&*of));
    if let Some(needed) = needed.filter(|needed| !map.contains_key(**needed)) {
        return Some((format!("is of type `{of}` and has no `{needed}`"), format!("add `{needed}`")));
    }
    if map.get("values").is_some_and(|values| !values.is_array() && !text(values).contains(UNKNOWN)) {
        return Some(("has `values` that are no list".into(), "write them in square brackets".into()));
    }
    let (least, most) = (number(rule, "minValue"), number(rule, "maxValue"));
    if let Some((least, most)) = least.zip(most).filter(|(least, most)| of == "range" && least > most) {
        let help = "write a `minValue` that is not above `maxValue`".into();
        return Some((format!("takes {least} at least and {most} at most"), help));
    }
    None
}

/// The words of a rule that its type does not have but for a slip of the pen, each with what was meant.
pub(in crate::rules) fn unknown_words(rule: &Json) -> Vec<(String, &'static str)> {
    let of = rule.get("type").map(text).unwrap_or_default();
    let (Some(map), Some((_, words))) = (rule.as_object(), TYPES.iter().find(|(name, _)| *name == of)) else {
        return Vec::new();
    };
    let known: Vec<&'static str> = words.iter().copied().chain(["type", "hidden"]).collect();
    map.keys()
        .filter(|word| !known.contains(&&***word))
        .filter_map(|word| Some((word.clone(), did_you_mean(word, known.iter().copied())?)))
        .collect()
}

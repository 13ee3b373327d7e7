//! Texts outside of resources: variables, settings of Azure, outputs, pipelines.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::places::{Place, Schema};
use super::{Around, attack, check, errors, files, harmless, marked, same_but_for_texts, short};
use crate::model::{Route, interpolation};

const ROUTES: [Route; 3] = [Route::CustomProvider, Route::DeploymentScript, Route::Direct];

/// Texts that are no free text after all, since something else than the schema says what they may be.
const NOT_FREE: &[&str] = &[
    // Files and folders.
    "/include/[]",
    "/environments/*/include/[]",
    "/output/templates",
    "/output/pipelines",
    // Shell commands, run as they stand: the author's own code, and only beside a system that runs it.
    "/pipelines/install/run",
    // A variable with a list of values is a text or a number.
    "/variables/*/allowed/[](list)",
    "/variables/*/allowed/[](map)",
    "/variables/*/allowed/[](deep)",
    // Names.
    "/name",
    "/azure/api_versions/(key)",
    "/environments/(key)",
    "/environments/*/variables/(key)",
    "/environments/*/outputs/(key)",
    "/outputs/(key)",
    "/variables/(key)",
    // Codes of findings.
    "/validate/ignore/[]",
    "/validate/level/(key)",
    "/environments/*/validate/ignore/[]",
    "/environments/*/validate/level/(key)",
];

/// Texts that no generated file holds.
const UNSEEN: &[&str] = &[
    "/$schema",
    "/pipelines/azure_devops/service_connection",
    "/environments/*/pipelines/azure_devops/service_connection",
];

fn merge(base: &mut Value, over: &Value) {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) => {
            for (key, value) in over {
                merge(base.entry(key).or_insert(Value::Null), value);
            }
        }
        (base, over) => *base = over.clone(),
    }
}

/// What is left of an attack in the name of a tag, in which Azure takes some characters not at all.
fn as_tag((before, after): Around) -> Around {
    let without = |text: String| text.replace(['<', '>', '%', '&', '\\', '?', '/'], "");
    (without(before), without(after))
}

fn spec(schema: &Schema, place: &Place, around: &Around) -> (Value, BTreeMap<String, String>) {
    // Values of tags end after 256 characters.
    let around =
        if place.is_key() || place.name.contains("/azure/tags/") { short(around) } else { around.clone() };
    let around = if place.name.ends_with("/azure/tags/(key)") { as_tag(around) } else { around };
    let (mark, text) = marked(&around, 1, 'a');
    let with = |text: &str| schema.instance(place, &interpolation::escape(text));
    let own = with(&text);
    let mut spec = json!({
        "version": 1,
        "name": "inert",
        "azure": {},
        "variables": { "given": { "type": "string" } },
        "environments": { "dev": {} },
        "output": { "templates": "." },
    });
    merge(&mut spec, &own);
    // What is needed beside the place takes no value that is known later.
    if place.name != "/name" {
        spec["name"] = "inert".into();
    }
    // A variable that an environment sets has a value everywhere, and what is allowed includes the default.
    if let Some(value) = with("x").pointer("/environments/entry/variables/entry") {
        spec["variables"]["entry"] = json!({ "default": value });
    }
    if let Some(value) = own.pointer("/variables/entry/allowed/0") {
        spec["variables"]["entry"]["default"] = value.clone();
    }
    if let Some(output) = own.get("output") {
        spec["output"] = output.clone();
    }
    // A description loses the white space around it.
    let text = if place.name == "/variables/*/description" { text.trim().to_owned() } else { text };
    (spec, BTreeMap::from([(mark, text)]))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn texts_around_resources_stay_texts(around in attack()) {
        let schema = Schema::read();
        let mut not_free = BTreeSet::new();
        let mut unseen = BTreeSet::new();
        for place in schema.of_frame() {
            let (before, _) = spec(&schema, &place, &harmless());
            let told = errors(&check(&before, Route::DeploymentScript).1);
            if !told.is_empty() {
                not_free.insert(place.name);
                continue;
            }
            let (after, texts) = spec(&schema, &place, &around);
            let told = errors(&check(&after, Route::DeploymentScript).1);
            if !told.is_empty() {
                let text = texts.values().next().cloned().unwrap_or_default();
                let key = place.is_key() && text.contains("${");
                let regular = place.name == "/variables/*/pattern" && told.iter().any(|(_, told)| told.contains("no regular"));
                prop_assert!(key || regular, "{} refuses {text:?}: {told:?}", place.name);
                continue;
            }
            let mut seen = BTreeSet::new();
            for route in ROUTES {
                seen.extend(same_but_for_texts(&files(&before, route), &files(&after, route), &texts)
                    .map_err(|fault| TestCaseError::fail(format!("{}: {fault}", place.name)))?);
            }
            if seen.is_empty() {
                unseen.insert(place.name);
            }
        }
        prop_assert_eq!(not_free, NOT_FREE.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>());
        let known: BTreeSet<String> = UNSEEN.iter().map(|name| (*name).to_owned()).collect();
        prop_assert!(unseen.is_subset(&known), "{:?}", unseen.difference(&known));
    }
}

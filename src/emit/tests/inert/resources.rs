//! Texts of resources, one for each place of each kind, in the base and in an overlay.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value, json};

use super::places::{Place, Schema};
use super::{Around, attack, check, errors, files, harmless, marked, marks, same_but_for_texts, short};
use crate::arm::eval::Evaluator;
use crate::emit::GeneratedFile;
use crate::emit::tests::text;
use crate::model::{Route, interpolation};
use crate::spec::Checked;

/// Whether an interpolation stands before a text.
fn is_filled(number: usize, place: &Place) -> bool {
    number % 2 == 1 && !place.is_key()
}

/// A spec with one resource for each place, but those left out; the texts that it holds by their marks.
struct Resources<'p> {
    schema: &'p Schema,
    places: &'p [(&'static str, usize, Place)],
}

impl Resources<'_> {
    fn spec(
        &self,
        base: &Around,
        overlay: &Around,
        without: &BTreeSet<usize>,
    ) -> (Value, BTreeMap<String, String>) {
        let mut texts = BTreeMap::new();
        let mut layer = |around: &Around, layer: char| {
            let mut kinds: Map<String, Value> = Map::new();
            for (kind, number, place) in self.places.iter().filter(|(_, number, _)| !without.contains(number))
            {
                // A key in an overlay is one more key.
                if layer == 'b' && place.is_key() {
                    continue;
                }
                let around = if place.is_key() { short(around) } else { around.clone() };
                let (mark, text) = marked(&around, *number, layer);
                // Every other text stands beside something that is filled in.
                let filled = if is_filled(*number, place) { "${environment}" } else { "" };
                let body = self.schema.instance(place, &(filled.to_owned() + &interpolation::escape(&text)));
                texts.insert(mark, text);
                let resources = kinds.entry(*kind).or_insert_with(|| json!({}));
                resources.as_object_mut().unwrap().insert(format!("r{number}"), body);
            }
            kinds
        };
        let (below, above) = (layer(base, 'a'), layer(overlay, 'b'));
        let spec = json!({
            "version": 1,
            "name": "inert",
            "output": { "templates": "." },
            "variables": { "given": { "type": "string" } },
            "azure": {},
            "environments": { "dev": { "mode": "production" }, "prod": { "resources": above } },
            "resources": below,
        });
        (spec, texts)
    }

    /// The places where an error stands.
    fn refused(&self, checked: &Checked) -> BTreeSet<usize> {
        let number = |(path, message): (String, String)| {
            let key = path.split('/').skip_while(|part| *part != "resources").nth(2);
            let number = key.and_then(|key| key.strip_prefix('r')?.parse().ok());
            number.unwrap_or_else(|| panic!("{path}: {message}"))
        };
        errors(checked).into_iter().map(number).collect()
    }

    /// Holds what comes of attacks against what comes of harmless texts; all places but those left out.
    fn attacked(
        &self,
        base: &Around,
        overlay: &Around,
        mut without: BTreeSet<usize>,
    ) -> Result<(), TestCaseError> {
        for _ in 0..self.places.len() {
            let (spec, _) = self.spec(base, overlay, &without);
            let refused = self.refused(&check(&spec, Route::CustomProvider).1);
            for number in &refused {
                let place = &self.places[*number].2;
                let allowed = [base, overlay].iter().any(|around| {
                    let text = marked(around, *number, 'a').1;
                    // Keys are not filled in, so one that looks as if it were is refused.
                    let beside = if is_filled(*number, place) { "prod".len() } else { 0 };
                    text.chars().count() + beside > place.longest || (place.is_key() && text.contains("${"))
                });
                prop_assert!(allowed, "{} refuses {base:?} {overlay:?}", place.name);
            }
            if refused.is_empty() {
                break;
            }
            without.extend(refused);
        }
        let (before, _) = self.spec(&harmless(), &harmless(), &without);
        let (after, texts) = self.spec(base, overlay, &without);
        for route in [Route::CustomProvider, Route::DeploymentScript, Route::Direct] {
            let generated = files(&after, route);
            let seen = same_but_for_texts(&files(&before, route), &generated, &texts)?;
            let all: BTreeSet<String> = texts.keys().cloned().collect();
            prop_assert_eq!(&seen, &all, "every text arrives on {}", route.as_str());
            if route != Route::CustomProvider {
                continue;
            }
            for (environment, own) in [("dev", 'a'), ("prod", 'b')] {
                let mut seen = BTreeSet::new();
                for text in evaluated(&generated, environment) {
                    for mark in marks(&text) {
                        let number: usize = mark.trim_matches(['Q', 'a', 'b']).parse().unwrap();
                        let filled = if is_filled(number, &self.places[number].2) { environment } else { "" };
                        prop_assert_eq!(&text, &(filled.to_owned() + &texts[mark]));
                        seen.insert(mark.to_owned());
                    }
                }
                let there = |mark: &String| {
                    mark.ends_with(&format!("{own}Q")) || !texts.contains_key(&mark.replace('a', "b"))
                };
                let all: BTreeSet<String> = texts.keys().filter(|mark| there(mark)).cloned().collect();
                prop_assert_eq!(seen, all, "in {}", environment);
            }
        }
        Ok(())
    }
}

/// The texts of the resources of an environment, as Azure will evaluate the templates.
fn evaluated(files: &[GeneratedFile], environment: &str) -> Vec<String> {
    fn strings(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::String(text) => found.push(text.clone()),
            Value::Array(list) => list.iter().for_each(|value| strings(value, found)),
            Value::Object(map) => map.iter().for_each(|(key, value)| {
                found.push(key.clone());
                strings(value, found);
            }),
            _ => {}
        }
    }
    let main: Value = serde_json::from_str(text(files, "main.json")).unwrap();
    let template = &main["resources"]["infrastructure"]["properties"]["template"];
    let mut parameters = Map::new();
    parameters.insert("environment".into(), environment.into());
    parameters.insert("given".into(), "given".into());
    let azure = |_: &str, _: &[Value]| None;
    let evaluator = Evaluator::new(template, &parameters, &azure);
    let mut found = Vec::new();
    for resource in evaluator.resources().unwrap() {
        strings(&resource.body["properties"], &mut found);
    }
    found
}

/// Texts that are no free text after all, since something else than the schema says what they may be.
const NOT_FREE: &[&str] = &[
    // Files of the project.
    "global_init_scripts/source",
    "notebooks/source",
    "workspace_files/source",
];

/// The kinds are attacked in as many parts, since all at once are too much for one case.
const PARTS: usize = 7;

#[test]
fn texts_of_resources_stay_texts() {
    let schema = Schema::read();
    let mut not_free = BTreeSet::new();
    for part in 0..PARTS {
        let mut places: Vec<(&'static str, usize, Place)> = Vec::new();
        for (kind, of_kind) in schema.of_kinds().into_iter().skip(part).step_by(PARTS) {
            for place in of_kind {
                places.push((kind, places.len(), place));
            }
        }
        let resources = Resources { schema: &schema, places: &places };
        let mut without = BTreeSet::new();
        for _ in 0..places.len() {
            let (spec, _) = resources.spec(&harmless(), &harmless(), &without);
            let refused = resources.refused(&check(&spec, Route::CustomProvider).1);
            if refused.is_empty() {
                break;
            }
            without.extend(refused);
        }
        not_free.extend(without.iter().map(|number| places[*number].2.name.clone()));
        let config = ProptestConfig { cases: 2, failure_persistence: None, ..ProptestConfig::default() };
        let attacked = TestRunner::new(config).run(&(attack(), attack()), |(base, overlay)| {
            resources.attacked(&base, &overlay, without.clone())
        });
        attacked.unwrap_or_else(|fault| panic!("{fault}"));
    }
    assert_eq!(not_free, NOT_FREE.iter().map(|name| (*name).to_owned()).collect());
}

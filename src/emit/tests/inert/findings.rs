//! Findings about hostile texts are harmless to a terminal and to whoever reads them as JSON.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::places::{Place, Schema};
use super::{Around, SPEC, attack, check, marked};
use crate::diagnostic::Severity;
use crate::diagnostic::render::{Format, Summary, View, render};
use crate::model::Route;
use crate::source::{Memory, ProjectPath};
use crate::spec::{self, Checked, Options};

/// What a terminal acts on.
fn is_active(character: char) -> bool {
    (character.is_control() && character != '\n')
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn inert(checked: &Checked) -> Result<(), TestCaseError> {
    let show = |path: &ProjectPath| path.to_string();
    let view = View { map: &checked.map, show: &show, color: false, strict: false };
    for &format in Format::ALL {
        let shown = render(format, &checked.diagnostics, &Summary::default(), view);
        let active = shown.chars().find(|character| is_active(*character) && *character != '\t');
        prop_assert_eq!(active, None, "{:?}: {}", format, shown);
        match format {
            Format::Full => {}
            // A line for each finding, and the summary where it belongs: no text can make a line, and so a command, of its
            // own.
            Format::Concise | Format::Azure | Format::Github => {
                let summary = usize::from(!format.is_commands());
                prop_assert_eq!(shown.lines().count(), checked.diagnostics.len() + summary, "{}", shown);
            }
            Format::Json | Format::Sarif | Format::Gitlab => {
                let value: Value =
                    serde_json::from_str(&shown).map_err(|error| TestCaseError::fail(error.to_string()))?;
                prop_assert_eq!(value.is_object(), format != Format::Gitlab);
            }
            Format::Junit => {
                let document = roxmltree::Document::parse(&shown)
                    .map_err(|error| TestCaseError::fail(format!("{error}: {shown}")))?;
                let cases = document.descendants().filter(|node| node.has_tag_name("failure"));
                let errors = checked.diagnostics.iter().filter(|found| found.severity == Severity::Error);
                prop_assert_eq!(cases.count(), errors.count(), "{}", shown);
            }
        }
    }
    Ok(())
}

/// A spec in which the text is wrong wherever it stands.
fn wrong(text: &str, kind: &str, place: &Place, schema: &Schema) -> Value {
    let mut body = schema.instance(place, text);
    if let Some(map) = body.as_object_mut() {
        map.insert(text.to_owned(), text.into());
        map.insert("lifecycle".to_owned(), json!({ "desired_state": text }));
        map.insert("num_workers".to_owned(), text.into());
    }
    let mut resources = Map::new();
    resources.insert(kind.to_owned(), json!({ "r": body.clone(), text: body, "s": text }));
    resources.insert(text.to_owned(), json!({ text: text }));
    json!({
        "version": 1,
        "name": text,
        text: text,
        "include": [text],
        "variables": { text: { "type": text, "default": text }, "v": { "default": text, "pattern": text, "allowed": ["a"] } },
        "environments": { text: { "variables": { text: text } }, "dev": { text: text, "mode": text } },
        "azure": { "location": text, "route": text, "workspace": { "url": text }, "network": { "address_prefix": text } },
        "outputs": { text: text, "o": format!("${{resources.{text}.id}}") },
        "validate": { "ignore": [text], "level": { text: text } },
        "resources": resources,
    })
}

fn text(around: &Around) -> String {
    marked(around, 1, 'a').1
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn findings_show_texts_inert(around in attack(), choice in any::<prop::sample::Index>()) {
        let schema = Schema::read();
        let kinds = schema.of_kinds();
        let places: Vec<(&str, &Place)> =
            kinds.iter().flat_map(|(kind, places)| places.iter().map(|place| (*kind, place))).collect();
        let (kind, place) = choice.get(&places);
        let spec = wrong(&text(&around), kind, place, &schema);
        let checked = check(&spec, Route::DeploymentScript).1;
        prop_assert!(!checked.diagnostics.is_empty());
        inert(&checked)?;
    }

    #[test]
    fn findings_of_broken_files_show_texts_inert(around in attack()) {
        for spec in [
            format!("version: 1\nname: demo\n{}: 1\n", text(&around)),
            format!("version: 1\nname: {}\n", text(&around)),
            format!("{}\n", text(&around)),
            format!("{{ \"version\": \"{}", text(&around)),
        ] {
            for name in ["bricep.yaml", SPEC] {
                let files = Memory::with([(name, spec.as_str())]).unwrap();
                let root = ProjectPath::root().join(name).unwrap();
                let checked = spec::check(&files, &root, &Options::default());
                inert(&checked)?;
            }
        }
    }
}

//! What holds for every spec.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::run;
use crate::source::{Memory, ProjectPath};
use crate::spec::{Options, check};

/// Pieces of which specs are made, most of them right.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-3i64..3000).prop_map(Value::from),
        prop::sample::select(vec![
            "x",
            "",
            "${var.a}",
            "${var.b} ${environment}",
            "${user}",
            "${resources.clusters.a.id}",
            "${resources.jobs.b.id}",
            "${",
            "$${x}",
            "${nope}",
            "./n.py",
            "../n.py",
            "${secret.s}",
            "${azure.workspace_url}",
            "16.4.x-scala2.12",
            "\u{1b}[31mé",
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let key = prop::sample::select(vec![
            "a",
            "b",
            "name",
            "tasks",
            "task_key",
            "tags",
            "num_workers",
            "autoscale",
            "notebook_task",
            "notebook_path",
            "source",
            "path",
            "default",
            "type",
            "items",
            "allowed",
            "minimum",
            "pattern",
            "schedule",
            "job_clusters",
            "new_cluster",
            "mode",
            "include",
            "${var.a}",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..5).prop_map(|entries| {
                Value::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
            }),
        ]
    })
}

fn table(keys: &'static [&'static str]) -> impl Strategy<Value = Value> {
    prop::collection::vec((prop::sample::select(keys), value()), 0..4).prop_map(|entries| {
        Value::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    })
}

fn resources() -> impl Strategy<Value = Value> {
    let kinds: &[&str] = &["clusters", "jobs", "notebooks", "workspace_files", "instance_pools", "cluster"];
    prop::collection::vec((prop::sample::select(kinds), table(&["a", "b", "a-b", "A_b", "9"])), 0..4)
        .prop_map(|entries| {
            Value::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
        })
}

fn spec() -> impl Strategy<Value = Value> {
    (resources(), resources(), table(&["a", "b", "location"]), table(&["a", "b", "c"]), table(&["a", "o"]), value(), value()).prop_map(
        |(resources, overlay, variables, set, outputs, azure, odd)| {
            json!({
                "version": 1, "name": "demo", "variables": variables, "resources": resources, "outputs": outputs, "azure": azure,
                "environments": {"dev": {"variables": set, "outputs": odd.clone()}, "prod": {"resources": overlay, "azure": odd}},
            })
        },
    )
}

/// Maps merge, `null` removes, all else replaces.
fn merged(base: &Value, overlay: &Value) -> Value {
    let (Value::Object(base), Value::Object(overlay)) = (base, overlay) else { return stripped(overlay) };
    let mut out = Map::new();
    for (key, value) in base {
        match overlay.get(key) {
            None => out.insert(key.clone(), value.clone()),
            Some(Value::Null) => None,
            Some(over) => out.insert(key.clone(), merged(value, over)),
        };
    }
    for (key, value) in overlay.iter().filter(|(key, value)| !base.contains_key(*key) && !value.is_null()) {
        out.insert(key.clone(), stripped(value));
    }
    Value::Object(out)
}

fn stripped(value: &Value) -> Value {
    match value {
        Value::Object(map) => map
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| (key.clone(), stripped(value)))
            .collect(),
        Value::Array(list) => list.iter().map(stripped).collect(),
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_spec_leads_to_a_panic(spec in spec()) {
        let text = spec.to_string();
        let checked = run(&[("bricep.json", ""), ("bricep.yaml", &text), ("n.py", "")]);
        for found in &checked.diagnostics {
            prop_assert!(found.span.end as usize <= checked.map.file(found.span.file).text.len());
            prop_assert!(!found.message.is_empty());
        }
    }

    #[test]
    fn overlays_merge_as_the_page_says(base in value(), overlay in value()) {
        prop_assume!(base.is_object() && overlay.is_object());
        // Free-form maps hold whatever they are given, so that nothing but merging shapes them.
        let spec = json!({
            "version": 1, "name": "demo",
            "environments": {"dev": {}, "prod": {"resources": {"jobs": {"j": {"tags": overlay}}}}},
            "resources": {"jobs": {"j": {"name": "j", "tags": base}}},
        });
        let checked = run(&[("bricep.yaml", &spec.to_string())]);
        let model = checked.model.unwrap();
        let tree = |at: usize| super::json(model.resource("jobs", "j").unwrap().trees[at].as_ref().unwrap().get("tags").unwrap());
        prop_assert_eq!(tree(0), base.clone());
        prop_assert_eq!(tree(1), merged(&base, &overlay));
    }

    #[test]
    fn no_mutation_of_a_real_spec_leads_to_a_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0u8..3), 1..6)) {
        let mut bytes = include_bytes!("../../../templates/init/bricep.yaml").to_vec();
        for (at, byte, how) in changes {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => { bytes.remove(at); }
            }
        }
        let files = Memory::with([("bricep.yaml", bytes), ("notebooks/hello.py", Vec::new())]).unwrap();
        check(&files, &ProjectPath::root().join("bricep.yaml").unwrap(), &Options::default());
    }
}

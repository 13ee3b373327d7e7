//! Evaluating the infrastructure of the custom provider for one environment gives what the spec says for it.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{compile, project, text};
use crate::arm::eval::Evaluator;
use crate::kinds::Shape;
use crate::kinds::case::camel_case;
use crate::model::interpolation::{self, Part, Reference};
use crate::model::{Model, Route, resource_symbol};
use crate::source::{Data, Node};

const ENVIRONMENTS: [&str; 3] = ["dev", "test", "prod"];

/// A text of the language: literal text, escapes and interpolations.
fn language() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ -#%-~é\n\t]{0,6}",
        1 => Just("$${".to_owned()),
        1 => Just("${environment}".to_owned()),
        1 => Just("${name}".to_owned()),
        1 => Just("${var.text}".to_owned()),
        1 => Just("f${var.flag}".to_owned()),
        1 => Just("p${var.price}".to_owned()),
        1 => Just("${resources.instance_pools.pool.id}".to_owned()),
    ];
    vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

fn tags() -> impl Strategy<Value = Value> {
    btree_map("[a-z. _]{1,4}", language(), 0..3).prop_map(|map| json!(map))
}

/// Fields of a cluster that take whatever they are given.
fn cluster() -> impl Strategy<Value = Map<String, Value>> {
    let number = prop_oneof![(10..100_i64).prop_map(Value::from), Just(json!("${var.count}")),];
    let fields = (
        proptest::option::of(tags()),
        proptest::option::of(tags()),
        proptest::option::of(number),
        proptest::option::of(vec(language(), 0..3)),
        proptest::option::of(prop_oneof![Just(json!(0.35)), Just(json!(-1)), Just(json!("${var.price}"))]),
        proptest::option::of((1..5_i64, 5..9_i64)),
    );
    fields.prop_map(|(tags, conf, minutes, keys, bid, scale)| {
        let mut map = Map::new();
        let mut put =
            |key: &str, value: Option<Value>| map.extend(value.map(|value| (key.to_owned(), value)));
        put("custom_tags", tags);
        put("spark_conf", conf);
        put("autotermination_minutes", minutes);
        put("ssh_public_keys", keys.map(|keys| json!(keys)));
        put("azure_attributes", bid.map(|bid| json!({ "spot_bid_max_price": bid })));
        put("autoscale", scale.map(|(least, most)| json!({ "min_workers": least, "max_workers": most })));
        map
    })
}

/// Tasks by key; those in an overlay may be removed.
fn tasks(overlay: bool) -> impl Strategy<Value = Value> {
    let task = (language(), 0..5_i64).prop_map(|(text, retries)| {
        json!({ "description": text, "max_retries": retries,
                "notebook_task": { "notebook_path": "/Shared/x" } })
    });
    let task = if overlay {
        prop_oneof![3 => task, 1 => Just(json!({ "max_retries": 9 }))].boxed()
    } else {
        task.boxed()
    };
    btree_map("[a-c]", task, 1..3).prop_map(|map| json!(map))
}

/// A spec as JSON.
fn spec() -> impl Strategy<Value = String> {
    let overlay = (proptest::option::of(cluster()), any::<bool>(), proptest::option::of(tasks(true)));
    (cluster(), tasks(false), vec(overlay, 3)).prop_map(|(base, tasks, overlays)| {
        let mut body = base;
        body.insert("cluster_name".into(), "c".into());
        body.insert("spark_version".into(), "16.4.x-scala2.12".into());
        body.insert("instance_pool_id".into(), "${resources.instance_pools.pool.id}".into());
        if !body.contains_key("autoscale") {
            body.insert("num_workers".into(), 1.into());
        }
        let scales = body.contains_key("autoscale");
        let mut environments = Map::new();
        for ((name, (cluster, only, over)), at) in ENVIRONMENTS.iter().zip(overlays).zip(0..) {
            let mut resources = Map::new();
            if let Some(mut cluster) = cluster {
                // One or the other: a cluster takes no two sizes.
                if !scales {
                    cluster.remove("autoscale");
                }
                resources.insert("clusters".into(), json!({ "main": cluster }));
            }
            let mut jobs = Map::new();
            if let Some(mut over) = over {
                // A task that an overlay adds needs all of its fields.
                let known = tasks.as_object().unwrap();
                over.as_object_mut().unwrap().retain(|key, value| known.contains_key(key) || value.get("notebook_task").is_some());
                jobs.insert("job".into(), json!({ "tasks": over }));
            }
            if only && at > 0 {
                jobs.insert("extra".into(), Value::Null);
            }
            resources.insert("jobs".into(), Value::Object(jobs));
            environments.insert((*name).into(), json!({ "resources": resources }));
        }
        environments["prod"]["variables"] = json!({ "price": -1, "text": "it's \"p\" [x]", "flag": false });
        json!({
            "version": 1,
            "name": "contoso-lakehouse",
            "output": { "templates": "." },
            "variables": {
                "text": { "default": "a {b} 'c' \\" },
                "flag": { "default": true },
                "count": { "type": "integer", "default": 17 },
                "price": { "type": "number", "default": 0.35 },
            },
            "azure": {
                "location": "westeurope", "resource_group": "rg", "route": "custom-provider",
                "workspace": { "url": "https://adb-1.azuredatabricks.net" },
            },
            "environments": environments,
            "resources": {
                "instance_pools": { "pool": { "instance_pool_name": "p", "node_type_id": "Standard_D4ds_v5" } },
                "clusters": { "main": body },
                "jobs": {
                    "job": { "name": "j", "tasks": tasks },
                    "extra": { "name": "${environment}", "tasks": { "one": { "existing_cluster_id": "${resources.clusters.main.id}", "notebook_task": { "notebook_path": "/Shared/x" } } } },
                },
            },
        })
        .to_string()
    })
}

/// What a resource's property reads as, when Azure is not there to be asked.
fn attribute(symbol: &str, property: &str) -> String {
    format!("<{symbol}.{property}>")
}

/// A value of the model in the words of the custom provider.
fn expected(model: &Model, node: &Node, shape: Option<&Shape>) -> Value {
    match &node.data {
        Data::Null => Value::Null,
        Data::Bool(value) => (*value).into(),
        Data::Number(number) => serde_json::from_str(number.as_str()).unwrap(),
        Data::String(text) => interpolation::parse(text)
            .unwrap()
            .into_iter()
            .map(|part| match part {
                Part::Text(text) => text,
                Part::Reference(Reference::Resource { kind, key, attribute: name }, _) => {
                    let resource = model.resource(&kind, &key).unwrap();
                    let property = resource.kind.attribute(&name).unwrap().arm_property;
                    attribute(&resource_symbol(resource.kind, &key), property)
                }
                Part::Reference(other, _) => panic!("{other:?} is not filled in"),
            })
            .collect::<String>()
            .into(),
        Data::List(list) => {
            let items = shape.and_then(Shape::items);
            let mut values: Vec<Value> = list.iter().map(|item| expected(model, item, items)).collect();
            sort_tasks(&mut values);
            values.into()
        }
        Data::Map(map) => {
            let free = shape.is_none_or(Shape::is_free_form);
            let fields = map.iter().filter(|entry| !entry.value.is_null()).map(|entry| {
                let key = &entry.key.text;
                let inner = shape.and_then(|shape| if free { shape.values() } else { shape.property(key) });
                (if free { key.to_string() } else { camel_case(key) }, expected(model, &entry.value, inner))
            });
            Value::Object(fields.collect())
        }
    }
}

/// The order of a keyed list means nothing.
fn sort_tasks(values: &mut [Value]) {
    values.sort_by_key(|value| value.get("taskKey").and_then(Value::as_str).unwrap_or_default().to_owned());
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(map) => map
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| (key, without_nulls(value)))
            .collect(),
        Value::Array(list) => {
            let mut list: Vec<Value> = list.into_iter().map(without_nulls).collect();
            sort_tasks(&mut list);
            list.into()
        }
        other => other,
    }
}

/// The properties of every resource of an environment, as the template gives them.
fn evaluated(main: &Value, environment: &str) -> Map<String, Value> {
    let template = &main["resources"]["infrastructure"]["properties"]["template"];
    let mut parameters = Map::new();
    parameters.insert("environment".into(), environment.into());
    let azure = |function: &str, args: &[Value]| {
        let symbol = args.first()?.as_str()?;
        let names = ["instancePoolId", "clusterId", "jobId", "path"];
        let all = names.map(|name| (name.to_owned(), Value::from(attribute(symbol, name))));
        (function == "reference").then(|| Value::Object(all.into_iter().collect()))
    };
    let evaluator = Evaluator::new(template, &parameters, &azure);
    let deployed = evaluator.resources().unwrap().into_iter();
    deployed.map(|resource| (resource.symbol, without_nulls(resource.body["properties"].clone()))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_environment_gets_what_the_spec_says(spec in spec()) {
        let (model, _, files) = compile(&project(&spec), Some(Route::CustomProvider));
        let main: Value = serde_json::from_str(text(&files, "main.json")).unwrap();
        for (at, environment) in ENVIRONMENTS.iter().enumerate() {
            let values = model.values(at);
            let wanted: Map<String, Value> = model
                .resources
                .iter()
                .filter_map(|resource| {
                    let filled = values.fill(resource.trees[at].as_deref()?);
                    let symbol = resource_symbol(resource.kind, &resource.key);
                    Some((symbol, expected(&model, &filled, Some(resource.kind.shape()))))
                })
                .collect();
            prop_assert_eq!(evaluated(&main, environment), wanted, "in {}", environment);
        }
    }
}

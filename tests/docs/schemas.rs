//! The published schemas say what the compiler says, and what they offer to write is right.

use std::path::{Path, PathBuf};

use bricep::diagnostic::{Diagnostic, Severity};
use bricep::kinds::KINDS;
use bricep::kinds::case::{camel_case, snake_case};
use bricep::source::{Data, Memory, Node, ProjectPath};
use bricep::spec::{self, Options};
use serde_json::{Value, json};

use crate::blocks::{blocks, read};
use crate::kinds::compiled;

fn schema(path: &str) -> Value {
    serde_json::from_str(&read(&format!("schemas/v1/{path}"))).unwrap()
}

fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::options().offline().build(schema).unwrap()
}

/// What a validator says of a value, one line an error.
fn errors(validator: &jsonschema::Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// A YAML text as JSON.
fn value(text: &str) -> Value {
    let files = Memory::with([("bricep.yaml", text)]).unwrap();
    let root = ProjectPath::root().join("bricep.yaml").unwrap();
    let loaded = bricep::source::load(&files, &root, &mut bricep::diagnostic::Sink::default());
    loaded.documents[0].root.as_ref().map_or(Value::Null, json)
}

fn json(node: &Node) -> Value {
    match &node.data {
        Data::Null => Value::Null,
        Data::Bool(value) => (*value).into(),
        Data::Number(number) => serde_json::from_str(number.as_str()).unwrap(),
        Data::String(text) => (&**text).into(),
        Data::List(list) => list.iter().map(json).collect(),
        Data::Map(map) => map.iter().map(|entry| (entry.key.text.to_string(), json(&entry.value))).collect(),
    }
}

/// The specs of the fixtures, by path.
#[expect(clippy::disallowed_methods, reason = "fixtures are read from the disk")]
fn fixtures() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/kinds");
    let mut found = Vec::new();
    for kind in KINDS {
        for verdict in ["valid", "invalid"] {
            let folder = root.join(kind.name).join(verdict);
            let paths = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
            let mut paths: Vec<PathBuf> = paths.collect();
            paths.sort();
            for path in paths {
                let name = format!("{}/{verdict}/{}", kind.name, path.file_name().unwrap().to_string_lossy());
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

/// Codes of errors that a schema can express.
const EXPRESSIBLE: &[&str] =
    &["BRC2001", "BRC2002", "BRC2003", "BRC2004", "BRC2005", "BRC2006", "BRC2007", "BRC2010"];

/// Whether a schema can say it: that elements differ, yes; that their keys do, no.
fn is_expressible(found: &Diagnostic) -> bool {
    // Without rules, what bears the code of one comes of the schema.
    EXPRESSIBLE.contains(&found.code.id)
        || found.code.is_rule()
        || found.message.ends_with("has an element twice")
}

/// The errors that the compiler finds in a spec.
fn wrong(text: &str) -> Vec<Diagnostic> {
    let files = Memory::with([("bricep.yaml", text)]).unwrap();
    let root = ProjectPath::root().join("bricep.yaml").unwrap();
    let found = spec::check(&files, &root, &Options::default()).diagnostics;
    found.into_iter().filter(|found| found.severity == Severity::Error).collect()
}

#[test]
fn the_bundle_says_of_every_fixture_what_the_compiler_says() {
    let bundle = validator(&schema("bricep.schema.json"));
    let mut agreed = 0;
    for (name, text) in fixtures() {
        let wrong = wrong(&text).iter().any(is_expressible);
        let told = errors(&bundle, &value(&text));
        assert_eq!(!told.is_empty(), wrong, "{name}: {told:#?}");
        agreed += 1;
    }
    assert!(agreed > 50, "{agreed}");
}

/// Sections that say nothing, and ones that say too little.
#[test]
fn the_bundle_takes_the_sections_that_the_compiler_takes() {
    let bundle = validator(&schema("bricep.schema.json"));
    let sections = [
        "azure:",
        "variables:",
        "environments:",
        "resources:",
        "outputs:",
        "output:",
        "pipelines:",
        "validate:",
        "include:",
        "resources: { clusters: }",
        "environments: { dev: }",
        "environments: { dev: { resources: } }",
        "environments: { dev: { variables: } }",
        "environments: { dev: { azure: } }",
        "environments: { dev: { outputs: } }",
        "environments: { dev: { include: } }",
        "environments: { dev: { pipelines: } }",
        "environments: { dev: { validate: } }",
        "environments: { dev: { resources: { clusters: } } }",
        "environments: { dev: { default: } }",
        "environments: { dev: { mode: } }",
        "outputs: { a: }",
        "variables: { a: }",
        "azure: { workspace: }",
        "azure: { tags: }",
        "azure: { location: }",
        "azure: { key_vault: }",
        "pipelines: { github: }",
        "pipelines: { azure_devops: }",
        "variables: []",
        "resources: []",
        "environments: { dev: [] }",
        "include: a",
        "name: []",
        "version: 2",
    ];
    for section in sections {
        let head = ["version", "name"].into_iter().filter(|key| !section.starts_with(key));
        let head: String =
            head.map(|key| if key == "version" { "version: 1\n" } else { "name: demo\n" }).collect();
        let text = format!("{head}{section}\n");
        let told = errors(&bundle, &value(&text));
        assert_eq!(told.is_empty(), wrong(&text).is_empty(), "{section}: {told:#?} {:?}", wrong(&text));
    }
}

/// Overlays remove with `null`, at any depth, and need not be whole.
#[test]
fn the_bundle_takes_overlays() {
    let bundle = validator(&schema("bricep.schema.json"));
    let text = "
version: 1
name: demo
environments:
  prod:
    resources:
      clusters: { a: null, b: { autoscale: { max_workers: 9 }, num_workers: null, custom_tags: { x: null } } }
      jobs: { j: { schedule: null, tasks: { extract: { max_retries: null }, old: null } } }
";
    assert_eq!(errors(&bundle, &value(text)), Vec::<String>::new());
    let wrong =
        text.replace("max_workers: 9", "max_workers: nine").replace("schedule: null", "shedule: null");
    assert_eq!(errors(&bundle, &value(&wrong)).len(), 2);
}

#[test]
fn examples_fit_the_schema_of_their_kind_and_that_of_templates() {
    for kind in KINDS {
        let own = schema(&format!("kinds/{}.schema.json", kind.name));
        assert!(!own["examples"].as_array().unwrap().is_empty(), "{}", kind.name);
        let own_validator = validator(&own);
        for example in own["examples"].as_array().unwrap() {
            assert_eq!(errors(&own_validator, example), Vec::<String>::new(), "{}", kind.name);
        }
        let arm = validator(&schema(&format!("arm/{}.schema.json", kind.arm_type)));
        for block in blocks(&read(&format!("docs/reference/kinds/{}.md", kind.name))) {
            let files = compiled(&block, bricep::model::Route::CustomProvider);
            let (_, main) = files.iter().find(|(path, _)| path == "infra/main.json").unwrap();
            let mut resources = Vec::new();
            let wanted = format!("Microsoft.CustomProviders/resourceProviders/{}", kind.arm_type);
            find(&serde_json::from_str(main).unwrap(), &wanted, &mut resources);
            assert!(!resources.is_empty(), "{}", kind.name);
            for resource in resources {
                assert_eq!(errors(&arm, &resource), Vec::<String>::new(), "{}: {resource:#}", kind.name);
                // And a field in the spec's own case is none.
                let mut wrong = resource.clone();
                wrong["properties"]["made_up"] = json!(1);
                assert_eq!(errors(&arm, &wrong).len(), 1, "{}", kind.name);
            }
        }
    }
}

/// Every field of every type has its name in lowerCamelCase in the schema of templates, and comes back from it; keys of
/// free-form maps are nobody's fields.
#[test]
fn names_of_templates_are_those_of_the_spec_in_camel_case() {
    let names = |schema: &Value| -> Vec<String> {
        let fields = schema["properties"].as_object();
        fields.into_iter().flatten().map(|(name, _)| name.clone()).collect()
    };
    let mut count = 0;
    for kind in KINDS {
        let own = schema(&format!("kinds/{}.schema.json", kind.name));
        let arm = schema(&format!("arm/{}.schema.json", kind.arm_type));
        let mut pairs = vec![(kind.name, &own, &arm["properties"]["properties"])];
        for (name, definition) in own["$defs"].as_object().unwrap() {
            pairs.push((name.as_str(), definition, &arm["$defs"][name]));
        }
        for (name, own, arm) in pairs {
            let (own, mut arm) = (names(own), names(arm));
            // Beside a local file stand its digests.
            arm.retain(|name| !["digest", "files"].contains(&name.as_str()) || own.contains(name));
            let camel: Vec<String> = own.iter().map(|name| camel_case(name)).collect();
            assert_eq!(arm, camel, "{name}");
            let back: Vec<String> = arm.iter().map(|name| snake_case(name)).collect();
            assert_eq!(back, own, "{name}");
            count += own.len();
        }
    }
    assert!(count > 300, "{count}");
}

/// Every resource of a type in a template and those nested in it.
fn find(value: &Value, wanted: &str, found: &mut Vec<Value>) {
    match value {
        Value::Object(map) => {
            if map.get("type").is_some_and(|name| name == wanted) {
                found.push(value.clone());
            }
            map.values().for_each(|value| find(value, wanted, found));
        }
        Value::Array(list) => list.iter().for_each(|value| find(value, wanted, found)),
        _ => {}
    }
}

/// A value of each JSON type at every field of every kind: the published schema has one thing to say of it at most.
#[test]
fn one_wrong_value_is_one_error() {
    let values =
        [json!(null), json!(true), json!(1), json!(7.5), json!("text"), json!(""), json!([[]]), json!({})];
    let mut wrong = 0;
    for kind in KINDS {
        let own = schema(&format!("kinds/{}.schema.json", kind.name));
        let validator = validator(&own);
        for (field, shape) in kind.shape().properties() {
            // A map where a map is expected lacks what it lacks.
            for value in values.iter().filter(|value| !(value.is_object() && shape.types().map)) {
                let body = json!({ field: value });
                let at = format!("/{field}");
                let told = validator
                    .iter_errors(&body)
                    .filter(|error| error.instance_path().as_str().starts_with(&at));
                let told: Vec<String> =
                    told.map(|error| format!("{}: {error}", error.instance_path())).collect();
                assert!(told.len() <= 1, "{} {body}: {told:#?}", kind.name);
                wrong += told.len();
            }
        }
    }
    assert!(wrong > 300, "{wrong}");
}

/// Editors offer values of alternatives, and not those behind conditions.
#[test]
fn every_enumeration_can_be_offered() {
    fn walk(schema: &Value, behind: bool, found: &mut usize) {
        match schema {
            Value::Object(map) => {
                let values =
                    map.get("enum").and_then(Value::as_array).is_some_and(|values| values[0].is_string());
                assert!(!(values && behind), "{schema:#}");
                *found += usize::from(values);
                for (keyword, value) in map {
                    // The condition of a rule names values, and offers none.
                    if keyword != "if" {
                        walk(value, behind || keyword == "else" || keyword == "then", found);
                    }
                }
            }
            Value::Array(list) => list.iter().for_each(|value| walk(value, behind, found)),
            _ => {}
        }
    }
    let mut found = 0;
    walk(&schema("bricep.schema.json"), false, &mut found);
    assert!(found > 50, "{found}");
}

/// Snippets, with what they suggest filled in, are right where they are offered.
#[test]
fn snippets_fit_where_they_are_offered() {
    let bundle = schema("bricep.schema.json");
    let mut count = 0;
    let mut check = |name: &str, schema: &Value| {
        let target = json!({ "$schema": bundle["$schema"], "$defs": bundle["$defs"], "allOf": [schema] });
        let validator = validator(&target);
        for snippet in schema["defaultSnippets"].as_array().into_iter().flatten() {
            assert!(snippet["label"].is_string() && snippet["description"].is_string(), "{name}");
            let body = filled(&snippet["body"]);
            assert_eq!(errors(&validator, &body), Vec::<String>::new(), "{name}: {body:#}");
            count += 1;
        }
    };
    for (name, definition) in bundle["$defs"].as_object().unwrap() {
        check(name, definition);
    }
    for (name, section) in bundle["properties"]["resources"]["properties"].as_object().unwrap() {
        check(name, section);
    }
    assert!(count > 5, "{count}");
}

/// A snippet as somebody gets it who takes every suggestion: `${1:text}` is the text.
fn filled(body: &Value) -> Value {
    match body {
        Value::String(text) => Value::String(suggested(text)),
        Value::Array(list) => list.iter().map(filled).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (suggested(key), filled(value))).collect(),
        other => other.clone(),
    }
}

fn suggested(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) =
        rest.find("${").filter(|at| rest[at + 2..].starts_with(|c: char| c.is_ascii_digit()))
    {
        let (before, inside) = rest.split_at(start);
        let end = inside.find('}').unwrap();
        out += before;
        out += inside[..end].split_once(':').map_or("x", |(_, suggestion)| suggestion);
        rest = &inside[end + 1..];
    }
    out + rest
}

#[test]
fn the_entry_for_the_catalogue_is_whole() {
    let entry: Value = serde_json::from_str(&read("docs/reference/schemastore.json")).unwrap();
    let words: Vec<&str> = entry.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(words, ["name", "description", "fileMatch", "url"]);
    assert!(entry["fileMatch"].as_array().unwrap().contains(&json!("bricep.yaml")));
    assert!(entry["url"].as_str().unwrap().starts_with("https://"));
}

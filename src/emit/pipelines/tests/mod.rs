//! The pipelines as a whole: what they say, and that their parts fit together.

mod azure_devops;
mod github;
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::emit::GeneratedFile;
use crate::emit::tests::{compile, project, text};
use crate::source::{Data, Memory, Node, ProjectPath, load};

/// A spec with both systems, two environments, and a variable that nobody gives a value.
const SPEC: &str = r#"
version: 1
name: contoso
variables:
  team: { type: string }
  workers: { type: integer }
azure:
  location: westeurope
  resource_group: rg-${name}-${environment}
  tags: { team: "${var.team}" }
environments:
  dev: { default: true }
  prod-eu:
    azure: { location: northeurope, subscription_id: 3b1f6a52-7f0e-4a43-8d0c-5a8f3b6c1d01 }
    pipelines:
      azure_devops: { environment: live, pool: { name: Ágents (prod) } }
      github: { runs_on: [self-hosted, linux] }
pipelines:
  azure_devops:
    service_connection: sc-${name}-${environment}
    preview_service_connection: sc-${name}-${environment}-reader
  github: {}
resources:
  clusters:
    main: { cluster_name: c, spark_version: 16.4.x-scala2.12, node_type_id: Standard_D4ds_v5, num_workers: "${var.workers}" }
"#;

const DIRECT: &str = r#"
version: 1
name: lake
azure: { location: westeurope, resource_group: rg-lake, route: direct }
output: { pipelines: ci, templates: out/infra }
pipelines:
  branch: release/1.0
  folder: teams/lake
  install: { url: "https://mirror.contoso.com/bricep.tar.gz", sha256: "0000000000000000000000000000000000000000000000000000000000000000" }
  azure_devops: { service_connection: lake }
"#;

fn files(spec: &str) -> Vec<GeneratedFile> {
    compile(&project(spec), None).2
}

/// The files of the pipelines, by path.
fn pipelines(files: &[GeneratedFile]) -> BTreeMap<&str, Value> {
    let yaml = files.iter().filter(|file| file.path.ends_with(".yml"));
    yaml.map(|file| (&*file.path, document(&file.text))).collect()
}

/// A YAML document as bricep's own reader has it.
fn document(yaml: &str) -> Value {
    let files = Memory::with([("a.yaml", yaml)]).unwrap();
    let mut sink = crate::diagnostic::Sink::default();
    let loaded = load(&files, &ProjectPath::root().join("a.yaml").unwrap(), &mut sink);
    assert_eq!(sink.into_sorted(), [], "{yaml}");
    json(loaded.documents[0].root.as_ref().unwrap())
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

/// Visits every key with its value.
fn each<'v>(value: &'v Value, visit: &mut impl FnMut(&'v str, &'v Value)) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| each(item, visit)),
        Value::Object(map) => {
            for (key, value) in map {
                visit(key, value);
                each(value, visit);
            }
        }
        _ => {}
    }
}

fn list(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(list) => list.iter().map(|item| item.as_str().unwrap()).collect(),
        Value::String(one) => vec![one],
        _ => Vec::new(),
    }
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}
#[test]
fn what_pipelines_say() {
    let files = files(SPEC);
    for file in files.iter().filter(|file| file.path.ends_with(".yml") || file.path.ends_with("install.sh")) {
        insta::assert_snapshot!(format!("both_{}", file.path.replace(['/', '.'], "_")), file.text);
    }
    let direct = self::files(DIRECT);
    for path in ["ci/azure-pipelines.yml", "ci/azure-pipelines/operate.yml", "out/infra/scripts/install.sh"] {
        insta::assert_snapshot!(format!("direct_{}", path.replace(['/', '.'], "_")), text(&direct, path));
    }
}

#[test]
fn each_system_has_its_files() {
    let paths = |spec: &str| {
        let files = files(spec);
        files
            .into_iter()
            .map(|file| file.path)
            .filter(|path| !path.starts_with("infra/") || path.contains("scripts/"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    insta::assert_snapshot!(paths(SPEC), @"infra/scripts/apply.sh infra/scripts/operate.sh infra/scripts/install.sh infra/scripts/pack.sh infra/scripts/preview.sh infra/scripts/deploy.sh infra/scripts/operation.sh azure-pipelines.yml azure-pipelines/install.yml azure-pipelines/preview.yml azure-pipelines/deploy.yml azure-pipelines-operate.yml azure-pipelines/operate.yml .github/workflows/databricks.yml .github/workflows/databricks-deploy.yml .github/workflows/databricks-operate.yml .github/actions/install-bricep/action.yml");
    insta::assert_snapshot!(paths(&SPEC.replace("  github: {}\n", "").replace("      github: { runs_on: [self-hosted, linux] }\n", "")), @"infra/scripts/apply.sh infra/scripts/operate.sh infra/scripts/install.sh infra/scripts/pack.sh infra/scripts/preview.sh infra/scripts/deploy.sh infra/scripts/operation.sh azure-pipelines.yml azure-pipelines/install.yml azure-pipelines/preview.yml azure-pipelines/deploy.yml azure-pipelines-operate.yml azure-pipelines/operate.yml");
    insta::assert_snapshot!(paths("version: 1\nname: contoso\nazure: { location: westeurope }"), @"infra/scripts/apply.sh infra/scripts/operate.sh");
}

/// What neither system does as one expects: keys that are expressions, and expressions that become part of a script.
#[test]
fn expressions_stand_in_values_that_are_no_script() {
    for spec in [SPEC, DIRECT] {
        for (path, document) in pipelines(&files(spec)) {
            each(&document, &mut |key, value| {
                assert!(!key.contains("${{") && !key.contains("$("), "{path}: {key}");
                if matches!(key, "bash" | "run" | "inlineScript" | "script") {
                    let script = value.as_str().unwrap();
                    assert!(!script.contains("${{") && !script.contains("$("), "{path}: {script}");
                }
            });
        }
    }
}

//! The manifest, against its schema.

use serde_json::Value;

use super::{EVERYTHING, HALVES, compile, project, text};
use crate::source::Memory;

fn validator() -> jsonschema::Validator {
    let schema: Value =
        serde_json::from_str(include_str!("../../../schemas/v1/manifest.schema.json")).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn manifest(files: &Memory) -> String {
    let (_, _, files) = compile(files, None);
    text(&files, "manifest.json").to_owned()
}

#[test]
fn manifests_follow_the_schema() {
    let mut files = project(&format!(
        "{EVERYTHING}\nazure: {}\n",
        HALVES[0].1
    ).replace("resources:\n  clusters:\n    main:", "resources:\n  notebooks:\n    one: { source: a.py, path: /Shared/a }\n    all: { source: more, path: /Shared/more }\n  clusters:\n    main:"));
    let path = |text| crate::source::ProjectPath::root().join(text).unwrap();
    files.insert(path("a.py"), "print(1)\r\n");
    files.insert(path("more/b.py"), "print(2)\n");
    files.insert(path("more/a.py"), "print(2)\n");
    let text = manifest(&files);
    let manifest: Value = serde_json::from_str(&text).unwrap();
    let errors: Vec<String> = validator().iter_errors(&manifest).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    // Canonical: no white space outside of texts, keys sorted.
    assert_eq!(manifest.to_string().len(), text.len());
    let mut sorted = manifest.clone();
    sorted.sort_all_objects();
    assert_eq!(sorted.to_string(), text);
    insta::assert_snapshot!(manifest["resources"]["notebooks"], @r#"{"all":{"path":"/Shared/more","source":[{"digest":"0111afd387e1ad576083c5039aa542faa2ed4a53d3e128bd03de990f9ea4255f","path":"more/a.py"},{"digest":"0111afd387e1ad576083c5039aa542faa2ed4a53d3e128bd03de990f9ea4255f","path":"more/b.py"}]},"one":{"path":"/Shared/a","source":{"digest":"cc42155088fca5730758db72b2a5bca33112a941dfaa2d43098ec422ce4ea213","path":"a.py"}}}"#);
}

#[test]
fn unknown_formats_are_refused() {
    let text = manifest(&project(&format!("{EVERYTHING}\nazure: {}\n", HALVES[0].1)));
    let mut manifest: Value = serde_json::from_str(&text).unwrap();
    assert!(validator().is_valid(&manifest));
    manifest["format"] = 2.into();
    assert!(!validator().is_valid(&manifest));
}

#[test]
fn what_differs_stands_with_the_environment() {
    let text = manifest(&project(
        r#"
version: 1
name: x
azure: { location: westeurope, resource_group: rg }
output: { templates: . }
variables: { v: { default: 0.50 } }
environments: { dev: {}, prod: { variables: { v: 1 }, resources: { clusters: { a: { num_workers: 8, azure_attributes: { spot_bid_max_price: 1.50 } } } } } }
resources:
  clusters:
    a: { cluster_name: "é\n${var.v}", spark_version: 16.4.x-scala2.12, node_type_id: Standard_D4ds_v5, num_workers: 1 }
    b: { cluster_name: b, spark_version: 16.4.x-scala2.12, node_type_id: Standard_D4ds_v5, num_workers: 1 }
outputs: { id: "${resources.clusters.a.id}" }
"#,
    ));
    insta::assert_snapshot!(text, @r#"{"environments":{"dev":{"mode":"development","resources":{"clusters":{"a":{"cluster_name":"é\n${var.v}","node_type_id":"Standard_D4ds_v5","num_workers":1,"spark_version":"16.4.x-scala2.12"}}},"variables":{"v":0.50}},"prod":{"mode":"production","resources":{"clusters":{"a":{"azure_attributes":{"spot_bid_max_price":1.50},"cluster_name":"é\n${var.v}","node_type_id":"Standard_D4ds_v5","num_workers":8,"spark_version":"16.4.x-scala2.12"}}},"variables":{"v":1}}},"format":1,"name":"x","outputs":{"id":"${resources.clusters.a.id}"},"resources":{"clusters":{"b":{"cluster_name":"b","node_type_id":"Standard_D4ds_v5","num_workers":1,"spark_version":"16.4.x-scala2.12"}}},"variables":{"v":{"type":"number"}}}"#);
}

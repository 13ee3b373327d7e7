//! Several faults, several files: none hides another, and order does not matter.

use insta::assert_snapshot;

use super::{findings, json, run, shown};

#[test]
fn faults_do_not_hide_each_other() {
    assert_snapshot!(findings(&[
        ("bricep.yaml", "
            version: 1
            name: demo
            include: [a.yaml, missing.yaml]
            variables: { x: { type: integer, default: one } }
            environments: { dev: , prod: { variables: { y: 1 } } }
            outputs: { o: '${var.z}', p: '${resources.clusters.b.ids}' }
        "),
        ("a.yaml", "
            resources:
              clusters:
                a: { spark_version: latest, node_type_id: @node, num_workers: 1, num_worker: 1 }
                b: { spark_version: 16.4.x-scala2.12, node_type_id: @node, num_workers: '${var.x}' }
              job: {}
        "),
    ]), @"
    bricep.yaml:3:19: error[BRC1009] include-not-found: there is no file `missing.yaml` (paths are relative to the folder of the file that includes)
        `missing.yaml` 
    bricep.yaml:4:43: error[BRC3008] invalid-variable-value: `x` is a whole number, and this is text
        `one` /variables/x/default
        bricep.yaml:4:14: the variable: `x`
    bricep.yaml:6:31: error[BRC3005] unknown-attribute: a cluster offers no `ids` (did you mean `id`?)
        `${resources.clusters.b.ids}` /outputs/p
    a.yaml:3:25: error[BRC2006] pattern-mismatch: `latest` does not fit `spark_version` (write the key of a runtime, such as `16.4.x-scala2.12`)
        `latest` /resources/clusters/a/spark_version
    a.yaml:3:81: error[BRC2001] unknown-property: unknown property `num_worker` of a cluster
        `num_worker` /resources/clusters/a/num_worker
    a.yaml:5:3: error[BRC2011] unknown-kind: `job` is no kind of resource (did you mean `jobs`?)
        `job` /resources/job
    ");
}

/// Every resource with its trees and edges, and every variable and output.
fn model(files: &[(&str, &str)]) -> String {
    let checked = run(files);
    assert_eq!(shown(&checked), "");
    let model = checked.model.unwrap();
    let mut out = String::new();
    for variable in model.variables.values() {
        let values: Vec<_> = variable.values.iter().map(|value| value.as_ref().map(json)).collect();
        out += &format!("{} {:?} {values:?}\n", variable.name, variable.r#type);
    }
    for resource in &model.resources {
        let trees: Vec<_> = resource.trees.iter().map(|tree| tree.as_deref().map(json)).collect();
        let edges: Vec<_> = resource.edges.iter().map(|edge| edge.target.0).collect();
        out += &format!("{} {} {trees:?} {edges:?}\n", resource.kind.name, resource.key);
    }
    for output in &model.outputs {
        out += &format!(
            "{} {:?}\n",
            output.name,
            output.values.iter().map(|value| value.as_deref().map(json)).collect::<Vec<_>>()
        );
    }
    out
}

#[test]
fn yaml_and_json_in_one_file_or_five_are_one_model() {
    let one = model(&[("bricep.yaml", "
        version: 1
        name: demo
        environments:
          dev: {}
          prod: { resources: { clusters: { etl: { num_workers: 4 } } } }
        variables: { size: { default: Standard_D4ds_v5 } }
        resources:
          instance_pools: { pool: { instance_pool_name: p, node_type_id: '${var.size}' } }
          clusters:
            etl: { spark_version: 16.4.x-scala2.12, instance_pool_id: '${resources.instance_pools.pool.id}', num_workers: 2 }
        outputs: { id: '${resources.clusters.etl.id}' }
    ")]);
    let root = (
        "bricep.yaml",
        "
        version: 1
        name: demo
        include: ['parts/*']
        environments: { dev: {}, prod: {} }
    ",
    );
    let parts = [
        r#"{"variables": {"size": {"default": "Standard_D4ds_v5"}}}"#,
        r#"{"resources": {"instance_pools": {"pool": {"instance_pool_name": "p", "node_type_id": "${var.size}"}}}}"#,
        r#"{"resources": {"clusters": {"etl": {"spark_version": "16.4.x-scala2.12", "instance_pool_id": "${resources.instance_pools.pool.id}", "num_workers": 2}}}}"#,
        r#"{"environments": {"prod": {"resources": {"clusters": {"etl": {"num_workers": 4}}}}}, "outputs": {"id": "${resources.clusters.etl.id}"}}"#,
    ];
    let names = ["parts/a.json", "parts/b.json", "parts/c.json", "parts/d.json"];
    for turn in 0..parts.len() {
        let turned = (0..parts.len()).map(|at| (names[at], parts[(at + turn) % parts.len()]));
        let files: Vec<(&str, &str)> = std::iter::once(root).chain(turned).collect();
        assert_eq!(model(&files), one, "turned by {turn}");
    }
    let yaml = [
        ("parts/a.yaml", parts[3]),
        ("parts/b.yml", parts[2]),
        ("parts/c.json", parts[1]),
        ("parts/d.yaml", parts[0]),
    ];
    let files: Vec<(&str, &str)> = std::iter::once(root).chain(yaml).collect();
    assert_eq!(model(&files), one);
}

#[test]
fn includes_in_another_order_are_one_model() {
    let files = |list: &'static str| -> Vec<(&str, &str)> {
        vec![
            ("bricep.yaml", list),
            (
                "b.yaml",
                "variables: { z: { default: '1' }, a: { default: '2' } }\noutputs: { q: '${var.z}', b: '${var.a}' }\nresources: { jobs: { j: { name: j } } }",
            ),
            (
                "a.yaml",
                "variables: { m: { default: '3' } }\noutputs: { c: '${var.m}' }\nresources: { jobs: { i: { name: i } }, clusters: { c: @cluster } }",
            ),
        ]
    };
    let one = model(&files("{ version: 1, name: demo, include: [a.yaml, b.yaml] }"));
    assert_eq!(model(&files("{ version: 1, name: demo, include: [b.yaml, a.yaml] }")), one);
    assert_eq!(model(&files("{ version: 1, name: demo, include: ['[ab].yaml'] }")), one);
}

#[test]
fn what_could_not_be_read_is_not_missed() {
    assert_snapshot!(findings(&[
        ("bricep.yaml", "
            version: 1
            name: demo
            include: [a.yaml]
            outputs: { o: '${var.x}', p: '${resources.clusters.etl.id}' }
        "),
        ("a.yaml", "
            variables: { x: { default: 1 }
            resources: { clusters: { etl: @cluster } }
        "),
    ]), @"
    a.yaml:1:12: error[BRC1002] syntax-error: the map opened here with `{` is not closed (put `,` between its entries and close it with `}`)
        `{`
    ");
}

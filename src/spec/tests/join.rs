use insta::assert_snapshot;

use super::{findings, run, shown, tree};

const ROOT: &str = "version: 1\nname: demo\ninclude: ['*.yaml']\n";

#[test]
fn sections_stand_where_they_may() {
    assert_snapshot!(findings(&[("bricep.yaml", ROOT), ("a.yaml", "
        name: other
        azure: {}
        resorces: {}
        version: 1
        whatever: {}
        resources: { clusters: { etl: @cluster } }
    ")]), @"
    a.yaml:1:1: error[BRC1013] misplaced-section: the section `name` does not stand in an included file (move it to the root file; this one takes `include`, `variables`, `environments`, `resources` and `outputs`)
        `name` /name
    a.yaml:2:1: error[BRC1013] misplaced-section: the section `azure` does not stand in an included file (move it to the root file; this one takes `include`, `variables`, `environments`, `resources` and `outputs`)
        `azure` /azure
    a.yaml:3:1: error[BRC2001] unknown-property: unknown section `resorces` (did you mean `resources`?)
        `resorces` /resorces
    a.yaml:4:1: error[BRC1013] misplaced-section: the section `version` does not stand in an included file (move it to the root file; this one takes `include`, `variables`, `environments`, `resources` and `outputs`)
        `version` /version
    a.yaml:5:1: error[BRC2001] unknown-property: unknown section `whatever` (an included file takes `include`, `variables`, `environments`, `resources` and `outputs`)
        `whatever` /whatever
    ");
    assert_snapshot!(findings(&[("bricep.yaml", "
        version: 1
        name: demo
        environments: { prod: { include: [p/*.yaml] } }
    "), ("p/a.yaml", "
        environments: {}
        azure: {}
        variable: {}
    ")]), @"
    p/a.yaml:1:1: error[BRC1013] misplaced-section: the section `environments` does not stand in a file that an environment includes (move it to the root file; this one takes `include`, `variables`, `resources` and `outputs`)
        `environments` /environments
    p/a.yaml:2:1: error[BRC1013] misplaced-section: the section `azure` does not stand in a file that an environment includes (move it to the root file; this one takes `include`, `variables`, `resources` and `outputs`)
        `azure` /azure
    p/a.yaml:3:1: error[BRC2001] unknown-property: unknown section `variable` (did you mean `variables`?) [fixable]
        `variable` /variable
    ");
}

#[test]
fn included_files_and_their_sections_are_maps() {
    assert_snapshot!(findings(&[
        ("bricep.yaml", ROOT), ("a.yaml", "- 1"), ("b.yaml", "text"), ("c.yaml", "resources: [1]"), ("d.yaml", "variables:"),
    ]), @"
    a.yaml:1:1: error[BRC2002] wrong-type: an included file is a map of sections, and this is a list (begin with a section, such as `resources:`)
        `- 1` 
    b.yaml:1:1: error[BRC2002] wrong-type: an included file is a map of sections, and this is text (begin with a section, such as `resources:`)
        `text` 
    c.yaml:1:12: error[BRC2002] wrong-type: `resources` takes a map, and this is a list
        `[1]` /resources
    ");
}

#[test]
fn one_thing_is_defined_once() {
    assert_snapshot!(findings(&[("bricep.yaml", "
        version: 1
        name: demo
        include: ['*.yaml']
        variables: { a: { default: x } }
        environments: { dev: { default: true } }
        resources: { clusters: { etl: @cluster } }
        outputs: { o: '${var.a}' }
    "), ("a.yaml", "
        variables: { a: { default: y } }
        environments: { dev: { default: true, mode: development } }
        resources: { clusters: { etl: @cluster, other: @cluster } }
        outputs: { o: '${var.a}' }
    ")]), @"
    a.yaml:1:14: error[BRC1014] defined-twice: `variables.a` is defined twice (keep one of the two; an environment changes a part of it under `environments`)
        `a` /variables/a
        bricep.yaml:4:14: defined here first: `a`
    a.yaml:2:24: error[BRC1014] defined-twice: `environments.dev.default` is defined twice (keep one of the two; an environment changes a part of it under `environments`)
        `default` /environments/dev/default
        bricep.yaml:5:24: defined here first: `default`
    a.yaml:3:26: error[BRC1014] defined-twice: `resources.clusters.etl` is defined twice (keep one of the two; an environment changes a part of it under `environments`)
        `etl` /resources/clusters/etl
        bricep.yaml:6:26: defined here first: `etl`
    a.yaml:4:12: error[BRC1014] defined-twice: `outputs.o` is defined twice (keep one of the two; an environment changes a part of it under `environments`)
        `o` /outputs/o
        bricep.yaml:7:12: defined here first: `o`
    ");
}

#[test]
fn two_included_files_name_the_one_that_is_read_first() {
    assert_snapshot!(findings(&[
        ("bricep.yaml", ROOT),
        ("b.yaml", "resources: { clusters: { etl: @cluster } }"),
        ("a.yaml", "resources: { clusters: { etl: @cluster } }"),
    ]), @"
    b.yaml:1:26: error[BRC1014] defined-twice: `resources.clusters.etl` is defined twice (keep one of the two; an environment changes a part of it under `environments`)
        `etl` /resources/clusters/etl
        a.yaml:1:26: defined here first: `etl`
    ");
}

#[test]
fn overlays_of_included_files_join_those_of_the_root() {
    let checked = run(&[
        (
            "bricep.yaml",
            "
            version: 1
            name: demo
            include: [r.yaml]
            environments:
              dev:
              prod: { include: [p.yaml], resources: { clusters: { etl: { num_workers: 5 } } } }
            resources: { clusters: { etl: @cluster } }
        ",
        ),
        ("r.yaml", "environments: { prod: { resources: { clusters: { two: @cluster } } } }"),
        ("p.yaml", "resources: { clusters: { three: @cluster } }"),
    ]);
    assert_snapshot!(shown(&checked), @"");
    let clusters = ["etl", "two", "three"]
        .map(|key| [tree(&checked, "dev", "clusters", key), tree(&checked, "prod", "clusters", key)]);
    assert_snapshot!(clusters.concat().join("\n"), @r#"
    {"spark_version":"16.4.x-scala2.12","node_type_id":"Standard_D4ds_v5","num_workers":1}
    {"spark_version":"16.4.x-scala2.12","node_type_id":"Standard_D4ds_v5","num_workers":5}
    -
    {"spark_version":"16.4.x-scala2.12","node_type_id":"Standard_D4ds_v5","num_workers":1}
    -
    {"spark_version":"16.4.x-scala2.12","node_type_id":"Standard_D4ds_v5","num_workers":1}
    "#);
}

#[test]
fn one_overlay_in_two_files_is_defined_twice() {
    assert_snapshot!(findings(&[
        ("bricep.yaml", "
            version: 1
            name: demo
            environments:
              prod: { include: [p.yaml], resources: { clusters: { etl: { num_workers: 5 } } } }
            resources: { clusters: { etl: @cluster } }
        "),
        ("p.yaml", "resources: { clusters: { etl: { num_workers: 6 } } }"),
    ]), @"
    p.yaml:1:26: error[BRC1014] defined-twice: `environments.prod.resources.clusters.etl` is defined twice (keep one of the two; an environment changes a part of it under `environments`)
        `etl` /environments/prod/resources/clusters/etl
        bricep.yaml:4:55: defined here first: `etl`
    ");
}

#[test]
fn a_file_that_two_environments_include_is_checked_once() {
    assert_snapshot!(findings(&[
        ("bricep.yaml", "
            version: 1
            name: demo
            environments: { dev: { include: [s.yaml] }, prod: { include: [s.yaml] }, test: }
        "),
        ("s.yaml", "
            name: x
            resources: { clusters: { etl: { spark_version: 16.4.x-scala2.12, num_wrkers: 1, node_type_id: @node } } }
        "),
    ]), @"
    s.yaml:1:1: error[BRC1013] misplaced-section: the section `name` does not stand in a file that an environment includes (move it to the root file; this one takes `include`, `variables`, `resources` and `outputs`)
        `name` /name
    s.yaml:2:66: error[BRC2001] unknown-property: unknown property `num_wrkers` of a cluster in environment `dev` (did you mean `num_workers`?) [fixable]
        `num_wrkers` /environments/dev/resources/clusters/etl/num_wrkers
    ");
}

#[test]
fn an_environment_of_an_included_file_is_one() {
    assert_snapshot!(findings(&[
        ("bricep.yaml", "{ version: 1, name: demo, include: [e.yaml], environments: { dev: } }"),
        ("e.yaml", "environments: { prod: { variables: { x: 1 } } }\nvariables: { x: { type: integer } }"),
    ]), @"
    e.yaml:2:14: error[BRC3009] missing-variable-value: the variable `x` has no value in environment `dev` (give it a `default`, or a value in every environment, or in none)
        `x` /variables/x
        e.yaml:1:41: its value in `prod`: `1`
    e.yaml:2:14: warning[BRC3022] unused-variable: nothing uses the variable `x` (use it as `${var.x}`, or leave it out)
        `x` /variables/x
    ");
}

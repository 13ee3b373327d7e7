use insta::assert_snapshot;

use super::{dedent, findings, found, silent};

fn alone(text: &str) -> String {
    findings(&[("bricep.yaml", &dedent(text))])
}

#[test]
fn the_version_must_be_known() {
    assert_snapshot!(alone("version: 2\nname: demo\nresourcs: {}"), @"
    bricep.yaml:1:10: error[BRC2012] unsupported-version: version 2 of the spec language is not known (this bricep reads `version: 1`)
        `2` /version
    ");
    assert_snapshot!(alone("version: '1'\nname: demo"), @"
    bricep.yaml:1:10: error[BRC2002] wrong-type: expected `version` to be a whole number, found text (write `1`, without quotes) [fixable]
        `'1'` /version
    ");
    assert_snapshot!(alone("version: 1.0\nname: demo"), @"
    bricep.yaml:1:10: error[BRC2012] unsupported-version: version 1.0 of the spec language is not known (this bricep reads `version: 1`)
        `1.0` /version
    ");
    assert_snapshot!(alone("name: demo"), @"
    bricep.yaml:1:1: error[BRC2003] missing-property: the spec has no `version` (add `version`: version of the spec language; it is 1)
        `name`
    ");
}

#[test]
fn the_name_has_a_grammar() {
    assert_snapshot!(alone("version: 1"), @"
    bricep.yaml:1:1: error[BRC2003] missing-property: the spec has no `name` (add `name`: name of the whole, part of the names of what is deployed)
        `version`
    ");
    assert_snapshot!(alone("version: 1\nname: Demo Spec"), @"
    bricep.yaml:2:7: error[BRC3012] invalid-name: `Demo Spec` is no name for a spec (begin with a lower-case letter; then lower-case letters, digits and `-`, with no `-` at the end)
        `Demo Spec` /name
    ");
    assert_snapshot!(alone("version: 1\nname: 9demo"), @"
    bricep.yaml:2:7: error[BRC3012] invalid-name: `9demo` is no name for a spec (begin with a lower-case letter; then lower-case letters, digits and `-`, with no `-` at the end)
        `9demo` /name
    ");
    assert_snapshot!(alone("version: 1\nname: ''"), @"
    bricep.yaml:2:7: error[BRC3012] invalid-name: the name of a spec is empty (begin with a lower-case letter; then lower-case letters, digits and `-`, with no `-` at the end)
        `''` /name
    ");
    assert_snapshot!(alone("version: 1\nname: ${var.x}"), @"
    bricep.yaml:2:7: error[BRC3012] invalid-name: `${var.x}` is no name for a spec (begin with a lower-case letter; then lower-case letters, digits and `-`, with no `-` at the end)
        `${var.x}` /name
    ");
    assert_snapshot!(alone("version: 1\nname: 12"), @r#"
    bricep.yaml:2:7: error[BRC2002] wrong-type: expected `name` to be text, found a number (put it in quotes: `"12"`) [fixable]
        `12` /name
    "#);
    assert_snapshot!(alone("version: 1\nname: null"), @"
    bricep.yaml:2:1: error[BRC2002] wrong-type: expected `name` to be text, found null (give it a value, or remove it)
        `name` /name
    ");
}

#[test]
fn sections_are_known_and_have_their_types() {
    assert_snapshot!(found("resurces: {}"), @"
    bricep.yaml:3:1: error[BRC2001] unknown-property: unknown property `resurces` of the spec (did you mean `resources`?) [fixable]
        `resurces` /resurces
    ");
    assert_snapshot!(found("resources: []"), @"
    bricep.yaml:3:12: error[BRC2002] wrong-type: expected `resources` to be a map, found a list
        `[]` /resources
    ");
    assert_snapshot!(found("resources: { clusters: 5 }"), @"
    bricep.yaml:3:24: error[BRC2002] wrong-type: expected `clusters` to be a map, found a number
        `5` /resources/clusters
    ");
    assert_snapshot!(found("resources: { clusters: { etl: 5 } }"), @"
    bricep.yaml:3:31: error[BRC2002] wrong-type: expected the cluster `etl` to be a map, found a number
        `5` /resources/clusters/etl
    ");
    assert_snapshot!(found("environments: { dev: [], prod: { mdoe: production } }"), @"
    bricep.yaml:3:22: error[BRC2002] wrong-type: expected `dev` to be a map, found a list
        `[]` /environments/dev
    bricep.yaml:3:34: error[BRC2001] unknown-property: unknown property `mdoe` in `prod` (did you mean `mode`?) [fixable]
        `mdoe` /environments/prod/mdoe
    ");
    assert_snapshot!(found("environments: { dev: { mode: test } }"), @"
    bricep.yaml:3:30: error[BRC2004] unknown-value: unknown value `test` of `mode` (the values are `development` and `production`)
        `test` /environments/dev/mode
    ");
    assert_snapshot!(found("environments: []"), @"
    bricep.yaml:3:15: error[BRC2002] wrong-type: expected `environments` to be a map, found a list
        `[]` /environments
    ");
    assert_snapshot!(found("variables: { a: 5 }"), @"
    bricep.yaml:3:17: error[BRC2002] wrong-type: expected `a` to be a map, found a number
        `5` /variables/a
    ");
    assert_snapshot!(found("outputs: { a: {} }\ninclude: x.yaml"), @r#"
    bricep.yaml:4:10: error[BRC2002] wrong-type: expected `include` to be a list, found text (make it a list: `["x.yaml"]`)
        `x.yaml` /include
    "#);
    assert_snapshot!(found("output: { templates: 5 }\npipelines: { gitlab: {} }"), @r#"
    bricep.yaml:3:22: error[BRC2002] wrong-type: expected `templates` to be text, found a number (put it in quotes: `"5"`) [fixable]
        `5` /output/templates
    bricep.yaml:4:14: error[BRC2001] unknown-property: unknown property `gitlab` in `pipelines` (did you mean `github`?)
        `gitlab` /pipelines/gitlab
    "#);
    silent(&[
        "",
        "resources:",
        "resources: {}",
        "resources: { clusters: }",
        "environments: { dev: , prod: {} }",
        "$schema: x",
        "output: { templates: out, pipelines: ci }\nazure: { location: westeurope, resource_group: rg }\n\
         pipelines: { azure_devops: { service_connection: sc, preview_service_connection: r } }",
    ]);
}

#[test]
fn folders_of_the_output_stay_inside() {
    assert_snapshot!(found("output: { templates: ../elsewhere }"), @"
    bricep.yaml:3:22: error[BRC1011] path-outside-project: `../elsewhere` leads out of the folder of the output (write it relative to the root of the output, which `--output` sets)
        `../elsewhere` /output/templates
    ");
    assert_snapshot!(found("output: { templates: /etc }"), @"
    bricep.yaml:3:22: error[BRC1011] path-outside-project: `/etc` is an absolute path (write it relative to the root of the output, which `--output` sets)
        `/etc` /output/templates
    ");
    assert_snapshot!(found("output: { pipelines: '${environment}' }"), @"
    bricep.yaml:3:22: error[BRC3016] misplaced-interpolation: `${environment}` is filled in, and all environments share one folder (write the folder out)
        `'${environment}'` /output/pipelines
    ");
}

#[test]
fn folders_of_the_output_have_plain_names() {
    assert_snapshot!(found("output: { templates: 'in fra', pipelines: 'a/-x' }"), @"
    bricep.yaml:3:22: error[BRC2006] pattern-mismatch: `in fra` does not fit `templates` (write the path of a folder with letters, digits, `.`, `_` and `-` alone)
        `'in fra'` /output/templates
    bricep.yaml:3:43: error[BRC2006] pattern-mismatch: `a/-x` does not fit `pipelines` (write the path of a folder with letters, digits, `.`, `_` and `-` alone)
        `'a/-x'` /output/pipelines
    ");
    assert_snapshot!(found("output: { templates: 'a$(id)' }"), @"
    bricep.yaml:3:22: error[BRC2006] pattern-mismatch: `a$(id)` does not fit `templates` (write the path of a folder with letters, digits, `.`, `_` and `-` alone)
        `'a$(id)'` /output/templates
    ");
    silent(&["output: { templates: deploy/infra-2.0_x/, pipelines: ./ci }"]);
}

#[test]
fn a_spec_is_a_map() {
    assert_snapshot!(alone("- version: 1"), @"
    bricep.yaml:1:1: error[BRC2002] wrong-type: a spec is a map of sections, and this is a list (begin with `version: 1` and `name: …`)
        `- version: 1`
    ");
    assert_snapshot!(alone("hello"), @"
    bricep.yaml:1:1: error[BRC2002] wrong-type: a spec is a map of sections, and this is text (begin with `version: 1` and `name: …`)
        `hello`
    ");
    assert_snapshot!(alone("# nothing\n"), @"
    bricep.yaml:1:1: error[BRC1012] empty-spec: `bricep.yaml` is empty (a spec begins with `version: 1` and `name: …`)
        ``
    ");
}

#[test]
fn interpolations_stand_where_they_are_filled_in() {
    assert_snapshot!(found("environments: { dev: { default: '${var.x}', include: ['${name}.yaml'] } }"), @"
    bricep.yaml:3:33: error[BRC2002] wrong-type: expected `default` to be `true` or `false`, found text
        `'${var.x}'` /environments/dev/default
    bricep.yaml:3:55: error[BRC3016] misplaced-interpolation: `include` takes no interpolation, and this is `${name}.yaml` (write the path out; `environments.<name>.include` includes for one environment)
        `'${name}.yaml'`
    ");
    assert_snapshot!(found("environments: { '${name}': {} }"), @"
    bricep.yaml:3:17: error[BRC3012] invalid-name: `${name}` is no name for an environment (begin with a lower-case letter; then lower-case letters, digits and `-`, with no `-` at the end, 16 characters at most)
        `'${name}'` /environments/${name}
    ");
    assert_snapshot!(found("variables: '${var.x}'"), @"
    bricep.yaml:3:12: error[BRC2002] wrong-type: expected `variables` to be a map, found text
        `'${var.x}'` /variables
    ");
    assert_snapshot!(found("variables: { x: '${var.y}' }"), @"
    bricep.yaml:3:17: error[BRC3016] misplaced-interpolation: `x` takes a map, and no interpolation (write the map out; its values may hold interpolations)
        `'${var.y}'` /variables/x
    ");
    assert_snapshot!(found("variables: { x: { description: 'in ${environment}', default: 1 } }\noutputs: { x: '${var.x}' }"), @"");
}

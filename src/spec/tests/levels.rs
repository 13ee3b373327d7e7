use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn warnings_are_ignored_or_taken_for_more() {
    let unused = "variables: { a: { default: x } }\n";
    silent(&[
        &format!("{unused}validate: {{ ignore: [BRC3022] }}"),
        &format!("{unused}validate: {{ ignore: [unused-variable] }}"),
    ]);
    assert_snapshot!(found(&format!("{unused}validate: {{ level: {{ unused-variable: error }} }}")), @"
    bricep.yaml:3:14: error[BRC3022] unused-variable: nothing uses the variable `a` (use it as `${var.a}`, or leave it out)
        `a` /variables/a
    ");
    assert_snapshot!(found(&format!("{unused}validate: {{ level: {{ BRC3022: info }} }}")), @"
    bricep.yaml:3:14: info[BRC3022] unused-variable: nothing uses the variable `a` (use it as `${var.a}`, or leave it out)
        `a` /variables/a
    ");
}

#[test]
fn one_environment_may_be_stricter() {
    assert_snapshot!(found("
        environments:
          dev:
          prod: { validate: { level: { server-filled-property: error } }, resources: { clusters: { etl: { state: RUNNING } } } }
        resources: { clusters: { etl: @cluster } }
    "), @"
    bricep.yaml:5:99: error[BRC2009] server-filled-property: only the server fills in `state` in environment `prod` (remove it) [fixable]
        `state` /environments/prod/resources/clusters/etl/state
    ");
}

#[test]
fn errors_are_always_reported() {
    assert_snapshot!(found("validate: { ignore: [BRC2001, XYZ8888, unused-varible], level: { BRC1002: info } }\nnope: 1"), @"
    bricep.yaml:3:22: error[BRC2004] unknown-value: `BRC2001` is an error, and errors are always reported (remove it; only warnings and notes can be changed)
        `BRC2001` /validate/ignore
    bricep.yaml:3:31: error[BRC2004] unknown-value: there is no code `XYZ8888` (name a code as findings do, such as `BRC3022` or `unused-variable`)
        `XYZ8888` /validate/ignore
    bricep.yaml:3:40: error[BRC2004] unknown-value: there is no code `unused-varible` (did you mean `unused-variable`?) [fixable]
        `unused-varible` /validate/ignore
    bricep.yaml:3:66: error[BRC2004] unknown-value: `BRC1002` is an error, and errors are always reported (remove it; only warnings and notes can be changed)
        `BRC1002` /validate/level/BRC1002
    bricep.yaml:4:1: error[BRC2001] unknown-property: unknown property `nope` of the spec
        `nope` /nope
    ");
    assert_snapshot!(found("validate: { ignore: all, level: { unused-variable: fatal } }"), @r#"
    bricep.yaml:3:21: error[BRC2002] wrong-type: expected `ignore` to be a list, found text (make it a list: `["all"]`)
        `all` /validate/ignore
    bricep.yaml:3:52: error[BRC2004] unknown-value: unknown value `fatal` of `unused-variable` (the values are `error`, `warning` and `info`)
        `fatal` /validate/level/unused-variable
    "#);
}

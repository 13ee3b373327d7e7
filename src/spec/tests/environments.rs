use insta::assert_snapshot;

use super::{Options, found, run, run_with, shown, silent, spec};

#[test]
fn names_have_a_grammar() {
    assert_snapshot!(found("environments: { Dev: {}, 1a: {}, a_b: {}, abcdefghijklmnopq: {}, '': {} }"), @"
    bricep.yaml:3:17: error[BRC3012] invalid-name: `Dev` is no name for an environment (begin with a lower-case letter; then lower-case letters, digits and `-`, with no `-` at the end, 16 characters at most)
        `Dev` /environments/Dev
    bricep.yaml:3:26: error[BRC3012] invalid-name: `1a` is no name for an environment (begin with a lower-case letter; then lower-case letters, digits and `-`, with no `-` at the end, 16 characters at most)
        `1a` /environments/1a
    bricep.yaml:3:34: error[BRC3012] invalid-name: `a_b` is no name for an environment (begin with a lower-case letter; then lower-case letters, digits and `-`, with no `-` at the end, 16 characters at most)
        `a_b` /environments/a_b
    bricep.yaml:3:43: error[BRC3012] invalid-name: `abcdefghijklmnopq` is no name for an environment (begin with a lower-case letter; then lower-case letters, digits and `-`, with no `-` at the end, 16 characters at most)
        `abcdefghijklmnopq` /environments/abcdefghijklmnopq
    bricep.yaml:3:66: error[BRC3012] invalid-name: the name of an environment is empty (begin with a lower-case letter; then lower-case letters, digits and `-`, with no `-` at the end, 16 characters at most)
        `''` /environments/
    ");
    assert_snapshot!(found("environments: { dev-: {}, d: {} }"), @"
    bricep.yaml:3:17: error[BRC3012] invalid-name: `dev-` is no name for an environment (begin with a lower-case letter; then lower-case letters, digits and `-`, with no `-` at the end, 16 characters at most)
        `dev-` /environments/dev-
    ");
    silent(&["environments: { d: {}, a-b: {}, abcdefghijklmnop: {}, qa2: {} }"]);
}

#[test]
fn the_name_with_the_longest_environment_has_forty_characters() {
    let long = |name: &str| {
        super::findings(&[(
            "bricep.yaml",
            &format!("version: 1\nname: {name}\nenvironments: {{ dev: , staging: }}"),
        )])
    };
    assert_snapshot!(long(&"a".repeat(33)), @"
    bricep.yaml:2:7: error[BRC3012] invalid-name: `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-staging` has 41 characters, and 40 is the most (Azure resources carry both names; shorten `name` or the environment's)
        `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa` /name
        bricep.yaml:3:24: the longest environment: `staging`
    ");
    assert_eq!(long(&"a".repeat(32)), "");
}

#[test]
fn one_environment_is_the_default() {
    assert_snapshot!(found("environments: { a: { default: true }, b: { default: false }, c: { default: true }, d: { default: true } }"), @"
    bricep.yaml:3:76: error[BRC3019] several-defaults: `c` is a second default environment (only one environment is the default)
        `true` /environments/c/default
        bricep.yaml:3:31: the first: `true`
    bricep.yaml:3:98: error[BRC3019] several-defaults: `d` is a second default environment (only one environment is the default)
        `true` /environments/d/default
        bricep.yaml:3:31: the first: `true`
    ");
    let default = |body: &str| run(&[("bricep.yaml", &spec(body))]).model.unwrap().default_environment;
    assert_eq!(default("environments: { a: {}, b: { default: true } }"), 1);
    assert_eq!(default("environments: { a: {}, b: {} }"), 0);
    assert_eq!(default(""), 0);
}

#[test]
fn modes_follow_names_unless_set() {
    let checked = run(&[("bricep.yaml", &spec("
        environments: { dev: , prod: , production: , live: , productive: , prod-eu: { mode: production }, sandbox: { mode: development } }
    "))]);
    let modes = checked.model.unwrap().environments;
    let modes: Vec<String> = modes
        .iter()
        .map(|environment| format!("{} {}", environment.name, environment.mode.as_str()))
        .collect();
    assert_snapshot!(modes.join("\n"), @"
    dev development
    prod production
    production production
    live production
    productive development
    prod-eu production
    sandbox development
    ");
}

#[test]
fn one_environment_is_looked_at_alone() {
    let body = spec(
        "
        environments:
          dev: { resources: { clusters: { etl: { num_wrkers: 1 } } } }
          prod: { resources: { clusters: { etl: { autoscale: x } } } }
        resources: { clusters: { etl: @cluster } }
    ",
    );
    let ask = |name: &str| {
        let options = Options { environment: Some(name.into()), ..Options::default() };
        shown(&run_with(&[("bricep.yaml", &body)], &options))
    };
    assert_snapshot!(ask("dev"), @"
    bricep.yaml:4:42: error[BRC2001] unknown-property: unknown property `num_wrkers` of a cluster in environment `dev` (did you mean `num_workers`?) [fixable]
        `num_wrkers` /environments/dev/resources/clusters/etl/num_wrkers
    ");
    assert_snapshot!(ask("prod"), @"
    bricep.yaml:5:43: error[BRC2010] conflicting-properties: `num_workers` and `autoscale` exclude each other in environment `prod` (keep one of them)
        `autoscale` /environments/prod/resources/clusters/etl
        bricep.yaml:6:98: `num_workers` stands here: `num_workers`
        bricep.yaml:5:41: also set here: `{ autoscale: x }`
    bricep.yaml:5:54: error[BRC2002] wrong-type: expected `autoscale` to be a map, found text in environment `prod`
        `x` /environments/prod/resources/clusters/etl/autoscale
    ");
}

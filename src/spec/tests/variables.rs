use insta::assert_snapshot;

use super::{Options, found, json, run, run_with, shown, silent, spec};
use crate::spec::{Given, Giver};

/// Findings about variables that all are used.
fn declared(variables: &str) -> String {
    found(&format!("{variables}\noutputs: {{ o: '${{var.a}}' }}"))
}

#[test]
fn declarations_do_not_contradict_themselves() {
    assert_snapshot!(declared("variables: { a: { type: string, minimum: 1, maximum: 2 } }"), @"
    bricep.yaml:3:42: error[BRC3010] invalid-variable: `minimum` has no meaning for `a`, which is no number (leave it out, or set `type: integer`)
        `1` /variables/a/minimum
    bricep.yaml:3:54: error[BRC3010] invalid-variable: `maximum` has no meaning for `a`, which is no number (leave it out, or set `type: integer`)
        `2` /variables/a/maximum
    ");
    assert_snapshot!(declared("variables: { a: { default: 5, pattern: x } }"), @"
    bricep.yaml:3:40: error[BRC3010] invalid-variable: `pattern` has no meaning for `a`, which is no text (leave it out, or set `type: string`)
        `x` /variables/a/pattern
    ");
    assert_snapshot!(declared("variables: { a: { default: 5, items: string } }"), @"
    bricep.yaml:3:38: error[BRC3010] invalid-variable: `items` has no meaning for `a`, which is neither list nor map (leave it out, or set `type: list`)
        `string` /variables/a/items
    ");
    assert_snapshot!(declared("variables: { a: { default: [x], allowed: [[x]] } }"), @"
    bricep.yaml:3:42: error[BRC3010] invalid-variable: `allowed` has no meaning for `a`, which is a list or map (leave it out)
        `[[x]]` /variables/a/allowed
    ");
    assert_snapshot!(declared("variables: { a: { default: 5, minimum: 9, maximum: 1 } }"), @"
    bricep.yaml:3:40: error[BRC3010] invalid-variable: `minimum` of `a` is greater than its `maximum` (swap the two)
        `9` /variables/a/minimum
    ");
    assert_snapshot!(declared("variables: { a: { default: x, pattern: '(' } }"), @"
    bricep.yaml:3:40: error[BRC3010] invalid-variable: `pattern` of `a` is no regular expression (unclosed group)
        `'('` /variables/a/pattern
    ");
    assert_snapshot!(declared("variables: { a: { type: integer, allowed: [1, x] } }"), @"
    bricep.yaml:3:47: error[BRC3008] invalid-variable-value: `a` is a whole number, and this is text
        `x` /variables/a/allowed
        bricep.yaml:3:14: the variable: `a`
    ");
    assert_snapshot!(declared("variables: { a: { tpye: integer, default: 1 } }"), @"
    bricep.yaml:3:19: error[BRC2001] unknown-property: unknown property `tpye` in `a` (did you mean `type`?) [fixable]
        `tpye` /variables/a/tpye
    ");
}

#[test]
fn defaults_fit_their_variables() {
    assert_snapshot!(declared("variables: { a: { type: integer, default: 1.5 } }"), @"
    bricep.yaml:3:43: error[BRC3008] invalid-variable-value: `a` is a whole number, and this is a decimal number (for decimals, set `type: number`)
        `1.5` /variables/a/default
        bricep.yaml:3:14: the variable: `a`
    ");
    assert_snapshot!(declared("variables: { a: { type: string, default: 5 } }"), @r#"
    bricep.yaml:3:42: error[BRC3008] invalid-variable-value: `a` is text, and this is a number (put it in quotes: "5")
        `5` /variables/a/default
        bricep.yaml:3:14: the variable: `a`
    "#);
    assert_snapshot!(declared("variables: { a: { type: boolean, default: 'yes' } }"), @"
    bricep.yaml:3:43: error[BRC3008] invalid-variable-value: `a` is `true` or `false`, and this is text (write `true` or `false`, without quotes)
        `'yes'` /variables/a/default
        bricep.yaml:3:14: the variable: `a`
    ");
    assert_snapshot!(declared("variables: { a: { default: 5, maximum: 4 } }"), @"
    bricep.yaml:3:28: error[BRC3008] invalid-variable-value: `5` is more than `4`, the maximum of `a`
        `5` /variables/a/default
        bricep.yaml:3:40: the maximum: `4`
    ");
    assert_snapshot!(declared("variables: { a: { default: 5, minimum: 6 } }"), @"
    bricep.yaml:3:28: error[BRC3008] invalid-variable-value: `5` is less than `6`, the minimum of `a`
        `5` /variables/a/default
        bricep.yaml:3:40: the minimum: `6`
    ");
    assert_snapshot!(declared("variables: { a: { default: smal, allowed: [small, large] } }"), @"
    bricep.yaml:3:28: error[BRC3008] invalid-variable-value: `smal` is not allowed for `a` (did you mean `small`? Allowed are `small`, `large`)
        `smal` /variables/a/default
    ");
    assert_snapshot!(declared("variables: { a: { default: x1, pattern: '^[a-z]+$' } }"), @"
    bricep.yaml:3:28: error[BRC3008] invalid-variable-value: `x1` does not match the pattern of `a` (the pattern is `^[a-z]+$`)
        `x1` /variables/a/default
    ");
    assert_snapshot!(declared("variables: { a: { type: list, items: integer, default: [1, x] } }"), @"
    bricep.yaml:3:60: error[BRC3008] invalid-variable-value: `a` is a list of whole numbers, and this element is text
        `x` /variables/a/default
        bricep.yaml:3:14: the variable: `a`
    ");
    silent(&["
        variables:
          a: { default: 5, minimum: 5, maximum: 5 }
          b: { default: small, allowed: [small, large] }
          c: { default: x, pattern: '^[a-z]+$' }
          d: { type: number, default: 5 }
          e: { type: list, items: integer, default: [] }
          f: { type: list, default: [{ x: 1 }] }
          g: { type: string, default: }
        outputs: { o: '${var.a}${var.b}${var.c}${var.d}', e: '${var.e}', f: '${var.f}', g: '${var.g}' }
    "]);
}

#[test]
fn types_are_inferred() {
    let checked = run(&[(
        "bricep.yaml",
        &spec(
            "
        variables:
          text: { default: x }
          whole: { default: 1 }
          number: { default: 1.0 }
          large: { default: 123456789012345678901234567890 }
          truth: { default: false }
          texts: { default: [a, b] }
          numbers: { default: [1, 2] }
          empty: { default: [] }
          map: { default: { a: true } }
          none: { default: {} }
          mixed: { default: [1, a] }
          deep: { default: { a: { b: 1 } } }
          nothing: {}
          allowed: { allowed: [1, 2] }
          given: { type: map }
          listed: { type: list, items: boolean }
          set: {}
        environments: { dev: { variables: { set: 5 } } }
    ",
        ),
    )]);
    let types = checked.model.unwrap().variables;
    let types: Vec<String> =
        types.values().map(|variable| format!("{} {:?}", variable.name, variable.r#type)).collect();
    assert_snapshot!(types.join("\n"), @"
    text String
    whole Integer
    number Number
    large Number
    truth Boolean
    texts List(String)
    numbers List(Integer)
    empty List(String)
    map Map(Boolean)
    none Map(String)
    mixed Json
    deep Json
    nothing String
    allowed Integer
    given Map(String)
    listed List(Boolean)
    set Integer
    ");
}

#[test]
fn environments_set_what_is_declared() {
    assert_snapshot!(found("
        variables: { node_type: { default: x } }
        environments: { dev: { variables: { node_typ: y, other: z } } }
        outputs: { o: '${var.node_type}' }
    "), @"
    bricep.yaml:4:37: error[BRC3003] unknown-variable: the environment `dev` sets the variable `node_typ`, which is not declared (did you mean `node_type`?)
        `node_typ` /environments/dev/variables/node_typ
    bricep.yaml:4:50: error[BRC3003] unknown-variable: the environment `dev` sets the variable `other`, which is not declared (declare it: `variables: { other: { description: … } }`)
        `other` /environments/dev/variables/other
    ");
    assert_snapshot!(found("
        variables: { a: { type: integer, maximum: 3 } }
        environments: { dev: { variables: { a: 5 } }, prod: { variables: { a: [1] } } }
        outputs: { o: '${var.a}' }
    "), @"
    bricep.yaml:4:40: error[BRC3008] invalid-variable-value: `5` is more than `3`, the maximum of `a`
        `5` /environments/dev/variables/a
        bricep.yaml:3:43: the maximum: `3`
    bricep.yaml:4:71: error[BRC3008] invalid-variable-value: `a` is a whole number, and this is a list
        `[1]` /environments/prod/variables/a
        bricep.yaml:3:14: the variable: `a`
    ");
}

#[test]
fn a_value_is_there_in_all_environments_or_in_none() {
    assert_snapshot!(found("
        variables: { a: {} }
        environments: { dev: { variables: { a: x } }, test: , prod: }
        outputs: { o: '${var.a}' }
    "), @"
    bricep.yaml:3:14: error[BRC3009] missing-variable-value: the variable `a` has no value in environment `test` (give it a `default`, or a value in every environment, or in none)
        `a` /variables/a
        bricep.yaml:4:40: its value in `dev`: `x`
    ");
    silent(&["
        variables: { a: {}, b: { default: x } }
        environments: { dev: { variables: { b: y } }, test: , prod: }
        outputs: { o: '${var.a}${var.b}' }
    "]);
}

#[test]
fn what_null_means_in_an_environment() {
    assert_snapshot!(found("
        variables: { a: { default: x } }
        environments: { dev: { variables: { a: null } }, prod: }
        outputs: { o: '${var.a}' }
    "), @"
    bricep.yaml:4:40: error[BRC3008] invalid-variable-value: `a` is text, and this is null (leave the line out, so that the default counts)
        `null` /environments/dev/variables/a
        bricep.yaml:3:14: the variable: `a`
    ");
}

#[test]
fn values_are_known_before_anything_is_deployed() {
    assert_snapshot!(declared("variables: { a: { default: '${var.b} ${resources.clusters.x.id} ${nope} ${' }, b: { default: x } }"), @"
    bricep.yaml:3:29: error[BRC3016] misplaced-interpolation: `${var.b}` does not stand in the value of a variable (a value may hold `${name}` and `${environment}`; put the rest where the variable is used)
        `${var.b}` /variables/a/default
    bricep.yaml:3:38: error[BRC3016] misplaced-interpolation: `${resources.clusters.x.id}` does not stand in the value of a variable (a value may hold `${name}` and `${environment}`; put the rest where the variable is used)
        `${resources.clusters.x.id}` /variables/a/default
    bricep.yaml:3:65: error[BRC3002] unknown-interpolation: `${nope}` names nothing that bricep knows (a variable is `${var.nope}`; for a literal `${` write `$${`)
        `${nope}` /variables/a/default
    bricep.yaml:3:73: error[BRC3001] malformed-interpolation: `${` is not closed (close it with `}`; for a literal `${` write `$${`)
        `${` /variables/a/default
    ");
    assert_snapshot!(found("
        variables: { a: { default: x } }
        environments: { dev: { variables: { a: '${user}' } } }
        outputs: { o: '${var.a}' }
    "), @"
    bricep.yaml:4:41: error[BRC3016] misplaced-interpolation: `${user}` does not stand in the value of a variable (a value may hold `${name}` and `${environment}`; put the rest where the variable is used)
        `${user}` /environments/dev/variables/a
    ");
    let checked = run(&[(
        "bricep.yaml",
        &spec(
            "
        variables: { a: { default: '${name}-${environment}-$${x}' }, l: { default: ['${environment}'] } }
        environments: { dev: , prod: { variables: { a: '$${y}' } } }
        outputs: { o: '${var.a}', l: '${var.l}' }
    ",
        ),
    )]);
    assert_eq!(shown(&checked), "");
    let values = checked.model.unwrap().variables;
    let values: Vec<String> = values
        .values()
        .map(|variable| {
            let values: Vec<String> =
                variable.values.iter().flatten().map(|value| json(value).to_string()).collect();
            format!("{} {}", variable.name, values.join(" "))
        })
        .collect();
    assert_snapshot!(values.join("\n"), @r#"
    a "demo-dev-${x}" "${y}"
    l ["dev"] ["prod"]
    "#);
}

#[test]
fn unused_and_misspelt_names_are_reported() {
    assert_snapshot!(found("
        variables: { alert_email: { default: x }, 9lives: { default: y }, é: { default: z } }
        outputs: { o: '${var.alert_emial}', p: '${var.nothing_near}' }
    "), @"
    bricep.yaml:3:43: error[BRC3012] invalid-name: `9lives` is no name for a variable (begin with a letter or `_`; then letters, digits, `_` and `-`)
        `9lives` /variables/9lives
    bricep.yaml:3:43: warning[BRC3022] unused-variable: nothing uses the variable `9lives` (use it as `${var.9lives}`, or leave it out)
        `9lives` /variables/9lives
    bricep.yaml:3:67: error[BRC3012] invalid-name: `é` is no name for a variable (begin with a letter or `_`; then letters, digits, `_` and `-`)
        `é` /variables/é
    bricep.yaml:3:67: warning[BRC3022] unused-variable: nothing uses the variable `é` (use it as `${var.é}`, or leave it out)
        `é` /variables/é
    bricep.yaml:4:16: error[BRC3003] unknown-variable: the variable `alert_emial` is not declared (did you mean `${var.alert_email}`?)
        `${var.alert_emial}` /outputs/o
    bricep.yaml:4:41: error[BRC3003] unknown-variable: the variable `nothing_near` is not declared (declare it: `variables: { nothing_near: { description: … } }`)
        `${var.nothing_near}` /outputs/p
    ");
}

fn given(body: &str, values: &[(&str, &str)]) -> String {
    let given = values.iter().map(|(name, value)| Given {
        name: (*name).into(),
        value: (*value).into(),
        by: Giver::CommandLine,
    });
    let options = Options { given: given.collect(), ..Options::default() };
    let checked = run_with(&[("bricep.yaml", &spec(body))], &options);
    let found = shown(&checked);
    if !found.is_empty() {
        return found;
    }
    let values = checked.model.unwrap().given;
    values.iter().map(|(name, value)| format!("{name} = {}\n", json(value))).collect()
}

#[test]
fn values_from_outside_are_read_by_type() {
    let body = "
        variables:
          text: { default: x }
          whole: { default: 1, maximum: 9 }
          truth: { default: false }
          list: { default: [a] }
          map: { default: { a: 1 } }
          mixed: { default: [{ a: 1 }] }
        outputs: { o: '${var.text}${var.whole}${var.truth}', l: '${var.list}', m: '${var.map}', a: '${var.mixed}' }
    ";
    assert_snapshot!(given(body, &[("text", "${x}"), ("whole", "7"), ("truth", "true"), ("list", r#"["b"]"#), ("map", r#"{"b":2}"#), ("mixed", r#"{"c":[1.5,null]}"#), ("text", "last")]), @r#"
    whole = 7
    truth = true
    list = ["b"]
    map = {"b":2}
    mixed = {"c":[1.5,null]}
    text = "last"
    "#);
    assert_snapshot!(given(body, &[("whole", "seven"), ("truth", "yes"), ("list", "b"), ("txt", "x")]), @"
    bricep.yaml:2:7: error[BRC3003] unknown-variable: `--var` sets `txt`, which the spec does not declare (did you mean `text`?)
        `demo` 
    bricep.yaml:5:3: error[BRC3008] invalid-variable-value: `whole` is a whole number, and `--var` gives `seven`
        `whole` /variables/whole
    bricep.yaml:6:3: error[BRC3008] invalid-variable-value: `truth` is `true` or `false`, and `--var` gives `yes`
        `truth` /variables/truth
    bricep.yaml:7:3: error[BRC3008] invalid-variable-value: `list` is a list of texts, and `--var` gives `b`
        `list` /variables/list
    ");
    assert_snapshot!(given(body, &[("whole", "10"), ("list", "[1]")]), @"
    bricep.yaml:5:3: error[BRC3008] invalid-variable-value: `10` is more than `9`, the maximum of `whole`; `--var` gives it
        `whole` /variables/whole
        bricep.yaml:5:33: the maximum: `9`
    bricep.yaml:7:3: error[BRC3008] invalid-variable-value: `list` is a list of texts, and this element is a number; `--var` gives it
        `list` /variables/list
    ");
}

#[test]
fn a_value_from_outside_fills_a_gap() {
    let body = "
        variables: { a: {} }
        environments: { dev: { variables: { a: x } }, prod: }
        outputs: { o: '${var.a}' }
    ";
    assert_snapshot!(given(body, &[("a", "y")]), @r#"a = "y""#);
}

use serde_json::{Map, Value, json};

use super::{EvalError, Evaluator};

fn azure(name: &str, args: &[Value]) -> Option<Value> {
    (name == "resourceId").then(|| json!(format!("id of {}", args.len())))
}

fn variable(value: Value) -> Result<Value, EvalError> {
    let template = json!({
        "parameters": {
            "several": { "type": "array", "defaultValue": ["a", "b"] },
            "none": { "type": "string", "nullable": true },
        },
        "variables": { "it": value, "object": { "a": { "b": 1 } }, "again": "[variables('again')]" },
    });
    let none = Map::new();
    Evaluator::new(&template, &none, &azure).variable("it")
}

#[test]
fn functions() {
    let cases = [
        ("plain", json!("plain")),
        ("[[x]", json!("[x]")),
        ("[only at the start", json!("[only at the start")),
        ("[format('{{0}} it''s {0}', 'x')]", json!("{0} it's x")),
        ("[if(equals(length(parameters('several')), 2), 'two', variables('missing'))]", json!("two")),
        ("[coalesce(parameters('none'), 'else')]", json!("else")),
        ("[tryGet(variables('object'), 'a', 'b')]", json!(1)),
        ("[tryGet(variables('object'), 'x', 'b')]", json!(null)),
        ("[variables('object').a['b']]", json!(1)),
        (
            "[union(createObject('a', 1), createObject('b', createArray(true(), null())))]",
            json!({"a": 1, "b": [true, null]}),
        ),
        ("[concat(createArray(1), createArray(-2))]", json!([1, -2])),
        ("[join(map(parameters('several'), lambda('x', toUpper(lambdaVariables('x')))), ',')]", json!("A,B")),
        ("[take(last(split('a/bcd', '/')), 2)]", json!("bc")),
        ("[json('9007199254740993')]", json!(9_007_199_254_740_993_i64)),
        ("[and(contains(parameters('several'), 'a'), not(empty('x')))]", json!(true)),
        ("[resourceId('t', 'n')]", json!("id of 2")),
        ("[add(range(2, 3)[1], sub(0, 1))]", json!(2)),
    ];
    for (code, expected) in cases {
        assert_eq!(variable(json!(code)), Ok(expected), "{code}");
    }
}

#[test]
fn what_has_no_value() {
    assert!(matches!(variable(json!("[format('{0}'")), Ok(Value::String(_))));
    assert!(matches!(variable(json!("[format('{0}')]")), Err(EvalError::Function(..))));
    assert!(matches!(variable(json!("[nothing()]")), Err(EvalError::Function(..))));
    assert!(matches!(variable(json!("[format(]")), Err(EvalError::Syntax(_))));
    assert!(matches!(variable(json!("[variables('again')]")), Err(EvalError::Cycle(_))));
    assert!(matches!(variable(json!("[parameters('x')]")), Err(EvalError::Missing(_))));
}

#[test]
fn loops_and_conditions() {
    let template = json!({
        "parameters": { "names": { "type": "array" } },
        "resources": {
            "there": { "existing": true, "type": "T", "name": "x" },
            "each": {
                "copy": { "name": "each", "count": "[length(parameters('names'))]" },
                "condition": "[not(equals(parameters('names')[copyIndex()], 'b'))]",
                "type": "T",
                "name": "[parameters('names')[copyIndex()]]",
                "properties": {
                    "copy": [{ "name": "list", "count": 2, "input": "[format('{0}{1}', copyIndex(), copyIndex('list'))]" }],
                },
            },
        },
        "outputs": {
            "upper": { "type": "array", "copy": { "count": 3, "input": "[toUpper(parameters('names')[copyIndex()])]" } },
        },
    });
    let parameters = json!({ "names": ["a", "b", "c"] });
    let parameters = parameters.as_object().unwrap();
    let evaluator = Evaluator::new(&template, parameters, &azure);
    let deployed: Vec<(String, Value)> =
        evaluator.resources().unwrap().into_iter().map(|one| (one.symbol, one.body)).collect();
    assert_eq!(
        deployed,
        [
            (
                "each[0]".to_owned(),
                json!({ "type": "T", "name": "a", "properties": { "list": ["00", "01"] } })
            ),
            (
                "each[2]".to_owned(),
                json!({ "type": "T", "name": "c", "properties": { "list": ["20", "21"] } })
            ),
        ]
    );
    assert_eq!(Value::Object(evaluator.outputs().unwrap()), json!({ "upper": ["A", "B", "C"] }));
}

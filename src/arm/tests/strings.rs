//! Any text comes through both printers exactly.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::arm::eval::Evaluator;
use crate::arm::print::{bicep, json};
use crate::arm::*;

/// Text with what is special to Bicep, to ARM or to neither.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("'".to_owned()),
        Just("''".to_owned()),
        Just("${".to_owned()),
        Just("$".to_owned()),
        Just("\\".to_owned()),
        Just("[".to_owned()),
        Just("]".to_owned()),
        Just("{0}".to_owned()),
        Just("{{".to_owned()),
        Just("}".to_owned()),
        Just("\r\n\t".to_owned()),
        any::<char>().prop_map(String::from),
        "[a-z ]{1,4}",
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// The text between the first two single quotes of a line of Bicep: what the language says, read anew.
fn read(line: &str) -> String {
    let mut chars = line.chars().skip_while(|char| *char != '\'').skip(1).peekable();
    let mut text = String::new();
    loop {
        match chars.next().expect("a closing quote") {
            '\'' => return text,
            '\\' => match chars.next().expect("an escape") {
                'n' => text.push('\n'),
                'r' => text.push('\r'),
                't' => text.push('\t'),
                'u' => {
                    assert_eq!(chars.next(), Some('{'));
                    let digits: String = chars.by_ref().take_while(|char| *char != '}').collect();
                    let number = u32::from_str_radix(&digits, 16).unwrap();
                    text.push(char::from_u32(number).unwrap());
                }
                other @ ('\\' | '\'' | '$') => text.push(other),
                other => panic!("no escape: {other}"),
            },
            '$' if chars.peek() == Some(&'{') => panic!("a value opens: {line}"),
            '\n' | '\r' => panic!("a string ends in its line"),
            other => text.push(other),
        }
    }
}

/// What ARM makes of the variable `it`.
fn evaluate(template: &Template) -> Value {
    let lowered = json::lower(template, &json::Generator::default()).unwrap();
    let written: Value = serde_json::from_str(&json::text(&lowered)).unwrap();
    let none = Map::new();
    Evaluator::new(&written, &none, &|_, _| None).variable("it").unwrap()
}

proptest! {
    #[test]
    fn literals(text in any_text()) {
        let template = Template::new("main.bicep").with(Variable::new("it", text.as_str()));
        let printed = bicep::print(&template).unwrap();
        prop_assert_eq!(read(&printed), text.as_str());
        prop_assert_eq!(evaluate(&template), json!(text));
    }

    #[test]
    fn around_a_value(before in any_text(), inside in any_text(), after in any_text()) {
        let value = interpolate([before.as_str().into(), sym("inner").into(), after.as_str().into()]);
        let template = Template::new("main.bicep")
            .with(Variable::new("inner", inside.as_str()))
            .with(Variable::new("it", value));
        prop_assert_eq!(evaluate(&template), json!(format!("{before}{inside}{after}")));
    }

    #[test]
    fn inside_of_an_expression(text in any_text(), key in any_text()) {
        let object = Object::new().with(key.as_str(), text.as_str());
        let template = Template::new("main.bicep")
            .with(Variable::new("it", call("union", [Object::new(), object])));
        let mut expected = Map::new();
        expected.insert(key, json!(text));
        prop_assert_eq!(evaluate(&template), Value::Object(expected));
    }

    #[test]
    fn keys(text in any_text()) {
        let template = Template::new("main.bicep")
            .with(Variable::new("it", Object::new().with(text.as_str(), 1_i64)));
        let mut expected = Map::new();
        expected.insert(text, json!(1));
        prop_assert_eq!(evaluate(&template), Value::Object(expected));
    }

    #[test]
    fn whole_numbers(number in any::<i64>()) {
        let template = Template::new("main.bicep").with(Variable::new("it", number));
        prop_assert_eq!(evaluate(&template), json!(number));
        let template = Template::new("main.bicep").with(Variable::new("it", call("createArray", [number])));
        prop_assert_eq!(evaluate(&template), json!([number]));
    }
}

//! Parameter files, read back by a strict reader of the forms that are written: the grammars of others stop at `.bicep`.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{EVERYTHING, HALVES, compile, project, routes, text};
use crate::arm::BicepParam;
use crate::arm::print::bicep;

/// The value of a parameter.
#[derive(Debug, PartialEq)]
enum Value {
    Text(String),
    /// `readEnvironmentVariable(name, default)`
    Environment(String, String),
    /// `json(value)`
    Json(Box<Value>),
    /// `any(value)`
    Any(Box<Value>),
}

#[derive(Debug)]
struct File {
    using: String,
    params: BTreeMap<String, Value>,
}

/// What is left of a line.
struct Reader<'t>(&'t str);

impl Reader<'_> {
    fn takes(&mut self, expected: &str) -> bool {
        let rest = self.0.strip_prefix(expected);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn expect(&mut self, expected: &str) -> Result<(), String> {
        if self.takes(expected) { Ok(()) } else { Err(format!("{expected} is expected before {}", self.0)) }
    }

    fn name(&mut self) -> Result<String, String> {
        let end =
            self.0.find(|char: char| !char.is_ascii_alphanumeric() && char != '_').unwrap_or(self.0.len());
        let (name, rest) = self.0.split_at(end);
        self.0 = rest;
        if name.is_empty() || name.starts_with(|char: char| char.is_ascii_digit()) {
            return Err(format!("a name is expected before {rest}"));
        }
        Ok(name.to_owned())
    }

    fn char(&mut self) -> Result<char, String> {
        let char = self.0.chars().next().ok_or("the line ends too early")?;
        self.0 = &self.0[char.len_utf8()..];
        Ok(char)
    }

    fn value(&mut self) -> Result<Value, String> {
        for (function, of) in [("json(", Value::Json as fn(_) -> _), ("any(", Value::Any)] {
            if self.takes(function) {
                let value = self.value()?;
                self.expect(")")?;
                return Ok(of(Box::new(value)));
            }
        }
        if self.takes("readEnvironmentVariable(") {
            let name = self.text()?;
            self.expect(", ")?;
            let default = self.text()?;
            self.expect(")")?;
            return Ok(Value::Environment(name, default));
        }
        let mut text = String::new();
        self.expect("'")?;
        loop {
            match self.char()? {
                '\'' => return Ok(Value::Text(text)),
                '$' if self.0.starts_with('{') => return Err("a value stands in a text".to_owned()),
                '\\' => text.push(self.escaped()?),
                char if char.is_control() => return Err(format!("{char:?} stands in a text")),
                char => text.push(char),
            }
        }
    }

    fn text(&mut self) -> Result<String, String> {
        match self.value()? {
            Value::Text(text) => Ok(text),
            other => Err(format!("a text is expected, not {other:?}")),
        }
    }

    fn escaped(&mut self) -> Result<char, String> {
        Ok(match self.char()? {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            char @ ('\\' | '\'' | '$') => char,
            'u' => {
                self.expect("{")?;
                let (digits, rest) =
                    self.0.split_once('}').ok_or("the number of a character does not end")?;
                self.0 = rest;
                let number = u32::from_str_radix(digits, 16).map_err(|error| error.to_string())?;
                char::from_u32(number).ok_or("no such character")?
            }
            char => return Err(format!("\\{char} is no escape")),
        })
    }
}

fn read(file: &str) -> Result<File, String> {
    let mut lines = file.lines().skip_while(|line| line.starts_with("// ")).peekable();
    let mut first = Reader(lines.next().ok_or("nothing is used")?);
    first.expect("using ")?;
    let mut read = File { using: first.text()?, params: BTreeMap::new() };
    let mut statements = vec![first];
    for line in lines.filter(|line| !line.is_empty()) {
        let mut line = Reader(line);
        line.expect("param ")?;
        let name = line.name()?;
        line.expect(" = ")?;
        if read.params.insert(name.clone(), line.value()?).is_some() {
            return Err(format!("{name} has two values"));
        }
        statements.push(line);
    }
    match statements.iter().find(|statement| !statement.0.is_empty()) {
        Some(Reader(rest)) => Err(format!("{rest} is too much")),
        None => Ok(read),
    }
}

#[test]
fn parameter_files_read_back_as_their_json() {
    let mut count = 0;
    for (name, half) in HALVES {
        for route in routes(half) {
            let project = project(&format!("{EVERYTHING}\nazure: {half}\n"));
            let (_, _, files) = compile(&project, Some(route));
            for file in files.iter().filter(|file| file.path.ends_with(".bicepparam")) {
                let at = format!("{name} on {}: {}", route.as_str(), file.path);
                let read = read(&file.text).unwrap_or_else(|error| panic!("{at}: {error}"));
                let template = text(&files, &read.using);
                let json = text(&files, &file.path.replace(".bicepparam", ".parameters.json"));
                let json: serde_json::Value = serde_json::from_str(json).unwrap();
                let json = json["parameters"].as_object().unwrap();
                for (param, value) in &read.params {
                    assert!(
                        template.contains(&format!("\nparam {param} ")),
                        "{at}: main.bicep takes no {param}"
                    );
                    match value {
                        Value::Text(text) => assert_eq!(json[param]["value"], **text, "{at}"),
                        // Only a machine has it: the JSON leaves it to whoever deploys.
                        _ => assert!(!json.contains_key(param), "{at}"),
                    }
                }
                assert!(json.keys().all(|param| read.params.contains_key(param)), "{at}");
                count += 1;
            }
        }
    }
    assert!(count > 30, "{count} files were read");
}

#[test]
fn required_variables_come_from_the_environment() {
    let spec = "version: 1\nname: given\noutput: { templates: . }\nvariables:\n  word: { type: string }\n  \
                size: { type: string, allowed: [a, b] }\n  count: { type: integer }\nazure: { location: westeurope, \
                resource_group: rg, tags: { a: '${var.word}', b: '${var.size}', c: '${var.count}' } }\n";
    let (_, _, files) = compile(&project(spec), None);
    let read = read(text(&files, "dev.bicepparam")).unwrap();
    let environment =
        |name: &str, default: &str| Value::Environment(format!("BRICEP_VAR_{name}"), default.to_owned());
    assert_eq!(read.params["word"], environment("word", ""));
    assert_eq!(read.params["size"], Value::Any(Box::new(environment("size", ""))));
    assert_eq!(read.params["count"], Value::Json(Box::new(environment("count", "null"))));
}

#[test]
fn the_reader_is_strict() {
    let faults = [
        "param a = 'x'",
        "using main.bicep",
        "using 'main.bicep' 'b'",
        "using 'main.bicep'\nparam a = 'x",
        "using 'main.bicep'\nparam a = 'x' // y",
        "using 'main.bicep'\nparam a = x",
        "using 'main.bicep'\nparam a = '\\q'",
        "using 'main.bicep'\nparam a = '${b'",
        "using 'main.bicep'\nparam a = '${b}'",
        "using 'main.bicep'\nparam a = exec('b')",
        "using 'main.bicep'\nparam 1 = 'x'",
        "using 'main.bicep'\nparam a = 'x'\nparam a = 'y'",
        "using 'main.bicep'\nvar a = 'x'",
    ];
    for fault in faults {
        assert!(read(fault).is_err(), "{fault}");
    }
}

proptest! {
    #[test]
    fn any_text_stays_a_text(value in any::<String>()) {
        let file = BicepParam::new("main.bicep").header("One.\nTwo.").param("a", &*value);
        let read = read(&bicep::print_params(&file).unwrap()).unwrap();
        prop_assert_eq!(&read.params["a"], &Value::Text(value));
    }
}

//! The functions of ARM templates.

use serde_json::{Map, Value};

use super::{Around, EvalError, Evaluator};
use crate::arm::syntax::{Code, What};

type Evaluated = Result<Value, EvalError>;

impl Evaluator<'_> {
    /// The value of a call. Functions that do not need all of their arguments come first.
    pub(super) fn call(&self, name: &str, args: &[Code], around: &Around) -> Evaluated {
        match (name, args) {
            ("if", [condition, then, otherwise]) => {
                let branch = if self.flag(name, condition, around)? { then } else { otherwise };
                return self.code(branch, around);
            }
            ("and", _) => {
                for arg in args {
                    if !self.flag(name, arg, around)? {
                        return Ok(Value::Bool(false));
                    }
                }
                return Ok(Value::Bool(true));
            }
            ("or", _) => {
                for arg in args {
                    if self.flag(name, arg, around)? {
                        return Ok(Value::Bool(true));
                    }
                }
                return Ok(Value::Bool(false));
            }
            (
                "map" | "filter",
                [list, Code { what: What::Call { name: lambda, args: lambda_args, .. }, .. }],
            ) if lambda == "lambda" => {
                return self.each(name, list, lambda_args, around);
            }
            _ => {}
        }
        let args: Vec<Value> = args.iter().map(|arg| self.code(arg, around)).collect::<Result<_, _>>()?;
        match (name, args.as_slice()) {
            ("parameters", [Value::String(of)]) => self.parameter(of),
            ("variables", [Value::String(of)]) => self.variable(of),
            ("lambdaVariables", [Value::String(of)]) => {
                around.lambda.get(of).cloned().ok_or_else(|| EvalError::Missing(of.clone()))
            }
            ("copyIndex", []) => round(around, None),
            ("copyIndex", [Value::String(of)]) => round(around, Some(of)),
            _ => match (self.azure)(name, &args) {
                Some(value) => Ok(value),
                None => pure(name, &args),
            },
        }
    }

    fn flag(&self, function: &str, code: &Code, around: &Around) -> Result<bool, EvalError> {
        let value = self.code(code, around)?;
        value.as_bool().ok_or_else(|| refuse(function, std::slice::from_ref(&value)))
    }

    /// `map` and `filter`.
    fn each(&self, name: &str, list: &Code, lambda: &[Code], around: &Around) -> Evaluated {
        let list = self.code(list, around)?;
        let (Value::Array(items), [Code { what: What::Text(param), .. }, body]) = (&list, lambda) else {
            return Err(refuse(name, std::slice::from_ref(&list)));
        };
        let mut results = Vec::with_capacity(items.len());
        for item in items {
            let mut inner = around.clone();
            inner.lambda.insert(param.clone(), item.clone());
            let result = self.code(body, &inner)?;
            match (name, result.as_bool()) {
                ("map", _) => results.push(result),
                (_, Some(true)) => results.push(item.clone()),
                (_, Some(false)) => {}
                (_, None) => return Err(refuse(name, &[result])),
            }
        }
        Ok(Value::Array(results))
    }
}

/// The number of the round of the loop `name`, or of the one of the resource or output.
fn round(around: &Around, name: Option<&str>) -> Evaluated {
    let found = around.rounds.iter().rev().find(|(of, _)| of.as_deref() == name);
    found
        .map(|(_, round)| Value::from(*round))
        .ok_or_else(|| EvalError::Missing("round of a loop".to_owned()))
}

fn refuse(name: &str, args: &[Value]) -> EvalError {
    EvalError::Function(name.to_owned(), Value::from(args.to_vec()).to_string())
}

/// An element of an array or a property of an object, whose names know no case.
pub(super) fn get(of: &Value, step: &Value) -> Option<Value> {
    match (of, step) {
        (Value::Array(items), Value::Number(at)) => items.get(usize::try_from(at.as_u64()?).ok()?).cloned(),
        (Value::Object(object), Value::String(name)) => object
            .get(name)
            .or_else(|| object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value))
            .cloned(),
        _ => None,
    }
}

/// Functions of nothing but their arguments.
fn pure(name: &str, args: &[Value]) -> Evaluated {
    let refused = || refuse(name, args);
    Ok(match (name, args) {
        ("null", []) => Value::Null,
        ("true", []) => Value::Bool(true),
        ("false", []) => Value::Bool(false),
        ("format", [Value::String(pattern), rest @ ..]) => {
            Value::String(format(pattern, rest).ok_or_else(refused)?)
        }
        ("equals", [a, b]) => Value::Bool(a == b),
        ("not", [Value::Bool(flag)]) => Value::Bool(!flag),
        ("greater" | "greaterOrEquals" | "less" | "lessOrEquals", [Value::Number(a), Value::Number(b)]) => {
            let order = a.as_i64().ok_or_else(refused)?.cmp(&b.as_i64().ok_or_else(refused)?);
            Value::Bool(match name {
                "greater" => order.is_gt(),
                "greaterOrEquals" => order.is_ge(),
                "less" => order.is_lt(),
                _ => order.is_le(),
            })
        }
        ("add" | "sub" | "mul" | "div" | "mod", [Value::Number(a), Value::Number(b)]) => {
            let (a, b) = (a.as_i64().ok_or_else(refused)?, b.as_i64().ok_or_else(refused)?);
            let result = match name {
                "add" => a.checked_add(b),
                "sub" => a.checked_sub(b),
                "mul" => a.checked_mul(b),
                "div" => a.checked_div(b),
                _ => a.checked_rem(b),
            };
            Value::from(result.ok_or_else(refused)?)
        }
        ("coalesce", all) => all.iter().find(|value| !value.is_null()).cloned().unwrap_or_default(),
        ("tryGet", [of, path @ ..]) => {
            let mut value = of.clone();
            for step in path {
                match get(&value, step) {
                    Some(next) => value = next,
                    None => return Ok(Value::Null),
                }
            }
            value
        }
        ("createArray", items) => Value::Array(items.to_vec()),
        ("createObject", pairs) => {
            let mut object = Map::new();
            for pair in pairs.chunks(2) {
                let [Value::String(key), value] = pair else { return Err(refused()) };
                object.insert(key.clone(), value.clone());
            }
            Value::Object(object)
        }
        ("concat", all) if all.iter().all(Value::is_array) => {
            Value::Array(all.iter().filter_map(Value::as_array).flatten().cloned().collect())
        }
        ("concat", all) => {
            Value::String(all.iter().map(text).collect::<Option<String>>().ok_or_else(refused)?)
        }
        ("union", all) => all.iter().cloned().reduce(union).ok_or_else(refused)?,
        ("json", [Value::String(text)]) => serde_json::from_str(text).map_err(|_| refused())?,
        ("string", [value]) => Value::String(match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }),
        ("int", [Value::Number(number)]) => Value::Number(number.clone()),
        ("int", [Value::String(text)]) => Value::from(text.parse::<i64>().map_err(|_| refused())?),
        ("contains", [Value::Array(items), item]) => Value::Bool(items.contains(item)),
        ("contains", [Value::String(text), Value::String(part)]) => Value::Bool(text.contains(part.as_str())),
        ("contains", [object @ Value::Object(_), key]) => Value::Bool(get(object, key).is_some()),
        ("empty", [Value::Null]) => Value::Bool(true),
        ("empty", [value]) => Value::Bool(length(value).ok_or_else(refused)? == 0),
        ("length", [value]) => Value::from(length(value).ok_or_else(refused)?),
        ("first", [Value::Array(items)]) => items.first().cloned().unwrap_or_default(),
        ("last", [Value::Array(items)]) => items.last().cloned().unwrap_or_default(),
        ("range", [Value::Number(start), Value::Number(count)]) => {
            let (start, count) = (start.as_i64().ok_or_else(refused)?, count.as_i64().ok_or_else(refused)?);
            (start..start.saturating_add(count)).collect::<Vec<i64>>().into()
        }
        ("toLower", [Value::String(text)]) => Value::String(text.to_lowercase()),
        ("toUpper", [Value::String(text)]) => Value::String(text.to_uppercase()),
        ("join", [Value::Array(items), Value::String(separator)]) => {
            let items: Option<Vec<String>> = items.iter().map(text).collect();
            Value::String(items.ok_or_else(refused)?.join(separator))
        }
        ("split", [Value::String(text), Value::String(separator)]) => {
            text.split(separator.as_str()).collect::<Vec<_>>().into()
        }
        ("take", [value, Value::Number(count)]) => {
            let count = usize::try_from(count.as_i64().unwrap_or(0)).unwrap_or(0);
            match value {
                Value::String(text) => Value::String(text.chars().take(count).collect()),
                Value::Array(items) => Value::Array(items.iter().take(count).cloned().collect()),
                _ => return Err(refused()),
            }
        }
        _ => return Err(refused()),
    })
}

fn length(value: &Value) -> Option<usize> {
    match value {
        Value::String(text) => Some(text.chars().count()),
        Value::Array(items) => Some(items.len()),
        Value::Object(object) => Some(object.len()),
        _ => None,
    }
}

/// A value as `format`, `concat` and `join` write it.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(true) => Some("True".to_owned()),
        Value::Bool(false) => Some("False".to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null => Some(String::new()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// Later objects win, objects in them are merged; arrays keep each item once.
fn union(a: Value, b: Value) -> Value {
    match (a, b) {
        (Value::Object(mut a), Value::Object(b)) => {
            for (key, value) in b {
                let merged = match (a.shift_remove(&key), value) {
                    (Some(old @ Value::Object(_)), new @ Value::Object(_)) => union(old, new),
                    (_, new) => new,
                };
                a.insert(key, merged);
            }
            Value::Object(a)
        }
        (Value::Array(mut a), Value::Array(b)) => {
            for item in b {
                if !a.contains(&item) {
                    a.push(item);
                }
            }
            Value::Array(a)
        }
        (_, b) => b,
    }
}

/// Puts values into `{0}`, `{1}`…; doubled braces stand for one.
fn format(pattern: &str, args: &[Value]) -> Option<String> {
    let mut out = String::new();
    let mut chars = pattern.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '{' if chars.next_if_eq(&'{').is_some() => out.push('{'),
            '}' if chars.next_if_eq(&'}').is_some() => out.push('}'),
            '{' => {
                let mut number = String::new();
                while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                    number.push(digit);
                }
                chars.next_if_eq(&'}')?;
                out.push_str(&text(args.get(number.parse::<usize>().ok()?)?)?);
            }
            '}' => return None,
            other => out.push(other),
        }
    }
    Some(out)
}

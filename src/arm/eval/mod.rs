//! What an ARM template deploys for given parameters: a small evaluator of its expressions.
//!
//! It knows the functions that templates of this crate use. What only Azure knows (ids, references, unique strings)
//! the caller supplies.

mod functions;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::collections::HashMap;

use serde_json::{Map, Value};

use super::syntax::{Code, Said, SyntaxError, What, parse};

/// Why an expression has no value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EvalError {
    /// The text is no expression.
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
    /// A function that is not known, or gets arguments that it does not take.
    #[error("`{0}` does not take {1}")]
    Function(String, String),
    /// A parameter, variable or property that is not there.
    #[error("there is no {0}")]
    Missing(String),
    /// A variable that needs itself.
    #[error("variable `{0}` needs itself")]
    Cycle(String),
}

/// Values of functions that only Azure can evaluate, such as `reference` or `resourceId`; `None` when the function
/// is not known either.
pub type AzureFunctions<'a> = &'a dyn Fn(&str, &[Value]) -> Option<Value>;

/// A resource as it would be deployed.
#[derive(Clone, Debug, PartialEq)]
pub struct Deployed {
    /// Its symbol, or its position in a template without symbols; with the round (`x[0]`) when it is one of a loop.
    pub symbol: String,
    /// Its body: every expression evaluated, `copy` and `condition` gone. The template in a module's deployment stays
    /// as it is.
    pub body: Value,
}

/// Evaluates one template.
pub struct Evaluator<'a> {
    template: &'a Value,
    parameters: &'a Map<String, Value>,
    azure: AzureFunctions<'a>,
    variables: RefCell<HashMap<String, Option<Value>>>,
}

/// What is known around an expression.
#[derive(Clone, Default)]
struct Around {
    /// Rounds of the copy loops, the innermost last; resources' and outputs' have no name.
    rounds: Vec<(Option<String>, i64)>,
    lambda: HashMap<String, Value>,
}

impl Around {
    fn round(&self, name: Option<&str>, round: i64) -> Self {
        let mut around = self.clone();
        around.rounds.push((name.map(str::to_owned), round));
        around
    }
}

impl<'a> Evaluator<'a> {
    /// An evaluator of `template` for the given values of its parameters.
    pub fn new(template: &'a Value, parameters: &'a Map<String, Value>, azure: AzureFunctions<'a>) -> Self {
        Self { template, parameters, azure, variables: RefCell::default() }
    }

    /// The resources that are deployed, without those that exist already and those whose condition does not hold.
    ///
    /// # Errors
    ///
    /// An expression has no value.
    pub fn resources(&self) -> Result<Vec<Deployed>, EvalError> {
        let listed: Vec<(String, &Value)> = match self.template.get("resources") {
            Some(Value::Object(resources)) => {
                resources.iter().map(|(symbol, resource)| (symbol.clone(), resource)).collect()
            }
            Some(Value::Array(resources)) => {
                resources.iter().enumerate().map(|(at, resource)| (at.to_string(), resource)).collect()
            }
            _ => Vec::new(),
        };
        let mut deployed = Vec::new();
        for (symbol, resource) in listed {
            if resource.get("existing") == Some(&Value::Bool(true)) {
                continue;
            }
            let Some(copy) = resource.get("copy") else {
                self.deploy(symbol, resource, &Around::default(), &mut deployed)?;
                continue;
            };
            for round in 0..self.count(copy, &Around::default())? {
                let around = Around::default().round(None, round);
                self.deploy(format!("{symbol}[{round}]"), resource, &around, &mut deployed)?;
            }
        }
        Ok(deployed)
    }

    /// How often the loop of a resource is run; once for a resource without one.
    ///
    /// # Errors
    ///
    /// The count has no value.
    pub fn runs(&self, resource: &Value) -> Result<i64, EvalError> {
        resource.get("copy").map_or(Ok(1), |copy| self.count(copy, &Around::default()))
    }

    fn deploy(
        &self,
        symbol: String,
        resource: &Value,
        around: &Around,
        deployed: &mut Vec<Deployed>,
    ) -> Result<(), EvalError> {
        let mut body = resource.as_object().cloned().unwrap_or_default();
        body.shift_remove("copy");
        let condition = body.shift_remove("condition");
        if let Some(condition) = condition
            && self.value(&condition, around)? != Value::Bool(true)
        {
            return Ok(());
        }
        // A module's template is evaluated by its own deployment.
        let template = body
            .get_mut("properties")
            .and_then(Value::as_object_mut)
            .and_then(|properties| properties.shift_remove("template"));
        let mut body = self.value(&Value::Object(body), around)?;
        if let (Some(template), Some(properties)) =
            (template, body.get_mut("properties").and_then(Value::as_object_mut))
        {
            properties.insert("template".to_owned(), template);
        }
        deployed.push(Deployed { symbol, body });
        Ok(())
    }

    /// The values of the template's outputs by name.
    ///
    /// # Errors
    ///
    /// An expression has no value.
    pub fn outputs(&self) -> Result<Map<String, Value>, EvalError> {
        let mut outputs = Map::new();
        let Some(declared) = self.template.get("outputs").and_then(Value::as_object) else {
            return Ok(outputs);
        };
        for (name, output) in declared {
            let value = match (output.get("copy"), output.get("value")) {
                (Some(copy), _) => self.rounds(copy, None, &Around::default())?,
                (None, Some(value)) => self.value(value, &Around::default())?,
                (None, None) => return Err(EvalError::Missing(format!("value of output `{name}`"))),
            };
            outputs.insert(name.clone(), value);
        }
        Ok(outputs)
    }

    /// The value of a variable.
    ///
    /// # Errors
    ///
    /// There is none of that name, or its expression has no value.
    pub fn variable(&self, name: &str) -> Result<Value, EvalError> {
        match self.variables.borrow().get(name) {
            Some(Some(known)) => return Ok(known.clone()),
            Some(None) => return Err(EvalError::Cycle(name.to_owned())),
            None => {}
        }
        self.variables.borrow_mut().insert(name.to_owned(), None);
        let declared = self.template.get("variables").and_then(Value::as_object);
        let copies = declared.and_then(|all| all.get("copy")).and_then(Value::as_array);
        let copy = copies.and_then(|all| all.iter().find(|copy| copy.get("name") == Some(&name.into())));
        let value = match (copy, declared.and_then(|all| all.get(name))) {
            (Some(copy), _) => self.rounds(copy, Some(name), &Around::default())?,
            (None, Some(value)) => self.value(value, &Around::default())?,
            (None, None) => return Err(EvalError::Missing(format!("variable `{name}`"))),
        };
        self.variables.borrow_mut().insert(name.to_owned(), Some(value.clone()));
        Ok(value)
    }

    /// The value of a parameter: the given one, its default, or null when it may be absent.
    fn parameter(&self, name: &str) -> Result<Value, EvalError> {
        if let Some(given) = self.parameters.get(name) {
            return Ok(given.clone());
        }
        let declared = self.template.get("parameters").and_then(|all| all.get(name));
        let declared = declared.ok_or_else(|| EvalError::Missing(format!("parameter `{name}`")))?;
        match declared.get("defaultValue") {
            Some(default) => self.value(default, &Around::default()),
            None if declared.get("nullable") == Some(&Value::Bool(true)) => Ok(Value::Null),
            None => Err(EvalError::Missing(format!("value of parameter `{name}`"))),
        }
    }

    /// The number of rounds of a copy loop.
    fn count(&self, copy: &Value, around: &Around) -> Result<i64, EvalError> {
        let count = copy.get("count").ok_or_else(|| EvalError::Missing("count of a loop".to_owned()))?;
        let count = self.value(count, around)?;
        count.as_i64().ok_or_else(|| EvalError::Function("copy".to_owned(), count.to_string()))
    }

    /// The array that a copy loop gives.
    fn rounds(&self, copy: &Value, name: Option<&str>, around: &Around) -> Result<Value, EvalError> {
        let input = copy.get("input").ok_or_else(|| EvalError::Missing("input of a loop".to_owned()))?;
        let rounds = 0..self.count(copy, around)?;
        let values = rounds.map(|round| self.value(input, &around.round(name, round)));
        Ok(Value::Array(values.collect::<Result<_, _>>()?))
    }

    /// A JSON value with its expressions evaluated.
    fn value(&self, value: &Value, around: &Around) -> Result<Value, EvalError> {
        Ok(match value {
            Value::String(text) => match parse(text)? {
                Said::Text(text) => Value::String(text),
                Said::Code(code) => self.code(&code, around)?,
            },
            Value::Array(items) => {
                let items = items.iter().map(|item| self.value(item, around));
                Value::Array(items.collect::<Result<_, _>>()?)
            }
            Value::Object(object) => {
                let mut evaluated = Map::new();
                for (key, value) in object {
                    if let ("copy", Value::Array(copies)) = (key.as_str(), value) {
                        for copy in copies {
                            let name = copy.get("name").and_then(Value::as_str).unwrap_or_default();
                            evaluated.insert(name.to_owned(), self.rounds(copy, Some(name), around)?);
                        }
                        continue;
                    }
                    let key = match parse(key)? {
                        Said::Text(key) => key,
                        Said::Code(code) => match self.code(&code, around)? {
                            Value::String(key) => key,
                            other => return Err(EvalError::Missing(format!("property named {other}"))),
                        },
                    };
                    evaluated.insert(key, self.value(value, around)?);
                }
                Value::Object(evaluated)
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        })
    }

    fn code(&self, code: &Code, around: &Around) -> Result<Value, EvalError> {
        match &code.what {
            What::Text(text) => Ok(Value::String(text.clone())),
            What::Int(number) => Ok(Value::from(*number)),
            What::Call { name, args, path, .. } => {
                let mut value = self.call(name, args, around)?;
                for step in path {
                    let step = self.code(step, around)?;
                    value = functions::get(&value, &step)
                        .ok_or_else(|| EvalError::Missing(format!("{step} in {value}")))?;
                }
                Ok(value)
            }
        }
    }
}

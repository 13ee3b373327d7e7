//! `<environment>.bicepparam`, and the parameters JSON that says the same.
//!
//! A variable without any value is asked for at deployment. A parameters file of Bicep has to set every parameter
//! without a default, so it takes such a value from `BRICEP_VAR_<name>`, as the command line does; without it the
//! deployment is refused.

use super::half::Half;
use super::header;
use super::uses::params;
use super::variables::allowed_type;
use crate::arm::{BicepParam, Expr, Template, call};
use crate::model::{Type, Variable, parameter_name};
use crate::source::Data;

/// The parameters of an environment: its name, and the location that the spec gives.
pub(super) fn file(half: &Half<'_>, main: &Template, environment: usize) -> BicepParam {
    let declares = |name: &str| params(main).any(|param| param.name == name);
    let mut file = BicepParam::new(super::main::FILE).header(header(half.model()));
    if declares("environment") {
        file = file.param("environment", &*half.model().environments[environment].name);
    }
    if declares("location")
        && let Some(location) = half.at(environment, &["location"])
    {
        let filled = half.model().values(environment).fill(location);
        if let Data::String(text) = filled.data {
            file = file.param("location", &*text);
        }
    }
    file
}

/// The same with what whoever deploys has to give.
pub(super) fn with_required(half: &Half<'_>, main: &Template, file: BicepParam) -> BicepParam {
    let required = half.model().variables.values().filter(|variable| variable.is_required());
    required.fold(file, |file, variable| {
        let name = parameter_name(&variable.name);
        if params(main).any(|param| param.name == name) {
            file.param(name, from_environment(variable))
        } else {
            file
        }
    })
}

/// The value of a variable as the machine that compiles the parameters has it.
fn from_environment(variable: &Variable) -> Expr {
    let read = |default: &str| {
        call("readEnvironmentVariable", [format!("BRICEP_VAR_{}", variable.name), default.to_owned()])
    };
    match variable.r#type {
        // A text that is not given is no member of a type of certain texts, and the file has to compile without it.
        Type::String | Type::Number if allowed_type(variable).is_some() => call("any", [read("")]),
        Type::String | Type::Number | Type::Json => read(""),
        Type::Integer | Type::Boolean | Type::List(_) | Type::Map(_) => call("json", [read("null")]),
    }
}

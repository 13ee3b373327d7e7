//! The configuration set: what each environment sets, in `environments.bicep`.

use crate::arm::{Expr, Object, Variable, sym};

use super::lower::Lowering;
use super::lower::value_argument;
use crate::model::parameter_name;

/// Values by key, a row per environment.
#[derive(Debug)]
pub(super) struct Configuration {
    rows: Vec<Object>,
}

impl Configuration {
    /// Empty rows.
    pub(super) fn new(environments: usize) -> Self {
        Self { rows: vec![Object::new(); environments] }
    }

    /// Adds the value of a key in each environment; where there is none, the row lacks the key. Returns whether every
    /// row has it.
    pub(super) fn add(&mut self, key: &str, values: Vec<Option<Expr>>) -> bool {
        let complete = values.iter().all(Option::is_some);
        for (row, value) in self.rows.iter_mut().zip(values) {
            if let Some(value) = value {
                *row = std::mem::take(row).with(key, value);
            }
        }
        complete
    }

    /// Adds variables, sorted by the names of their parameters.
    pub(super) fn add_variables(&mut self, lowering: &Lowering<'_>, wanted: impl Fn(&str) -> bool) {
        let mut variables: Vec<_> = lowering
            .model()
            .variables
            .values()
            .map(|variable| (parameter_name(&variable.name), variable))
            .filter(|(parameter, _)| wanted(parameter))
            .collect();
        variables.sort_by(|(a, _), (b, _)| a.cmp(b));
        for (parameter, variable) in variables {
            let values = variable.values.iter().enumerate().map(|(at, value)| {
                value.as_ref().map(|value| value_argument(lowering, variable.r#type, value, at))
            });
            self.add(&parameter, values.collect());
        }
    }

    /// The rows in the order of the environments.
    pub(super) fn into_rows(self) -> Vec<Object> {
        self.rows
    }
}

/// The variable that every template reads the set through.
pub(super) fn variable() -> Variable {
    Variable::new("configuration", sym("environments").index(sym("environment")))
        .describe("What this environment sets.")
}

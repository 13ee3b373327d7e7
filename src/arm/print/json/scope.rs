//! Names that are known in a part of an expression only.

use super::code::Code;

/// Loop variables and lambda parameters around an expression, and the resource that it stands in.
#[derive(Clone, Default)]
pub(super) struct Scope {
    locals: Vec<(String, Code)>,
    /// The resource whose body holds the expression.
    pub(super) within: Option<usize>,
}

impl Scope {
    /// A scope inside of the resource `within`.
    pub(super) fn within(within: usize) -> Self {
        Self { within: Some(within), ..Self::default() }
    }

    /// What a name stands for here.
    pub(super) fn get(&self, name: &str) -> Option<&Code> {
        self.locals.iter().rev().find(|(local, _)| local == name).map(|(_, code)| code)
    }

    /// The scope with one more name.
    pub(super) fn with(&self, name: &str, code: Code) -> Self {
        let mut scope = self.clone();
        scope.locals.push((name.to_owned(), code));
        scope
    }
}

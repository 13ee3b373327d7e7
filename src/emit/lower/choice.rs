//! Values that differ by environment, as conditional expressions.

use super::{Lowering, Row};
use crate::arm::{Array, Expr, call, sym, ternary};
use crate::model::Model;
use crate::source::Node;

/// A value and the environments that have it.
pub(super) struct Choice<'a> {
    pub(super) value: Option<&'a Node>,
    pub(super) environments: Vec<usize>,
}

impl<'a> Choice<'a> {
    /// The distinct values of some rows, in the order of their first environment.
    pub(super) fn group(rows: &[Row<'a>]) -> Vec<Self> {
        let mut groups: Vec<Self> = Vec::new();
        for (at, node) in rows {
            let same = |group: &&mut Self| match (group.value, *node) {
                (None, None) => true,
                (Some(a), Some(b)) => std::ptr::eq(a, b) || a.same(b),
                _ => false,
            };
            match groups.iter_mut().find(same) {
                Some(group) => group.environments.push(*at),
                None => groups.push(Self { value: *node, environments: vec![*at] }),
            }
        }
        groups
    }
}

impl Lowering<'_> {
    /// `environment == 'prod' ? A : B`. What most environments have stands last; on a tie, what the first has.
    pub(super) fn choose(&self, mut branches: Vec<(Vec<usize>, Expr)>) -> Expr {
        let mut most = 0;
        for (at, (environments, _)) in branches.iter().enumerate() {
            if environments.len() > branches[most].0.len() {
                most = at;
            }
        }
        if branches.is_empty() {
            return Expr::Null;
        }
        let (_, otherwise) = branches.remove(most);
        branches.into_iter().rev().fold(otherwise, |otherwise, (environments, value)| {
            ternary(condition_of(self.model, &environments), value, otherwise)
        })
    }
}

impl Lowering<'_> {
    /// One expression for what a place holds in each environment.
    pub(in crate::emit) fn by_environment(&self, value: impl Fn(usize) -> Expr) -> Expr {
        self.by_environments(&self.everywhere(), value)
    }

    /// The same for some environments, where it is of no matter what the others get.
    pub(in crate::emit) fn by_environments(
        &self,
        environments: &[usize],
        value: impl Fn(usize) -> Expr,
    ) -> Expr {
        let mut branches: Vec<(Vec<usize>, Expr)> = Vec::new();
        for at in environments {
            let value = value(*at);
            match branches.iter_mut().find(|(_, known)| *known == value) {
                Some((environments, _)) => environments.push(*at),
                None => branches.push((vec![*at], value)),
            }
        }
        self.choose(branches)
    }
}

/// Whether the environment is one of some: `environment == 'prod'`, `contains(['dev', 'test'], environment)`.
pub(in crate::emit) fn condition_of(model: &Model, environments: &[usize]) -> Expr {
    let names: Vec<Expr> = environments.iter().map(|at| (&*model.environments[*at].name).into()).collect();
    match <[Expr; 1]>::try_from(names) {
        Ok([name]) => sym("environment").equals(name),
        Err(names) => call("contains", [Expr::from(Array::new(names).inline()), sym("environment")]),
    }
}

/// The condition of something that only some environments have; `None` for what all have.
pub(in crate::emit) fn condition_on(model: &Model, environments: &[usize]) -> Option<Expr> {
    let absent: Vec<usize> = (0..model.environments.len()).filter(|at| !environments.contains(at)).collect();
    match absent.as_slice() {
        [] => None,
        [one] => Some(sym("environment").not_equals(&*model.environments[*one].name)),
        _ => Some(condition_of(model, environments)),
    }
}

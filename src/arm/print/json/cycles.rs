//! Declarations whose lowering would never end.

use std::collections::HashMap;

use super::context::names;
use super::symbols::{Symbol, Symbols};
use crate::arm::{Expr, Fault};

/// A declaration that lowering goes through when another one names it.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Step<'t> {
    Variable(&'t str),
    Resource(usize),
    Module(&'t str),
}

/// Fails when a variable, or the name, parent, scope, condition or loop of a resource or module, needs itself.
pub(super) fn check(symbols: &Symbols<'_>) -> Result<(), Fault> {
    let mut done = HashMap::new();
    for (name, symbol) in &symbols.values {
        if let Symbol::Variable(_) = symbol {
            visit(symbols, Step::Variable(name), &mut done)?;
        }
    }
    for module in &symbols.modules {
        visit(symbols, Step::Module(&module.symbol), &mut done)?;
    }
    (0..symbols.nodes.len()).try_for_each(|node| visit(symbols, Step::Resource(node), &mut done))
}

fn visit<'t>(symbols: &Symbols<'t>, step: Step<'t>, done: &mut HashMap<Step<'t>, bool>) -> Result<(), Fault> {
    match done.get(&step) {
        Some(true) => return Ok(()),
        Some(false) => return Err(Fault::Cycle(name(symbols, &step)?)),
        None => {}
    }
    done.insert(step.clone(), false);
    let (exprs, within): (Vec<&Expr>, Option<usize>) = match &step {
        Step::Variable(name) => match symbols.values.get(name) {
            Some(Symbol::Variable(variable)) => (vec![&variable.value], None),
            _ => (Vec::new(), None),
        },
        Step::Resource(node) => {
            let declared = symbols.at(*node)?;
            if let Some(outer) = declared.outer {
                visit(symbols, Step::Resource(outer), done)?;
            }
            let resource = declared.resource;
            let exprs = (resource.parent.iter().chain([&resource.name]).chain(&resource.scope))
                .chain(&resource.condition)
                .chain(resource.repeat.iter().map(|repeat| &repeat.over));
            (exprs.collect(), Some(*node))
        }
        Step::Module(name) => match symbols.values.get(name) {
            Some(Symbol::Module(module)) => {
                let exprs = (module.name.iter().chain(&module.scope).chain(&module.condition))
                    .chain(module.repeat.iter().map(|repeat| &repeat.over));
                (exprs.collect(), None)
            }
            _ => (Vec::new(), None),
        },
    };
    for expr in exprs {
        for name in names(expr) {
            let next = match symbols.find(name, within) {
                Some(Symbol::Variable(variable)) => Step::Variable(&variable.name),
                Some(Symbol::Module(module)) => Step::Module(&module.symbol),
                Some(Symbol::Resource(node)) => Step::Resource(node),
                Some(Symbol::Param) | None => continue,
            };
            visit(symbols, next, done)?;
        }
    }
    done.insert(step, true);
    Ok(())
}

fn name(symbols: &Symbols<'_>, step: &Step<'_>) -> Result<String, Fault> {
    Ok(match step {
        Step::Variable(name) | Step::Module(name) => (*name).to_owned(),
        Step::Resource(node) => symbols.at(*node)?.path.clone(),
    })
}

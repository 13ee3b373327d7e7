//! What has to be deployed before a resource or module: `dependsOn`.

use std::collections::HashSet;
use std::rc::Rc;

use serde_json::Value;

use super::code::Code;
use super::context::{Context, is_known_at_start, module_exprs, names, resource_exprs};
use super::reference::Target;
use super::scope::Scope;
use super::symbols::Symbol;
use super::walk::children;
use crate::arm::{Expr, Fault, Module};

type Lowered<T> = Result<T, Fault>;

/// Something that comes first. A looped one without round stands for all of its rounds.
#[derive(Clone)]
pub(super) struct Need<'t> {
    path: String,
    target: Target<'t>,
}

/// Collects what the expressions of one declaration need.
struct Collector<'c, 't> {
    context: &'c Context<'t>,
    scope: Scope,
    /// Loop variables and lambda parameters between the declaration and the expression.
    inner: Vec<&'c str>,
    variables: HashSet<String>,
    existing: HashSet<usize>,
    needs: Vec<Need<'t>>,
}

impl<'t> Context<'t> {
    /// `dependsOn` of a resource, or `None` when nothing comes first.
    pub(super) fn resource_depends_on(&self, node: usize) -> Lowered<Option<Value>> {
        self.depends_on(&self.resource_needs(node)?)
    }

    /// `dependsOn` of a module, or `None` when nothing comes first.
    pub(super) fn module_depends_on(&self, module: &Module, scope: Scope) -> Lowered<Option<Value>> {
        let mut collector = Collector::new(self, scope);
        for expr in module_exprs(module) {
            collector.visit(expr)?;
        }
        self.depends_on(&collector.needs)
    }

    fn resource_needs(&self, node: usize) -> Lowered<Rc<Vec<Need<'t>>>> {
        match self.needs.borrow().get(&node) {
            Some(Some(known)) => return Ok(Rc::clone(known)),
            Some(None) => return Err(Fault::Cycle(self.symbols.at(node)?.path.clone())),
            None => {}
        }
        self.needs.borrow_mut().insert(node, None);
        let declared = self.symbols.at(node)?;
        let mut collector = Collector::new(self, self.own_scope(node)?);
        if let Some(outer) = declared.outer {
            let path = self.symbols.at(outer)?.path.clone();
            collector.need(Target::Resource(outer, path, None), false)?;
        }
        for expr in resource_exprs(declared.resource) {
            collector.visit(expr)?;
        }
        let needs = Rc::new(collector.needs);
        self.needs.borrow_mut().insert(node, Some(Rc::clone(&needs)));
        Ok(needs)
    }

    fn depends_on(&self, needs: &[Need<'t>]) -> Lowered<Option<Value>> {
        let mut sorted: Vec<&Need<'t>> = needs.iter().collect();
        sorted.sort_by(|a, b| a.path.cmp(&b.path));
        let mut depends_on = Vec::new();
        for same in sorted.chunk_by(|a, b| a.path == b.path) {
            // Who waits for all rounds waits for each.
            match same.iter().find(|need| need.is_whole()) {
                Some(need) => depends_on.push(self.dependency(&need.target)?),
                None => {
                    for need in same {
                        depends_on.push(self.dependency(&need.target)?);
                    }
                }
            }
        }
        Ok((!depends_on.is_empty()).then_some(Value::Array(depends_on)))
    }

    fn dependency(&self, target: &Target<'t>) -> Lowered<Value> {
        let looped = match target {
            Target::Resource(node, ..) => self.is_looped(*node)?,
            Target::Module(module, _) => module.repeat.is_some(),
        };
        let index = match target {
            Target::Resource(_, _, index) | Target::Module(_, index) => index,
        };
        if looped && index.is_none() {
            return Ok(Value::String(target.name()));
        }
        let code = if self.symbolic { self.symbolic_name(target)? } else { self.target_id(target)? };
        Ok(code.into_value())
    }
}

impl Need<'_> {
    fn is_whole(&self) -> bool {
        matches!(self.target, Target::Resource(_, _, None) | Target::Module(_, None))
    }
}

impl<'c, 't> Collector<'c, 't> {
    fn new(context: &'c Context<'t>, scope: Scope) -> Self {
        Self {
            context,
            scope,
            inner: Vec::new(),
            variables: HashSet::new(),
            existing: HashSet::new(),
            needs: Vec::new(),
        }
    }

    fn visit(&mut self, expr: &'c Expr) -> Lowered<()> {
        match expr {
            Expr::Property { base, name, .. } => {
                if !self.visit_target(base, !is_known_at_start(name))? {
                    self.visit(base)?;
                }
                Ok(())
            }
            Expr::Method { base, args, .. } => {
                if !self.visit_target(base, true)? {
                    self.visit(base)?;
                }
                args.iter().try_for_each(|arg| self.visit(arg))
            }
            Expr::Symbol(name) => self.visit_symbol(expr, name),
            Expr::Nested { .. } | Expr::Index { .. } if self.visit_target(expr, false)? => Ok(()),
            Expr::Lambda { params, body } => {
                let outer = self.inner.len();
                self.inner.extend(params.iter().map(String::as_str));
                self.visit(body)?;
                self.inner.truncate(outer);
                Ok(())
            }
            Expr::For { repeat, body } => {
                self.visit(&repeat.over)?;
                let outer = self.inner.len();
                self.inner.push(&repeat.item);
                self.inner.extend(repeat.index.as_deref());
                self.visit(body)?;
                self.inner.truncate(outer);
                Ok(())
            }
            _ => children(expr).into_iter().try_for_each(|child| self.visit(child)),
        }
    }

    fn is_local(&self, name: &str) -> bool {
        self.inner.contains(&name) || self.scope.get(name).is_some()
    }

    fn visit_symbol(&mut self, expr: &'c Expr, name: &str) -> Lowered<()> {
        if self.is_local(name) || self.visit_target(expr, false)? {
            return Ok(());
        }
        match self.context.symbols.find(name, self.scope.within) {
            Some(Symbol::Variable(variable)) => {
                // Most variables are plain values, some of them large: only those that matter are gone through.
                if !self.context.names_deployed(name, &variable.value)
                    || !self.variables.insert(name.to_owned())
                {
                    return Ok(());
                }
                let mut of_variable = Collector::new(self.context, self.context.outermost());
                of_variable.variables = std::mem::take(&mut self.variables);
                of_variable.existing = std::mem::take(&mut self.existing);
                of_variable.visit(&variable.value)?;
                self.needs.extend(of_variable.needs);
                self.variables = of_variable.variables;
                self.existing = of_variable.existing;
                Ok(())
            }
            Some(_) => Ok(()),
            None => Err(Fault::UnknownSymbol(name.to_owned())),
        }
    }

    /// Adds the resource or module that `expr` names; false when it names none.
    fn visit_target(&mut self, expr: &'c Expr, runtime: bool) -> Lowered<bool> {
        let (base, index) = match strip(expr) {
            Expr::Index { base, index, safe: false } => (strip(base), Some(&**index)),
            other => (other, None),
        };
        if let Expr::Symbol(name) = base
            && self.is_local(name)
        {
            return Ok(false);
        }
        if !matches!(base, Expr::Symbol(_) | Expr::Nested { .. }) {
            return Ok(false);
        }
        let Some(target) = self.context.find_target(base, &self.scope)? else { return Ok(false) };
        let index_code = match index {
            Some(index) => {
                self.visit(index)?;
                let used = names(index);
                // A round of an inner loop is not known outside of it: all rounds come first.
                let is_inner = self.inner.iter().any(|inner| used.contains(inner));
                if is_inner { None } else { Some(self.context.code(index, &self.scope)?) }
            }
            None => None,
        };
        let target = match target {
            Target::Resource(node, path, _) => Target::Resource(node, path, index_code),
            Target::Module(module, _) => Target::Module(module, index_code),
        };
        self.need(target, runtime)?;
        Ok(true)
    }

    /// Adds a target. An existing resource counts only when its properties are read, and only where resources have
    /// symbols; else what it needs itself is needed.
    fn need(&mut self, target: Target<'t>, runtime: bool) -> Lowered<()> {
        if let Target::Resource(node, _, _) = &target {
            let node = *node;
            let existing = self.context.symbols.at(node)?.resource.existing;
            if existing && !(runtime && self.context.symbolic) {
                if self.existing.insert(node) {
                    self.needs.extend(self.context.resource_needs(node)?.iter().cloned());
                }
                return Ok(());
            }
        }
        self.needs.push(Need { path: target.name(), target });
        Ok(())
    }
}

fn strip(expr: &Expr) -> &Expr {
    match expr {
        Expr::NonNull(inner) | Expr::Parens(inner) => strip(inner),
        other => other,
    }
}

/// What stands for the round of a loop that a declaration is in.
pub(super) fn own_round(looped: bool) -> Option<Code> {
    looped.then(|| super::lower::copy_index(None))
}

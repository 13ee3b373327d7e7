//! What the lowering of one template has to know.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use indexmap::IndexMap;

use super::depends::Need;
use super::scope::Scope;
use super::symbols::{Symbol, Symbols};
use super::walk::walk;
use crate::arm::{Decl, Decorator, Expr, Fault, Module, Resource, Template, TypeExpr};

/// One template while it is lowered.
pub(super) struct Context<'t> {
    pub(super) symbols: Symbols<'t>,
    /// Whether resources are an object keyed by symbol.
    pub(super) symbolic: bool,
    /// Loaded files by path, in the order in which the template names them.
    pub(super) texts: IndexMap<&'t str, Arc<str>>,
    /// Names that declarations of this file have in the template that imports them.
    renamed: HashMap<&'t str, String>,
    inlined: RefCell<HashMap<String, Option<bool>>>,
    deployed: RefCell<HashMap<String, bool>>,
    pub(super) needs: RefCell<HashMap<usize, Option<Rc<Vec<Need<'t>>>>>>,
}

impl<'t> Context<'t> {
    pub(super) fn new(template: &'t Template, renamed: HashMap<&'t str, String>) -> Result<Self, Fault> {
        let mut texts = IndexMap::new();
        for item in &template.items {
            for_each_expr(&item.decl, &mut |expr| {
                walk(expr, &mut |expr| {
                    if let Expr::LoadText { path, content } = expr {
                        texts.entry(path.as_str()).or_insert_with(|| Arc::clone(content));
                    }
                    true
                });
            });
        }
        Ok(Self {
            symbols: Symbols::new(template)?,
            symbolic: is_symbolic(template),
            texts,
            renamed,
            inlined: RefCell::default(),
            deployed: RefCell::default(),
            needs: RefCell::default(),
        })
    }

    /// Name of a variable or type in the template that is written.
    pub(super) fn emitted_name<'n>(&'n self, name: &'n str) -> &'n str {
        self.renamed.get(name).map_or(name, String::as_str)
    }

    /// Name of a function as calls write it.
    pub(super) fn function_name(&self, name: &str) -> String {
        match self.emitted_name(name) {
            name if name.contains('.') => name.to_owned(),
            name => format!("__bicep.{name}"),
        }
    }

    /// Whether a variable has to be repeated at each use, since ARM evaluates variables before it deploys anything.
    pub(super) fn is_inlined(&self, name: &str) -> Result<bool, Fault> {
        match self.inlined.borrow().get(name) {
            Some(Some(known)) => return Ok(*known),
            Some(None) => return Err(Fault::Cycle(name.to_owned())),
            None => {}
        }
        let Some(Symbol::Variable(variable)) = self.symbols.find(name, None) else { return Ok(false) };
        self.inlined.borrow_mut().insert(name.to_owned(), None);
        let inlined = self.needs_deployment(&variable.value)?;
        self.inlined.borrow_mut().insert(name.to_owned(), Some(inlined));
        Ok(inlined)
    }

    /// Whether a variable names a resource or module, or another variable that does.
    pub(super) fn names_deployed(&self, name: &str, value: &Expr) -> bool {
        if let Some(known) = self.deployed.borrow().get(name) {
            return *known;
        }
        let found = names(value).into_iter().any(|used| match self.symbols.find(used, None) {
            Some(Symbol::Resource(_) | Symbol::Module(_)) => true,
            Some(Symbol::Variable(variable)) => self.names_deployed(used, &variable.value),
            Some(Symbol::Param) | None => false,
        });
        self.deployed.borrow_mut().insert(name.to_owned(), found);
        found
    }

    fn needs_deployment(&self, value: &Expr) -> Result<bool, Fault> {
        let mut variables = Vec::new();
        let mut found = false;
        walk(value, &mut |expr| {
            match expr {
                Expr::Method { .. } => found = true,
                Expr::Call { name, .. } if is_runtime_function(name) => found = true,
                Expr::Property { base, name, .. } if self.is_deployed(base) => {
                    found |= !is_known_at_start(name);
                    return false;
                }
                Expr::Symbol(name) => match self.symbols.find(name, None) {
                    Some(Symbol::Resource(_) | Symbol::Module(_)) => found = true,
                    Some(Symbol::Variable(_)) => variables.push(name.clone()),
                    _ => {}
                },
                _ => {}
            }
            !found
        });
        for variable in variables {
            found = found || self.is_inlined(&variable)?;
        }
        Ok(found)
    }

    /// Whether an expression names a resource or module.
    fn is_deployed(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Symbol(name) => {
                matches!(self.symbols.find(name, None), Some(Symbol::Resource(_) | Symbol::Module(_)))
            }
            Expr::Nested { base, .. } | Expr::Index { base, .. } => self.is_deployed(base),
            Expr::NonNull(inner) | Expr::Parens(inner) => self.is_deployed(inner),
            _ => false,
        }
    }

    /// The scope of declarations.
    pub(super) fn outermost(&self) -> Scope {
        Scope::default()
    }
}

/// Whether a property of a resource is known before it is deployed.
pub(super) fn is_known_at_start(name: &str) -> bool {
    matches!(name, "id" | "name" | "type" | "apiVersion")
}

fn is_runtime_function(name: &str) -> bool {
    name == "reference" || name == "references" || name.starts_with("list")
}

/// Whether the compiler writes resources by symbol: for user-defined types, functions, imports, types that are more
/// than a simple name, secure outputs, modules without name, and existing resources with dependencies of their own.
fn is_symbolic(template: &Template) -> bool {
    !template.imports.is_empty()
        || template.items.iter().any(|item| match &item.decl {
            Decl::Type(_) | Decl::Function(_) => true,
            Decl::Param(param) => is_composed(&param.ty),
            Decl::Output(output) => is_composed(&output.ty) || output.decorators.contains(&Decorator::Secure),
            Decl::Module(module) => module.name.is_none() || has_secure_output(&module.template),
            Decl::Resource(resource) => is_waiting_existing(resource),
            Decl::Variable(_) => false,
        })
}

fn is_composed(ty: &TypeExpr) -> bool {
    matches!(ty, TypeExpr::ArrayOf(_) | TypeExpr::Object(_) | TypeExpr::Union(_) | TypeExpr::Nullable(_))
}

fn has_secure_output(template: &Template) -> bool {
    template.items.iter().any(
        |item| matches!(&item.decl, Decl::Output(output) if output.decorators.contains(&Decorator::Secure)),
    )
}

fn is_waiting_existing(resource: &Resource) -> bool {
    (resource.existing && !resource.depends_on.is_empty())
        || resource.children.iter().any(is_waiting_existing)
}

/// Calls `visit` with each expression of a declaration, nested resources included, in the order of the file.
fn for_each_expr<'t>(decl: &'t Decl, visit: &mut dyn FnMut(&'t Expr)) {
    match decl {
        Decl::Type(_) => {}
        Decl::Function(function) => visit(&function.body),
        Decl::Param(param) => param.default.iter().for_each(visit),
        Decl::Variable(variable) => visit(&variable.value),
        Decl::Output(output) => visit(&output.value),
        Decl::Module(module) => module_exprs(module).for_each(visit),
        Decl::Resource(resource) => for_each_resource_expr(resource, visit),
    }
}

fn for_each_resource_expr<'t>(resource: &'t Resource, visit: &mut dyn FnMut(&'t Expr)) {
    resource_exprs(resource).for_each(&mut *visit);
    for child in &resource.children {
        for_each_resource_expr(child, visit);
    }
}

/// The expressions of a resource but for those of the ones that it holds.
pub(super) fn resource_exprs(resource: &Resource) -> impl Iterator<Item = &Expr> {
    (resource.repeat.iter().map(|repeat| &repeat.over))
        .chain(&resource.condition)
        .chain(&resource.parent)
        .chain([&resource.name])
        .chain(&resource.scope)
        .chain(resource.properties.iter().flat_map(super::walk::property_exprs))
        .chain(&resource.depends_on)
}

/// The expressions of a module.
pub(super) fn module_exprs(module: &Module) -> impl Iterator<Item = &Expr> {
    (module.repeat.iter().map(|repeat| &repeat.over))
        .chain(&module.condition)
        .chain(&module.name)
        .chain(&module.scope)
        .chain(module.params.iter().flat_map(super::walk::property_exprs))
        .chain(&module.depends_on)
}

/// Names that an expression uses.
pub(super) fn names(expr: &Expr) -> HashSet<&str> {
    let mut names = HashSet::new();
    walk(expr, &mut |expr| {
        if let Expr::Symbol(name) = expr {
            names.insert(name.as_str());
        }
        true
    });
    names
}

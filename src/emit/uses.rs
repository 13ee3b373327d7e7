//! Which symbols a declaration uses, so that a template declares and imports no more than that: the linter reports
//! parameters, variables and imports that nothing reads.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::arm::{Decl, Expr, Key, Module, Param, Part, Property, Resource, Template, TypeExpr};

/// Names of symbols and types that declarations use.
#[derive(Debug, Default)]
pub(super) struct Uses {
    names: BTreeSet<String>,
}

impl Uses {
    /// Whether a name is used.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Adds what a declaration uses.
    pub(super) fn declaration(&mut self, decl: &Decl) {
        match decl {
            Decl::Type(decl) => self.r#type(&decl.ty),
            // Its parameters are its own; what else it uses is exported with it.
            Decl::Function(_) => {}
            Decl::Param(param) => {
                self.r#type(&param.ty);
                self.all(&param.default);
            }
            Decl::Variable(variable) => self.expression(&variable.value),
            Decl::Resource(resource) => self.resource(resource),
            Decl::Module(module) => self.module(module),
            Decl::Output(output) => {
                self.r#type(&output.ty);
                self.expression(&output.value);
            }
        }
    }

    fn resource(&mut self, resource: &Resource) {
        self.all(&resource.condition);
        self.all(&resource.parent);
        self.all(&resource.scope);
        self.expression(&resource.name);
        self.all(resource.repeat.as_ref().map(|repeat| &repeat.over));
        self.properties(&resource.properties);
        self.all(&resource.depends_on);
        resource.children.iter().for_each(|child| self.resource(child));
    }

    fn module(&mut self, module: &Module) {
        self.all(&module.condition);
        self.all(&module.scope);
        self.all(&module.name);
        self.all(module.repeat.as_ref().map(|repeat| &repeat.over));
        self.properties(&module.params);
        self.all(&module.depends_on);
    }

    fn properties(&mut self, properties: &[Property]) {
        for property in properties {
            if let Key::Interpolated(parts) = &property.key {
                self.parts(parts);
            }
            self.expression(&property.value);
        }
    }

    fn parts(&mut self, parts: &[Part]) {
        for part in parts {
            if let Part::Value(value) = part {
                self.expression(value);
            }
        }
    }

    fn all<'e>(&mut self, expressions: impl IntoIterator<Item = &'e Expr>) {
        expressions.into_iter().for_each(|expression| self.expression(expression));
    }

    fn expression(&mut self, expression: &Expr) {
        match expression {
            Expr::Null
            | Expr::Bool(_)
            | Expr::Int(_)
            | Expr::Text(_)
            | Expr::MultiLine(_)
            | Expr::LoadText { .. } => {}
            Expr::Symbol(name) => {
                self.names.insert(name.clone());
            }
            Expr::Interpolated(parts) => self.parts(parts),
            Expr::Object(object) => self.properties(&object.properties),
            Expr::Array(array) => self.all(&array.items),
            Expr::Property { base, .. } | Expr::Nested { base, .. } => self.expression(base),
            Expr::Index { base, index, .. } => self.all([&**base, &**index]),
            Expr::NonNull(operand) | Expr::Parens(operand) | Expr::Unary { operand, .. } => {
                self.expression(operand);
            }
            Expr::Call { args, .. } => self.all(args),
            Expr::Method { base, args, .. } => {
                self.expression(base);
                self.all(args);
            }
            Expr::Binary { left, right, .. } => self.all([&**left, &**right]),
            Expr::Ternary { condition, then, otherwise } => {
                self.all([&**condition, &**then, &**otherwise]);
            }
            Expr::Lambda { body, .. } => self.expression(body),
            Expr::For { repeat, body } => self.all([&repeat.over, &**body]),
        }
    }

    fn r#type(&mut self, ty: &TypeExpr) {
        ty.names(&mut |name| {
            self.names.insert(name.to_owned());
        });
    }
}

/// Completes a template: of the parameters and variables that are `offered` it declares what the body uses, directly
/// or through others, and imports what that uses of `environments`.
pub(super) fn complete(
    mut template: Template,
    offered: Vec<Decl>,
    body: Vec<Decl>,
    environments: &Arc<Template>,
) -> Arc<Template> {
    let body = without_unused(body);
    let mut uses = Uses::default();
    body.iter().for_each(|decl| uses.declaration(decl));
    let mut waiting: Vec<Option<Decl>> = offered.into_iter().map(Some).collect();
    let mut declared: Vec<(usize, Decl)> = Vec::new();
    loop {
        let before = declared.len();
        for (at, slot) in waiting.iter_mut().enumerate() {
            if let Some(decl) = slot.take_if(|decl| uses.contains(decl.name())) {
                uses.declaration(&decl);
                declared.push((at, decl));
            }
        }
        if declared.len() == before {
            break;
        }
    }
    declared.sort_by_key(|(at, _)| *at);
    // Bicep wants no order, people do: parameters first.
    let (params, others): (Vec<Decl>, Vec<Decl>) =
        declared.into_iter().map(|(_, decl)| decl).partition(|decl| matches!(decl, Decl::Param(_)));
    let mut imports: Vec<&str> =
        environments.items.iter().map(|item| item.decl.name()).filter(|name| uses.contains(name)).collect();
    imports.sort_by_key(|name| name.to_ascii_lowercase());
    if !imports.is_empty() {
        template = template.import(imports, environments);
    }
    params.into_iter().chain(others).chain(body).for_each(|decl| template.push(decl));
    Arc::new(template)
}

/// Leaves out resources that are there already and that nothing reads.
fn without_unused(body: Vec<Decl>) -> Vec<Decl> {
    let mut uses = Uses::default();
    body.iter().for_each(|decl| uses.declaration(decl));
    let unread = |decl: &Decl| {
        matches!(decl, Decl::Resource(resource) if resource.existing) && !uses.contains(decl.name())
    };
    body.into_iter().filter(|decl| !unread(decl)).collect()
}

/// The parameters of a template.
pub(super) fn params(template: &Template) -> impl Iterator<Item = &Param> {
    template.items.iter().filter_map(|item| match &item.decl {
        Decl::Param(param) => Some(param),
        _ => None,
    })
}

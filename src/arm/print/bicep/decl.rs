//! Declarations.

use super::doc::{Bracket, Doc};
use super::expr::{Printer, one_line};
use super::text;
use crate::arm::{
    Array, Decl, Decorator, Expr, Function, Import, Module, Object, Property, Repeat, Resource, Skip,
};

impl Printer<'_> {
    /// A declaration: its directives, its decorators and itself, each on lines of its own.
    pub(super) fn decl(&mut self, decl: &Decl) -> Vec<Doc> {
        let (mut lines, decorators) = match decl {
            Decl::Resource(resource) => return self.resource(resource),
            Decl::Module(module) => (self.directives(&module.directives), &module.decorators),
            Decl::Output(output) => (self.directives(&output.directives), &output.decorators),
            Decl::Type(ty) => (Vec::new(), &ty.decorators),
            Decl::Function(function) => (Vec::new(), &function.decorators),
            Decl::Param(param) => (Vec::new(), &param.decorators),
            Decl::Variable(variable) => (Vec::new(), &variable.decorators),
        };
        lines.extend(self.decorators(decorators));
        let mut words = Vec::new();
        match decl {
            Decl::Type(ty) => {
                words.extend([Doc::text(format!("type {} =", ty.name)), self.ty(&ty.ty)]);
            }
            Decl::Function(function) => words.push(self.function(function)),
            Decl::Param(param) => {
                words.extend([Doc::text(format!("param {}", param.name)), self.ty(&param.ty)]);
                if let Some(default) = &param.default {
                    words.extend([Doc::text("="), self.expr(default)]);
                }
            }
            Decl::Variable(variable) => {
                words.extend([Doc::text(format!("var {} =", variable.name)), self.expr(&variable.value)]);
            }
            Decl::Output(output) => words.extend([
                Doc::text(format!("output {}", output.name)),
                self.ty(&output.ty),
                Doc::text("="),
                self.expr(&output.value),
            ]),
            Decl::Module(module) => words.extend([
                Doc::text(format!("module {} {} =", module.symbol, text::quoted(&module.template.file))),
                self.body(module.repeat.as_ref(), module.condition.as_ref(), |printer| {
                    printer.module_body(module)
                }),
            ]),
            Decl::Resource(_) => {}
        }
        lines.push(Doc::spread(words));
        lines
    }

    /// Decorators, each a line.
    pub(super) fn decorators(&mut self, decorators: &[Decorator]) -> Vec<Doc> {
        decorators.iter().map(|decorator| self.decorator(decorator)).collect()
    }

    fn decorator(&mut self, decorator: &Decorator) -> Doc {
        let number = |number: &i64| vec![Expr::Int(*number)];
        let (name, args) = match decorator {
            Decorator::Description(text) => ("description", vec![Expr::Text(text.clone())]),
            Decorator::Export => ("export", Vec::new()),
            Decorator::Secure => ("secure", Vec::new()),
            Decorator::Allowed(values) => ("allowed", vec![Array::new(values.iter().cloned()).into()]),
            Decorator::MinLength(least) => ("minLength", number(least)),
            Decorator::MaxLength(most) => ("maxLength", number(most)),
            Decorator::MinValue(least) => ("minValue", number(least)),
            Decorator::MaxValue(most) => ("maxValue", number(most)),
            Decorator::Sealed => ("sealed", Vec::new()),
            Decorator::Discriminator(property) => ("discriminator", vec![Expr::Text(property.clone())]),
            Decorator::BatchSize(size) => ("batchSize", number(size)),
            Decorator::Metadata(properties) => {
                let object = Object { properties: properties.clone(), inline: false };
                ("metadata", vec![object.into()])
            }
        };
        Doc::Glue(vec![Doc::text(format!("@{}", self.function_name(None, name))), self.args(&args)])
    }

    fn function(&mut self, function: &Function) -> Doc {
        let mark = self.layout.mark();
        let last = function.params.len().saturating_sub(1);
        let mut params = Vec::new();
        for (at, (name, ty)) in function.params.iter().enumerate() {
            let comma = Doc::text(if at == last { "" } else { "," });
            params.push(Doc::Glue(vec![Doc::text(format!("{name} ")), self.ty(ty), comma]));
        }
        let bracket = Bracket {
            open: "(",
            close: ")",
            separator: " ",
            padding: "",
            broken: false,
            indent_single: true,
        };
        let params = self.layout.bracket(mark, &bracket, params);
        let returns = self.ty(&function.returns);
        let mark = self.layout.mark();
        let body = self.expr(&function.body);
        let tail = match function.body {
            Expr::Object(_) | Expr::Array(_) => Doc::spread(vec![Doc::text("=>"), body]),
            _ => self.layout.indent_tail(mark, vec![Doc::text("=>"), body]),
        };
        let head = Doc::Glue(vec![Doc::text(format!("func {}", function.name)), params]);
        Doc::spread(vec![head, returns, tail])
    }

    fn resource(&mut self, resource: &Resource) -> Vec<Doc> {
        let mut lines = self.directives(&resource.directives);
        lines.extend(self.decorators(&resource.decorators));
        let ty = match &resource.api_version {
            Some(version) => format!("{}@{version}", resource.resource_type),
            None => resource.resource_type.clone(),
        };
        let existing = if resource.existing { " existing" } else { "" };
        let head = format!("resource {} {}{existing} =", resource.symbol, text::quoted(&ty));
        let body = self.body(resource.repeat.as_ref(), resource.condition.as_ref(), |printer| {
            printer.resource_body(resource)
        });
        lines.push(Doc::spread(vec![Doc::text(head), body]));
        lines
    }

    /// A body within its loop and condition.
    fn body(
        &mut self,
        repeat: Option<&Repeat>,
        condition: Option<&Expr>,
        body: impl FnOnce(&mut Self) -> Doc,
    ) -> Doc {
        let conditional = |printer: &mut Self| match condition {
            Some(condition) => {
                let condition = printer.expr(condition);
                let condition = Doc::Glue(vec![Doc::text("if ("), condition, Doc::text(")")]);
                Doc::spread(vec![condition, body(printer)])
            }
            None => body(printer),
        };
        match repeat {
            Some(repeat) => self.loop_of(repeat, conditional),
            None => conditional(self),
        }
    }

    fn resource_body(&mut self, resource: &Resource) -> Doc {
        let mark = self.layout.mark();
        let mut items: Vec<Doc> = resource.skips.iter().map(|skip| Doc::text(skip_text(skip))).collect();
        if let Some(parent) = &resource.parent {
            items.push(self.property("parent", parent));
        }
        items.push(self.property("name", &resource.name));
        if let Some(scope) = &resource.scope {
            items.push(self.property("scope", scope));
        }
        items.extend(self.properties(&resource.properties));
        items.extend(self.depends_on(&resource.depends_on));
        for child in &resource.children {
            items.push(Doc::HardLine);
            items.extend(self.resource(child));
        }
        self.braces(mark, items, false)
    }

    fn module_body(&mut self, module: &Module) -> Doc {
        let mark = self.layout.mark();
        let mut items = Vec::new();
        if let Some(name) = &module.name {
            items.push(self.property("name", name));
        }
        if let Some(scope) = &module.scope {
            items.push(self.property("scope", scope));
        }
        if !module.params.is_empty() {
            let mark = self.layout.mark();
            let params = self.properties(&module.params);
            items.push(Doc::spread(vec![Doc::text("params:"), self.braces(mark, params, false)]));
        }
        items.extend(self.depends_on(&module.depends_on));
        self.braces(mark, items, false)
    }

    fn depends_on(&mut self, symbols: &[Expr]) -> Option<Doc> {
        if symbols.is_empty() {
            return None;
        }
        Some(self.property("dependsOn", &Array::new(symbols.iter().cloned()).into()))
    }

    /// An import.
    pub(super) fn import(&mut self, import: &Import) -> Doc {
        let mark = self.layout.mark();
        let names = import.names.iter().map(Doc::text).collect();
        let names = self.braces(mark, names, true);
        Doc::spread(vec![
            Doc::text("import"),
            names,
            Doc::text(format!("from {}", text::quoted(&import.from.file))),
        ])
    }

    /// The value of a parameter in a parameter file.
    pub(super) fn param_value(&mut self, param: &Property) -> Doc {
        let name = match &param.key {
            crate::arm::Key::Name(name) => name.clone(),
            crate::arm::Key::Interpolated(parts) => self.interpolated(parts),
        };
        Doc::spread(vec![Doc::text(format!("param {name} =")), self.expr(&param.value)])
    }
}

/// The line of checks that a resource does not pass.
fn skip_text(skip: &Skip) -> String {
    format!("// checkov:skip={}: {}", one_line(&skip.checks), one_line(&skip.reason))
}

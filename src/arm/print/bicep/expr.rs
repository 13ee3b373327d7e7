//! Expressions.

use super::doc::{Bracket, Doc, Layout};
use super::text;
use crate::arm::{Array, BinaryOp, Directive, Expr, Key, Namespace, Object, Part, Property, Repeat, UnaryOp};

/// Lays out the expressions of one template.
pub(super) struct Printer<'t> {
    pub(super) layout: Layout,
    /// Whether everything has to stand on one line, as inside `${…}`.
    flat: bool,
    /// Names that the template declares: a function or decorator of such a name needs its namespace.
    declared: &'t dyn Fn(&str) -> bool,
}

impl<'t> Printer<'t> {
    pub(super) fn new(declared: &'t dyn Fn(&str) -> bool) -> Self {
        Self { layout: Layout::default(), flat: false, declared }
    }

    /// An expression.
    pub(super) fn expr(&mut self, expr: &Expr) -> Doc {
        match expr {
            Expr::Null => Doc::text("null"),
            Expr::Bool(flag) => Doc::text(flag.to_string()),
            Expr::Int(number) => Doc::text(number.to_string()),
            Expr::Text(text) => Doc::text(text::quoted(text)),
            Expr::Interpolated(parts) => Doc::text(self.interpolated(parts)),
            Expr::MultiLine(text) => Doc::text(multi_line(text)),
            Expr::Object(object) => self.object(object),
            Expr::Array(array) => self.array(array),
            Expr::Symbol(name) => Doc::text(name),
            Expr::Property { base, name, safe } => self.property_access(base, name, *safe),
            Expr::Index { base, index, safe } => {
                let marker = if *safe { "[?" } else { "[" };
                let base = self.operand(base, Level::Member);
                Doc::Glue(vec![base, Doc::text(marker), self.expr(index), Doc::text("]")])
            }
            Expr::Nested { base, name } => {
                let base = self.operand(base, Level::Member);
                Doc::Glue(vec![base, Doc::text(format!("::{name}"))])
            }
            Expr::NonNull(operand) => {
                let operand = self.operand(operand, Level::Member);
                Doc::Glue(vec![operand, Doc::text("!")])
            }
            Expr::Call { namespace, name, args } => {
                Doc::Glue(vec![Doc::text(self.function_name(*namespace, name)), self.args(args)])
            }
            Expr::Method { base, name, args } => {
                let base = self.operand(base, Level::Member);
                Doc::Glue(vec![base, Doc::text(format!(".{name}")), self.args(args)])
            }
            Expr::Unary { op, operand } => {
                let operand = self.operand(operand, Level::Unary);
                Doc::Glue(vec![Doc::text(if *op == UnaryOp::Not { "!" } else { "-" }), operand])
            }
            Expr::Binary { op, left, right } => {
                let level = Level::Binary(precedence(*op));
                let left = self.operand(left, level);
                let right = self.operand(right, Level::Binary(precedence(*op) + 1));
                Doc::spread(vec![left, Doc::text(symbol(*op)), right])
            }
            Expr::Ternary { condition, then, otherwise } => self.ternary(condition, then, otherwise),
            Expr::Lambda { params, body } => self.lambda(params, body),
            Expr::For { repeat, body } => self.loop_of(repeat, |printer| printer.expr(body)),
            Expr::LoadText { path, .. } => Doc::text(format!("loadTextContent({})", text::quoted(path))),
            Expr::Parens(operand) => self.in_parens(operand),
        }
    }

    /// An operand, in parentheses when it binds less than `level`.
    fn operand(&mut self, expr: &Expr, level: Level) -> Doc {
        let own = match expr {
            Expr::Ternary { .. } | Expr::Lambda { .. } => Level::Binary(0),
            Expr::Binary { op, .. } => Level::Binary(precedence(*op)),
            Expr::Unary { .. } => Level::Binary(PRODUCT + 1),
            Expr::Int(number) if *number < 0 => Level::Binary(PRODUCT + 1),
            _ => Level::Member,
        };
        if own < level { self.in_parens(expr) } else { self.expr(expr) }
    }

    fn in_parens(&mut self, expr: &Expr) -> Doc {
        Doc::Glue(vec![Doc::text("("), self.expr(expr), Doc::text(")")])
    }

    fn property_access(&mut self, base: &Expr, name: &str, safe: bool) -> Doc {
        let base = self.operand(base, Level::Member);
        let access = match (text::is_bare_key(name), safe) {
            (true, false) => format!(".{name}"),
            (true, true) => format!(".?{name}"),
            (false, false) => format!("[{}]", text::quoted(name)),
            (false, true) => format!("[?{}]", text::quoted(name)),
        };
        Doc::Glue(vec![base, Doc::text(access)])
    }

    /// A function or decorator, with its namespace where it is wanted or needed.
    pub(super) fn function_name(&self, namespace: Option<Namespace>, name: &str) -> String {
        match namespace.or_else(|| self.shadowed(name)) {
            Some(Namespace::Az) => format!("az.{name}"),
            Some(Namespace::Sys) => format!("sys.{name}"),
            None => name.to_owned(),
        }
    }

    /// Namespace of a built-in function whose name a declaration took.
    fn shadowed(&self, name: &str) -> Option<Namespace> {
        if !(self.declared)(name) {
            return None;
        }
        let az = name.starts_with("list")
            || matches!(name, "deployer" | "deployment" | "environment" | "extensionResourceId")
            || matches!(name, "managementGroup" | "managementGroupResourceId" | "pickZones" | "providers")
            || matches!(name, "reference" | "resourceGroup" | "resourceId" | "subscription")
            || matches!(name, "subscriptionResourceId" | "tenant" | "tenantResourceId" | "toLogicalZone")
            || matches!(name, "toLogicalZones" | "toPhysicalZone" | "toPhysicalZones");
        Some(if az { Namespace::Az } else { Namespace::Sys })
    }

    /// A string with values in it, without line breaks.
    pub(super) fn interpolated(&mut self, parts: &[Part]) -> String {
        let mut out = String::from("'");
        let mut pending = String::new();
        for part in parts {
            match part {
                Part::Text(text) => pending.push_str(text),
                Part::Value(value) => {
                    out.push_str(&text::escape(&std::mem::take(&mut pending)));
                    let flat = std::mem::replace(&mut self.flat, true);
                    out.push_str("${");
                    out.push_str(&self.expr(value).flat_text());
                    out.push('}');
                    self.flat = flat;
                }
            }
        }
        out.push_str(&text::escape(&pending));
        out.push('\'');
        out
    }

    /// An object literal.
    pub(super) fn object(&mut self, object: &Object) -> Doc {
        let mark = self.layout.mark();
        let items = self.properties(&object.properties);
        self.braces(mark, items, object.inline)
    }

    /// Properties between braces, one a line unless `inline`.
    pub(super) fn braces(&mut self, mark: usize, items: Vec<Doc>, inline: bool) -> Doc {
        let broken = !inline && !self.flat;
        let bracket =
            Bracket { open: "{", close: "}", separator: ", ", padding: " ", broken, indent_single: true };
        self.layout.bracket(mark, &bracket, items)
    }

    /// Properties, each with its directives before it.
    pub(super) fn properties(&mut self, properties: &[Property]) -> Vec<Doc> {
        let mut items = Vec::with_capacity(properties.len());
        for property in properties {
            items.extend(self.directives(&property.directives));
            let key = match &property.key {
                Key::Name(name) => text::key(name),
                Key::Interpolated(parts) => self.interpolated(parts),
            };
            items.push(Doc::spread(vec![Doc::text(format!("{key}:")), self.expr(&property.value)]));
        }
        items
    }

    /// A property whose name is an identifier.
    pub(super) fn property(&mut self, name: &str, value: &Expr) -> Doc {
        Doc::spread(vec![Doc::text(format!("{name}:")), self.expr(value)])
    }

    /// Directives, each a line.
    pub(super) fn directives(&mut self, directives: &[Directive]) -> Vec<Doc> {
        if !directives.is_empty() {
            self.layout.force_break();
        }
        directives.iter().map(|directive| Doc::text(directive_text(directive))).collect()
    }

    fn array(&mut self, array: &Array) -> Doc {
        let mark = self.layout.mark();
        let items = array.items.iter().map(|item| self.expr(item)).collect();
        let broken = !array.inline && !self.flat;
        let bracket =
            Bracket { open: "[", close: "]", separator: ", ", padding: "", broken, indent_single: true };
        self.layout.bracket(mark, &bracket, items)
    }

    /// Arguments of a call.
    pub(super) fn args(&mut self, args: &[Expr]) -> Doc {
        // The last argument is laid out first: when it is a broken object or array, it does not break the call.
        let tail = match args {
            [_, .., last] => self.tail(last),
            _ => None,
        };
        let mark = self.layout.mark();
        let last = args.len().saturating_sub(1);
        let mut items = Vec::with_capacity(args.len());
        for (at, arg) in args.iter().enumerate() {
            items.push(match &tail {
                Some(tail) if at == last => tail.clone(),
                _ if at == last => self.expr(arg),
                _ => Doc::Glue(vec![self.expr(arg), Doc::text(",")]),
            });
        }
        let bracket = Bracket {
            open: "(",
            close: ")",
            separator: " ",
            padding: "",
            broken: false,
            indent_single: false,
        };
        self.layout.bracket(mark, &bracket, items)
    }

    /// The last of several arguments, when it is an object or array, or a lambda that gives one.
    fn tail(&mut self, last: &Expr) -> Option<Doc> {
        match last {
            Expr::Object(_) | Expr::Array(_) => Some(match self.expr(last) {
                Doc::Glue(docs) => Doc::Tail(docs),
                doc => doc,
            }),
            Expr::Lambda { body, .. } if matches!(**body, Expr::Object(_) | Expr::Array(_)) => {
                Some(match self.expr(last) {
                    Doc::Glue(mut docs) => {
                        if let Some(Doc::Glue(body)) = docs.last_mut() {
                            let body = std::mem::take(body);
                            docs.pop();
                            docs.push(Doc::Tail(body));
                        }
                        Doc::Glue(docs)
                    }
                    doc => doc,
                })
            }
            _ => None,
        }
    }

    fn ternary(&mut self, condition: &Expr, then: &Expr, otherwise: &Expr) -> Doc {
        let mark = self.layout.mark();
        let condition = self.operand(condition, Level::Binary(1));
        let then = Doc::Indent(vec![self.expr(then)]);
        let otherwise = Doc::Indent(vec![self.expr(otherwise)]);
        let docs = vec![
            condition,
            Doc::spread(vec![Doc::text("?"), then]),
            Doc::spread(vec![Doc::text(":"), otherwise]),
        ];
        self.layout.indent_tail(mark, docs)
    }

    fn lambda(&mut self, params: &[String], body: &Expr) -> Doc {
        let params = match params {
            [param] => param.clone(),
            _ => format!("({})", params.join(", ")),
        };
        let mark = self.layout.mark();
        let laid_out = self.expr(body);
        let body = match body {
            Expr::Object(_) | Expr::Array(_) => laid_out,
            _ => self.layout.indent_group(mark, vec![laid_out]),
        };
        Doc::spread(vec![Doc::text(params), Doc::text("=>"), body])
    }

    /// `[for … in …: body]`.
    pub(super) fn loop_of(&mut self, repeat: &Repeat, body: impl FnOnce(&mut Self) -> Doc) -> Doc {
        let mark = self.layout.mark();
        let variables = match &repeat.index {
            Some(index) => format!("({}, {index})", repeat.item),
            None => repeat.item.clone(),
        };
        let over = Doc::Glue(vec![self.expr(&repeat.over), Doc::text(":")]);
        let body = body(self);
        let item = Doc::spread(vec![Doc::text(format!("for {variables} in")), over, body]);
        let bracket =
            Bracket { open: "[", close: "]", separator: "", padding: "", broken: false, indent_single: true };
        self.layout.bracket(mark, &bracket, vec![item])
    }
}

/// The line of a directive.
pub(super) fn directive_text(directive: &Directive) -> String {
    match &directive.reason {
        Some(reason) => format!("#disable-next-line {} // {}", directive.code, one_line(reason)),
        None => format!("#disable-next-line {}", directive.code),
    }
}

/// Text of a comment without line breaks.
pub(super) fn one_line(text: &str) -> String {
    text.split(['\r', '\n']).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A string between triple quotes, or an ordinary one when it cannot be written so.
fn multi_line(text: &str) -> String {
    if text.contains("'''") || text.ends_with('\'') || text.contains('\r') {
        return text::quoted(text);
    }
    format!("'''\n{text}'''")
}

/// How tightly an expression binds.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Level {
    /// As a binary operator of this precedence.
    Binary(u8),
    /// As `!` and `-`.
    Unary,
    /// As a name, literal or call.
    Member,
}

const PRODUCT: u8 = 8;

fn precedence(op: BinaryOp) -> u8 {
    match op {
        BinaryOp::Coalesce => 1,
        BinaryOp::Or => 2,
        BinaryOp::And => 3,
        BinaryOp::Equals | BinaryOp::NotEquals | BinaryOp::EqualsFolded | BinaryOp::NotEqualsFolded => 5,
        BinaryOp::Less | BinaryOp::LessOrEqual | BinaryOp::Greater | BinaryOp::GreaterOrEqual => 6,
        BinaryOp::Add | BinaryOp::Subtract => 7,
        BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Modulo => PRODUCT,
    }
}

fn symbol(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Coalesce => "??",
        BinaryOp::Or => "||",
        BinaryOp::And => "&&",
        BinaryOp::Equals => "==",
        BinaryOp::NotEquals => "!=",
        BinaryOp::EqualsFolded => "=~",
        BinaryOp::NotEqualsFolded => "!~",
        BinaryOp::Less => "<",
        BinaryOp::LessOrEqual => "<=",
        BinaryOp::Greater => ">",
        BinaryOp::GreaterOrEqual => ">=",
        BinaryOp::Add => "+",
        BinaryOp::Subtract => "-",
        BinaryOp::Multiply => "*",
        BinaryOp::Divide => "/",
        BinaryOp::Modulo => "%",
    }
}

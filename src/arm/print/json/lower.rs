//! Values and expressions.

use serde_json::{Map, Value};

use super::code::{Code, escape};
use super::context::Context;
use super::scope::Scope;
use super::symbols::Symbol;
use crate::arm::{BinaryOp, Expr, Fault, Key, Object, Part, Property, Repeat, UnaryOp};

type Lowered<T> = Result<T, Fault>;

impl Context<'_> {
    /// The JSON value of an expression: literals stand as they are, all else in brackets.
    pub(super) fn value(&self, expr: &Expr, scope: &Scope) -> Lowered<Value> {
        Ok(match expr {
            Expr::Null => Value::Null,
            Expr::Bool(flag) => Value::Bool(*flag),
            Expr::Int(number) => Value::from(*number),
            Expr::Text(text) | Expr::MultiLine(text) => Value::String(escape(text.clone())),
            Expr::Object(object) => Value::Object(self.object(object, scope)?),
            Expr::Array(array) => {
                let items = array.items.iter().map(|item| self.value(item, scope));
                Value::Array(items.collect::<Lowered<_>>()?)
            }
            Expr::Parens(operand) | Expr::NonNull(operand) => self.value(operand, scope)?,
            Expr::For { .. } => return Err(Fault::MisplacedLoop("inside of a value")),
            _ => self.code(expr, scope)?.into_value(),
        })
    }

    fn object(&self, object: &Object, scope: &Scope) -> Lowered<Map<String, Value>> {
        let mut map = Map::new();
        self.properties(&object.properties, scope, &mut map)?;
        Ok(map)
    }

    /// Adds properties to `map`; those that are loops come first, together.
    pub(super) fn properties(
        &self,
        properties: &[Property],
        scope: &Scope,
        map: &mut Map<String, Value>,
    ) -> Lowered<()> {
        let mut copies = Vec::new();
        for property in properties {
            if let Expr::For { repeat, body } = &property.value {
                let Key::Name(name) = &property.key else {
                    return Err(Fault::MisplacedLoop("under a computed name"));
                };
                copies.push(self.copy(name, Some(name), repeat, body, scope)?);
            }
        }
        if !copies.is_empty() {
            map.insert("copy".to_owned(), Value::Array(copies));
        }
        for property in properties {
            if matches!(property.value, Expr::For { .. }) {
                continue;
            }
            let key = match &property.key {
                Key::Name(name) => escape(name.clone()),
                Key::Interpolated(parts) => match self.interpolated(parts, scope)? {
                    Code::Text(text) => escape(text),
                    code => code.bracketed(),
                },
            };
            if map.contains_key(&key) {
                return Err(Fault::Duplicate(key));
            }
            map.insert(key, self.value(&property.value, scope)?);
        }
        Ok(())
    }

    /// A copy loop that gives an array: `name`, `count` and `input`.
    pub(super) fn copy(
        &self,
        name: &str,
        index: Option<&str>,
        repeat: &Repeat,
        body: &Expr,
        scope: &Scope,
    ) -> Lowered<Value> {
        let mut copy = Map::new();
        copy.insert("name".to_owned(), name.into());
        self.rounds(index, repeat, body, scope, &mut copy)?;
        Ok(Value::Object(copy))
    }

    /// `count` and `input` of a copy loop.
    pub(super) fn rounds(
        &self,
        index: Option<&str>,
        repeat: &Repeat,
        body: &Expr,
        scope: &Scope,
        copy: &mut Map<String, Value>,
    ) -> Lowered<()> {
        copy.insert("count".to_owned(), self.count(repeat, scope)?);
        let inner = self.loop_scope(repeat, copy_index(index), scope)?;
        copy.insert("input".to_owned(), self.value(body, &inner)?);
        Ok(())
    }

    /// Number of rounds of a loop.
    pub(super) fn count(&self, repeat: &Repeat, scope: &Scope) -> Lowered<Value> {
        Ok(Code::call("length", vec![self.code(&repeat.over, scope)?]).into_value())
    }

    /// The scope of a loop's body in the round `index`.
    pub(super) fn loop_scope(&self, repeat: &Repeat, index: Code, scope: &Scope) -> Lowered<Scope> {
        let item = self.code(&repeat.over, scope)?.at(index.clone());
        let inner = scope.with(&repeat.item, item);
        Ok(match &repeat.index {
            Some(name) => inner.with(name, index),
            None => inner,
        })
    }

    /// An expression as it stands inside of brackets.
    pub(super) fn code(&self, expr: &Expr, scope: &Scope) -> Lowered<Code> {
        Ok(match expr {
            Expr::Null => Code::call("null", Vec::new()),
            Expr::Bool(flag) => Code::call(flag.to_string(), Vec::new()),
            Expr::Int(number) => Code::Int(*number),
            Expr::Text(text) | Expr::MultiLine(text) => Code::Text(text.clone()),
            Expr::Interpolated(parts) => self.interpolated(parts, scope)?,
            Expr::Object(object) => {
                let mut args = Vec::with_capacity(object.properties.len() * 2);
                for property in &object.properties {
                    args.push(match &property.key {
                        Key::Name(name) => Code::text(name),
                        Key::Interpolated(parts) => self.interpolated(parts, scope)?,
                    });
                    args.push(self.code(&property.value, scope)?);
                }
                Code::call("createObject", args)
            }
            Expr::Array(array) => Code::call("createArray", self.codes(&array.items, scope)?),
            Expr::Symbol(name) => self.symbol(name, scope)?,
            Expr::Property { base, name, safe } => self.property(base, name, *safe, scope)?,
            Expr::Index { base, index, safe } => self.index(base, index, *safe, scope)?,
            Expr::Nested { .. } => return Err(Fault::NoValue(self.target(expr, scope)?.name())),
            Expr::Parens(operand) | Expr::NonNull(operand) => self.code(operand, scope)?,
            Expr::Call { name, args, .. } => self.call(name, args, scope)?,
            Expr::Method { base, name, args } => self.method(base, name, args, scope)?,
            Expr::Unary { op, operand } => match (op, &**operand) {
                (UnaryOp::Not, operand) => Code::call("not", vec![self.code(operand, scope)?]),
                (UnaryOp::Minus, Expr::Int(number)) if *number != i64::MIN => Code::Int(-number),
                (UnaryOp::Minus, operand) => {
                    Code::call("sub", vec![Code::Int(0), self.code(operand, scope)?])
                }
            },
            Expr::Binary { op, left, right } => {
                operation(*op, self.code(left, scope)?, self.code(right, scope)?)
            }
            Expr::Ternary { condition, then, otherwise } => Code::call(
                "if",
                vec![self.code(condition, scope)?, self.code(then, scope)?, self.code(otherwise, scope)?],
            ),
            Expr::Lambda { params, body } => {
                let mut inner = scope.clone();
                for param in params {
                    let variable = Code::call("lambdaVariables", vec![Code::text(param)]);
                    inner = inner.with(param, variable);
                }
                let mut args: Vec<Code> = params.iter().map(Code::text).collect();
                args.push(self.code(body, &inner)?);
                Code::call("lambda", args)
            }
            Expr::For { .. } => return Err(Fault::MisplacedLoop("inside of an expression")),
            Expr::LoadText { path, .. } => {
                let at = self.texts.get_index_of(path.as_str()).ok_or_else(|| unknown(path))?;
                Code::call("variables", vec![Code::text(format!("$fxv#{at}"))])
            }
        })
    }

    pub(super) fn codes(&self, exprs: &[Expr], scope: &Scope) -> Lowered<Vec<Code>> {
        exprs.iter().map(|expr| self.code(expr, scope)).collect()
    }

    fn interpolated(&self, parts: &[Part], scope: &Scope) -> Lowered<Code> {
        let mut pattern = String::new();
        let mut text = String::new();
        let mut args = Vec::new();
        for part in parts {
            match part {
                Part::Text(part) => {
                    text.push_str(part);
                    pattern.push_str(&part.replace('{', "{{").replace('}', "}}"));
                }
                Part::Value(value) => {
                    pattern.push_str(&format!("{{{}}}", args.len()));
                    args.push(self.code(value, scope)?);
                }
            }
        }
        if args.is_empty() {
            return Ok(Code::Text(text));
        }
        args.insert(0, Code::Text(pattern));
        Ok(Code::call("format", args))
    }

    fn symbol(&self, name: &str, scope: &Scope) -> Lowered<Code> {
        if let Some(code) = scope.get(name) {
            return Ok(code.clone());
        }
        match self.symbols.find(name, scope.within) {
            Some(Symbol::Param) => Ok(Code::call("parameters", vec![Code::text(name)])),
            Some(Symbol::Variable(variable)) if self.is_inlined(name)? => {
                self.code(&variable.value, &Scope::default())
            }
            Some(Symbol::Variable(_)) => {
                Ok(Code::call("variables", vec![Code::text(self.emitted_name(name))]))
            }
            Some(_) => Err(Fault::NoValue(name.to_owned())),
            None => Err(unknown(name)),
        }
    }

    fn property(&self, base: &Expr, name: &str, safe: bool, scope: &Scope) -> Lowered<Code> {
        if let Some(code) = self.resource_property(base, name, safe, scope)? {
            return Ok(code);
        }
        let step = Code::text(name);
        if safe {
            return Ok(Code::call("tryGet", vec![self.code(base, scope)?, step]));
        }
        let base_code = self.code(base, scope)?;
        Ok(extend(base, base_code, step))
    }

    fn index(&self, base: &Expr, index: &Expr, safe: bool, scope: &Scope) -> Lowered<Code> {
        let base_code = self.code(base, scope)?;
        let index = self.code(index, scope)?;
        if safe {
            return Ok(Code::call("tryGet", vec![base_code, index]));
        }
        Ok(extend(base, base_code, index))
    }

    fn call(&self, name: &str, args: &[Expr], scope: &Scope) -> Lowered<Code> {
        let args = self.codes(args, scope)?;
        if self.symbols.functions.contains_key(name) {
            return Ok(Code::call(self.function_name(name), args));
        }
        // A hint for the type checker alone.
        match (name, <[Code; 1]>::try_from(args)) {
            ("any", Ok([value])) => Ok(value),
            (_, Ok([value])) => Ok(Code::call(name, vec![value])),
            (_, Err(args)) => Ok(Code::call(name, args)),
        }
    }
}

/// A step behind an access: what follows a safe access belongs to it, so that null goes through.
fn extend(base: &Expr, code: Code, step: Code) -> Code {
    match code {
        Code::Call { name, mut args, path } if is_safe(base) && name == "tryGet" && path.is_empty() => {
            args.push(step);
            Code::Call { name, args, path }
        }
        code => code.at(step),
    }
}

/// Whether an access went through a safe one.
fn is_safe(expr: &Expr) -> bool {
    match expr {
        Expr::Property { base, safe, .. } | Expr::Index { base, safe, .. } => *safe || is_safe(base),
        _ => false,
    }
}

/// The number of the round of a copy loop.
pub(super) fn copy_index(name: Option<&str>) -> Code {
    Code::call("copyIndex", name.map(Code::text).into_iter().collect())
}

fn unknown(name: &str) -> Fault {
    Fault::UnknownSymbol(name.to_owned())
}

fn operation(op: BinaryOp, left: Code, right: Code) -> Code {
    let fold = |code| Code::call("toLower", vec![code]);
    let negate = |code| Code::call("not", vec![code]);
    let call = |name: &str, left, right| Code::call(name, vec![left, right]);
    match op {
        BinaryOp::Coalesce => call("coalesce", left, right),
        BinaryOp::Or => call("or", left, right),
        BinaryOp::And => call("and", left, right),
        BinaryOp::Equals => call("equals", left, right),
        BinaryOp::NotEquals => negate(call("equals", left, right)),
        BinaryOp::EqualsFolded => call("equals", fold(left), fold(right)),
        BinaryOp::NotEqualsFolded => negate(call("equals", fold(left), fold(right))),
        BinaryOp::Less => call("less", left, right),
        BinaryOp::LessOrEqual => call("lessOrEquals", left, right),
        BinaryOp::Greater => call("greater", left, right),
        BinaryOp::GreaterOrEqual => call("greaterOrEquals", left, right),
        BinaryOp::Add => call("add", left, right),
        BinaryOp::Subtract => call("sub", left, right),
        BinaryOp::Multiply => call("mul", left, right),
        BinaryOp::Divide => call("div", left, right),
        BinaryOp::Modulo => call("mod", left, right),
    }
}

//! Making expressions.

use std::sync::Arc;

use super::{Array, BinaryOp, Directive, Expr, Key, Object, Part, Property, Repeat, UnaryOp};

impl Repeat {
    /// `for item in over`.
    pub fn new(item: impl Into<String>, over: impl Into<Expr>) -> Self {
        Self { item: item.into(), index: None, over: over.into() }
    }

    /// Also names the count of rounds: `for (item, index) in over`.
    pub fn with_index(mut self, index: impl Into<String>) -> Self {
        self.index = Some(index.into());
        self
    }

    /// The expression `[for item in over: body]`.
    pub fn body(self, body: impl Into<Expr>) -> Expr {
        Expr::For { repeat: Box::new(self), body: Box::new(body.into()) }
    }
}

impl Object {
    /// An empty object.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a property.
    pub fn with(mut self, key: impl Into<Key>, value: impl Into<Expr>) -> Self {
        self.push(Property::new(key, value));
        self
    }

    /// Adds a property.
    pub fn push(&mut self, property: Property) {
        self.properties.push(property);
    }

    /// Has Bicep write the object on one line.
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }
}

impl Property {
    /// A property without directives.
    pub fn new(key: impl Into<Key>, value: impl Into<Expr>) -> Self {
        Self { directives: Vec::new(), key: key.into(), value: value.into() }
    }

    /// Adds a directive for the property's line.
    pub fn directive(mut self, directive: Directive) -> Self {
        self.directives.push(directive);
        self
    }
}

impl Array {
    /// An array of `items`, one a line.
    pub fn new(items: impl IntoIterator<Item = impl Into<Expr>>) -> Self {
        Self { items: items.into_iter().map(Into::into).collect(), inline: false }
    }

    /// Has Bicep write the array on one line.
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }
}

impl Expr {
    /// `self.name`.
    pub fn prop(self, name: impl Into<String>) -> Self {
        Self::Property { base: Box::new(self), name: name.into(), safe: false }
    }

    /// `self.?name`.
    pub fn safe_prop(self, name: impl Into<String>) -> Self {
        Self::Property { base: Box::new(self), name: name.into(), safe: true }
    }

    /// `self[index]`.
    pub fn index(self, index: impl Into<Self>) -> Self {
        Self::Index { base: Box::new(self), index: Box::new(index.into()), safe: false }
    }

    /// `self[?index]`.
    pub fn safe_index(self, index: impl Into<Self>) -> Self {
        Self::Index { base: Box::new(self), index: Box::new(index.into()), safe: true }
    }

    /// `self::name`.
    pub fn nested(self, name: impl Into<String>) -> Self {
        Self::Nested { base: Box::new(self), name: name.into() }
    }

    /// `self!`.
    pub fn non_null(self) -> Self {
        Self::NonNull(Box::new(self))
    }

    /// `self.name(args)`, a method of a resource.
    pub fn method(self, name: impl Into<String>, args: impl IntoIterator<Item = impl Into<Self>>) -> Self {
        Self::Method {
            base: Box::new(self),
            name: name.into(),
            args: args.into_iter().map(Into::into).collect(),
        }
    }

    /// `self op right`.
    pub fn binary(self, op: BinaryOp, right: impl Into<Self>) -> Self {
        Self::Binary { op, left: Box::new(self), right: Box::new(right.into()) }
    }

    /// `self == right`.
    pub fn equals(self, right: impl Into<Self>) -> Self {
        self.binary(BinaryOp::Equals, right)
    }

    /// `self != right`.
    pub fn not_equals(self, right: impl Into<Self>) -> Self {
        self.binary(BinaryOp::NotEquals, right)
    }

    /// `self ?? right`.
    pub fn or_else(self, right: impl Into<Self>) -> Self {
        self.binary(BinaryOp::Coalesce, right)
    }

    /// `(self)`.
    pub fn parens(self) -> Self {
        Self::Parens(Box::new(self))
    }
}

/// A parameter, variable, resource, module, loop variable or lambda parameter.
pub fn sym(name: impl Into<String>) -> Expr {
    Expr::Symbol(name.into())
}

/// `null`.
pub fn null() -> Expr {
    Expr::Null
}

/// The arguments of a call that has none.
pub const NO_ARGS: [Expr; 0] = [];

/// `name(args)`.
pub fn call(name: impl Into<String>, args: impl IntoIterator<Item = impl Into<Expr>>) -> Expr {
    Expr::Call { namespace: None, name: name.into(), args: args.into_iter().map(Into::into).collect() }
}

/// An object of `properties`, one a line.
pub fn object(properties: impl IntoIterator<Item = (impl Into<Key>, Expr)>) -> Expr {
    let properties = properties.into_iter().map(|(key, value)| Property::new(key, value)).collect();
    Expr::Object(Object { properties, inline: false })
}

/// An array of `items`, one a line.
pub fn array(items: impl IntoIterator<Item = impl Into<Expr>>) -> Expr {
    Expr::Array(Array::new(items))
}

/// A string made of `parts`: `interpolate(["id-".into(), sym("name").into()])`.
pub fn interpolate(parts: impl IntoIterator<Item = Part>) -> Expr {
    Expr::Interpolated(parts.into_iter().collect())
}

/// `condition ? then : otherwise`.
pub fn ternary(condition: impl Into<Expr>, then: impl Into<Expr>, otherwise: impl Into<Expr>) -> Expr {
    Expr::Ternary {
        condition: Box::new(condition.into()),
        then: Box::new(then.into()),
        otherwise: Box::new(otherwise.into()),
    }
}

/// `!operand`.
pub fn not(operand: impl Into<Expr>) -> Expr {
    Expr::Unary { op: UnaryOp::Not, operand: Box::new(operand.into()) }
}

/// `-operand`.
pub fn negate(operand: impl Into<Expr>) -> Expr {
    Expr::Unary { op: UnaryOp::Minus, operand: Box::new(operand.into()) }
}

/// `left && right`.
pub fn and(left: impl Into<Expr>, right: impl Into<Expr>) -> Expr {
    left.into().binary(BinaryOp::And, right)
}

/// `left || right`.
pub fn or(left: impl Into<Expr>, right: impl Into<Expr>) -> Expr {
    left.into().binary(BinaryOp::Or, right)
}

/// `params => body`.
pub fn lambda(params: impl IntoIterator<Item = impl Into<String>>, body: impl Into<Expr>) -> Expr {
    Expr::Lambda { params: params.into_iter().map(Into::into).collect(), body: Box::new(body.into()) }
}

/// `loadTextContent('path')` of a file that holds `content`.
pub fn load_text(path: impl Into<String>, content: impl Into<Arc<str>>) -> Expr {
    Expr::LoadText { path: path.into(), content: content.into() }
}

impl From<&str> for Expr {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Expr {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Expr {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<bool> for Expr {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<Object> for Expr {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl From<Array> for Expr {
    fn from(array: Array) -> Self {
        Self::Array(array)
    }
}

impl From<&str> for Part {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Part {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Expr> for Part {
    fn from(value: Expr) -> Self {
        Self::Value(value)
    }
}

impl From<&str> for Key {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}

impl From<String> for Key {
    fn from(name: String) -> Self {
        Self::Name(name)
    }
}

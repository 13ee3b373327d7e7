//! Expressions.

use std::sync::Arc;

use super::Directive;

/// An expression of Bicep.
///
/// Symbols are names: the printers resolve them in the scope where they stand (lambda and loop variables first, then
/// the declarations and imports of the template), as Bicep does.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number; Bicep knows no others.
    Int(i64),
    /// A string without interpolation; any text is allowed.
    Text(String),
    /// A string with interpolation: `'id-${name}'`.
    Interpolated(Vec<Part>),
    /// A string between triple quotes; its text must not hold three quotes in a row.
    MultiLine(String),
    /// `{ … }`.
    Object(Object),
    /// `[ … ]`.
    Array(Array),
    /// A parameter, variable, resource, module, loop variable or lambda parameter.
    Symbol(String),
    /// `base.name`, or `base.?name` when `safe`.
    Property {
        /// What holds the property.
        base: Box<Expr>,
        /// Name of the property.
        name: String,
        /// Whether a missing property gives null.
        safe: bool,
    },
    /// `base[index]`, or `base[?index]` when `safe`.
    Index {
        /// The array, object, or looped resource or module.
        base: Box<Expr>,
        /// Position or key.
        index: Box<Expr>,
        /// Whether a missing element gives null.
        safe: bool,
    },
    /// `base::name`, a nested resource.
    Nested {
        /// The resource that holds it.
        base: Box<Expr>,
        /// Symbol of the nested resource.
        name: String,
    },
    /// `operand!`.
    NonNull(Box<Expr>),
    /// A call of a built-in function or of one that the template declares or imports.
    Call {
        /// `sys.` or `az.` where it is to be written. The Bicep printer adds it by itself when a declaration takes
        /// the name of the function.
        namespace: Option<Namespace>,
        /// Name of the function.
        name: String,
        /// Arguments.
        args: Vec<Expr>,
    },
    /// A call of a resource's method: `provider.listClusterStatus(…)`.
    Method {
        /// The resource.
        base: Box<Expr>,
        /// Name of the method; only those that begin with `list` exist.
        name: String,
        /// Arguments.
        args: Vec<Expr>,
    },
    /// `!operand` or `-operand`.
    Unary {
        /// The operator.
        op: UnaryOp,
        /// Its operand.
        operand: Box<Expr>,
    },
    /// `left op right`; the printers add the parentheses that precedence asks for.
    Binary {
        /// The operator.
        op: BinaryOp,
        /// Left operand.
        left: Box<Expr>,
        /// Right operand.
        right: Box<Expr>,
    },
    /// `condition ? then : otherwise`.
    Ternary {
        /// The condition.
        condition: Box<Expr>,
        /// Value when it holds.
        then: Box<Expr>,
        /// Value when it does not.
        otherwise: Box<Expr>,
    },
    /// `item => body` or `(a, b) => body`.
    Lambda {
        /// Parameters.
        params: Vec<String>,
        /// Result.
        body: Box<Expr>,
    },
    /// `[for item in over: body]`.
    For {
        /// What is looped over.
        repeat: Box<Repeat>,
        /// Value of one round.
        body: Box<Expr>,
    },
    /// `loadTextContent('path')`; in ARM JSON a variable that holds the text.
    LoadText {
        /// Path as written in Bicep, relative to the template.
        path: String,
        /// The file's text.
        content: Arc<str>,
    },
    /// `( operand )` where the author wants parentheses that precedence does not ask for.
    Parens(Box<Expr>),
}

/// A part of an interpolated string.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Text that stands as it is.
    Text(String),
    /// A value between `${` and `}`.
    Value(Expr),
}

/// Namespaces of the built-in functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Namespace {
    /// `az`: functions of Azure.
    Az,
    /// `sys`: functions of the language.
    Sys,
}

/// Operators with one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    /// `!`.
    Not,
    /// `-`.
    Minus,
}

/// Operators with two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    /// `??`.
    Coalesce,
    /// `||`.
    Or,
    /// `&&`.
    And,
    /// `==`.
    Equals,
    /// `!=`.
    NotEquals,
    /// `=~`, equality without regard to case.
    EqualsFolded,
    /// `!~`.
    NotEqualsFolded,
    /// `<`.
    Less,
    /// `<=`.
    LessOrEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterOrEqual,
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `/`.
    Divide,
    /// `%`.
    Modulo,
}

/// An object literal; keys keep their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    /// Its properties.
    pub properties: Vec<Property>,
    /// Whether Bicep writes it on one line (as long as it fits); an empty one always is.
    pub inline: bool,
}

/// A property of an object literal, a resource or a module's parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// Linter directives on the line before it.
    pub directives: Vec<Directive>,
    /// Its name.
    pub key: Key,
    /// Its value.
    pub value: Expr,
}

/// Name of a property.
#[derive(Clone, Debug, PartialEq)]
pub enum Key {
    /// A fixed name; the Bicep printer quotes it when it is no identifier.
    Name(String),
    /// A computed name.
    Interpolated(Vec<Part>),
}

/// An array literal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Array {
    /// Its items.
    pub items: Vec<Expr>,
    /// Whether Bicep writes it on one line (as long as it fits); an empty one always is.
    pub inline: bool,
}

/// `for item in over` or `for (item, index) in over`.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    /// Name of the loop variable.
    pub item: String,
    /// Name of the variable that counts the rounds from 0.
    pub index: Option<String>,
    /// The array.
    pub over: Expr,
}

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

    /// Adds a property when there is a value.
    pub fn with_some(self, key: impl Into<Key>, value: Option<impl Into<Expr>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
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

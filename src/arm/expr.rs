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

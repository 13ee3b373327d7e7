//! Declarations that are no resources, decorators and linter directives.

use super::{Expr, Property, TypeExpr};

/// `@name(…)` on the line before a declaration.
#[derive(Clone, Debug, PartialEq)]
pub enum Decorator {
    /// `@description('…')`.
    Description(String),
    /// `@export()`: other templates may import the declaration.
    Export,
    /// `@secure()`: the value is kept out of logs and outputs.
    Secure,
    /// `@allowed([…])`: the only values, literals all.
    Allowed(Vec<Expr>),
    /// `@minLength(n)`, of a string or an array.
    MinLength(i64),
    /// `@maxLength(n)`.
    MaxLength(i64),
    /// `@minValue(n)`.
    MinValue(i64),
    /// `@maxValue(n)`.
    MaxValue(i64),
    /// `@sealed()`: an object type without other properties.
    Sealed,
    /// `@discriminator('property')`: the property that tells the object types of a union apart.
    Discriminator(String),
    /// `@batchSize(n)`: at most so many rounds of a loop at a time.
    BatchSize(i64),
    /// `@metadata({…})`: further facts about a declaration, literals all.
    Metadata(Vec<Property>),
}

/// What is not to be reported, and why: `#disable-next-line code // reason`, or the same of a whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// Code of the diagnostic or name of the linter rule.
    pub code: String,
    /// Why it does not apply here, one line.
    pub reason: Option<String>,
}

impl Directive {
    /// Silences `code`, several of them with spaces between, because of `reason`.
    pub fn new(code: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { code: code.into(), reason: Some(reason.into()) }
    }
}

/// Checks of a scanner that a resource does not pass, and why: `// checkov:skip=ID,ID: reason`.
///
/// ARM JSON has no comments, and Bicep no place for the `metadata` that the scanner reads there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skip {
    /// Ids of the checks, with commas between.
    pub checks: String,
    /// Why they do not apply here, one line.
    pub reason: String,
}

impl Skip {
    /// Leaves out `checks`, several of them with commas between, because of `reason`.
    pub fn new(checks: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { checks: checks.into(), reason: reason.into() }
    }
}

/// `param name type = default`.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// Its decorators, as they are to stand.
    pub decorators: Vec<Decorator>,
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: TypeExpr,
    /// Its value when none is given.
    pub default: Option<Expr>,
}

/// `var name = value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Its decorators, as they are to stand.
    pub decorators: Vec<Decorator>,
    /// Its name.
    pub name: String,
    /// Its value. Where it needs a deployed resource, ARM JSON repeats it at each use, as the compiler does.
    pub value: Expr,
}

/// `func name(params) returns => body`.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Its decorators, as they are to stand.
    pub decorators: Vec<Decorator>,
    /// Its name.
    pub name: String,
    /// Names and types of its parameters.
    pub params: Vec<(String, TypeExpr)>,
    /// Type of its result.
    pub returns: TypeExpr,
    /// Its result; only its parameters, and exported variables and functions, are in scope.
    pub body: Expr,
}

/// `output name type = value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// Linter directives on the lines before it.
    pub directives: Vec<Directive>,
    /// Its decorators, as they are to stand.
    pub decorators: Vec<Decorator>,
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: TypeExpr,
    /// Its value.
    pub value: Expr,
}

macro_rules! decorated {
    ($($declaration:ident),*) => {$(
        impl $declaration {
            /// Adds a decorator.
            pub fn decorate(mut self, decorator: Decorator) -> Self {
                self.decorators.push(decorator);
                self
            }

            /// Adds `@description('text')`.
            pub fn describe(self, text: impl Into<String>) -> Self {
                self.decorate(Decorator::Description(text.into()))
            }
        }
    )*};
}

decorated!(Param, Variable, Function, Output);

impl Param {
    /// A parameter without default.
    pub fn new(name: impl Into<String>, ty: impl Into<TypeExpr>) -> Self {
        Self { decorators: Vec::new(), name: name.into(), ty: ty.into(), default: None }
    }

    /// Sets its default.
    pub fn default(mut self, value: impl Into<Expr>) -> Self {
        self.default = Some(value.into());
        self
    }
}

impl Variable {
    /// A variable.
    pub fn new(name: impl Into<String>, value: impl Into<Expr>) -> Self {
        Self { decorators: Vec::new(), name: name.into(), value: value.into() }
    }
}

impl Function {
    /// A function without parameters.
    pub fn new(name: impl Into<String>, returns: impl Into<TypeExpr>, body: impl Into<Expr>) -> Self {
        Self {
            decorators: Vec::new(),
            name: name.into(),
            params: Vec::new(),
            returns: returns.into(),
            body: body.into(),
        }
    }

    /// Adds a parameter.
    pub fn param(mut self, name: impl Into<String>, ty: impl Into<TypeExpr>) -> Self {
        self.params.push((name.into(), ty.into()));
        self
    }
}

impl Output {
    /// An output.
    pub fn new(name: impl Into<String>, ty: impl Into<TypeExpr>, value: impl Into<Expr>) -> Self {
        Self {
            directives: Vec::new(),
            decorators: Vec::new(),
            name: name.into(),
            ty: ty.into(),
            value: value.into(),
        }
    }

    /// Adds a directive for the output's line.
    pub fn directive(mut self, directive: Directive) -> Self {
        self.directives.push(directive);
        self
    }
}

//! Types of parameters, outputs and user-defined types.

use super::Decorator;

/// A type of Bicep.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeExpr {
    /// `string`.
    String,
    /// `int`.
    Int,
    /// `bool`.
    Bool,
    /// `object`, of any shape.
    AnyObject,
    /// `array`, of anything.
    AnyArray,
    /// A literal as a type: `'fixed'`.
    Literal(Literal),
    /// `a | b`: literals, or object types under a `@discriminator`.
    Union(Vec<TypeExpr>),
    /// `item[]`.
    ArrayOf(Box<TypeExpr>),
    /// `{ … }`.
    Object(ObjectType),
    /// `inner?`.
    Nullable(Box<TypeExpr>),
    /// A type that the template declares or imports.
    Named(String),
}

/// A literal that is used as a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// A string.
    Text(String),
    /// A whole number.
    Int(i64),
    /// `true` or `false`.
    Bool(bool),
}

/// An object type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ObjectType {
    /// Its properties.
    pub properties: Vec<TypeProperty>,
    /// `*: type`, with its decorators: what other properties hold. Its `name` is not used.
    pub additional: Option<Box<TypeProperty>>,
    /// Whether Bicep writes it on one line (as long as it fits).
    pub inline: bool,
}

/// A property of an object type.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeProperty {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: TypeExpr,
    /// Its decorators.
    pub decorators: Vec<Decorator>,
}

/// `type name = …`.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDecl {
    /// Its decorators, as they are to stand.
    pub decorators: Vec<Decorator>,
    /// Its name.
    pub name: String,
    /// Its meaning.
    pub ty: TypeExpr,
}

impl TypeDecl {
    /// A type without decorators.
    pub fn new(name: impl Into<String>, ty: impl Into<TypeExpr>) -> Self {
        Self { decorators: Vec::new(), name: name.into(), ty: ty.into() }
    }

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

impl TypeExpr {
    /// A type that the template declares or imports.
    pub fn named(name: impl Into<String>) -> Self {
        Self::Named(name.into())
    }

    /// Hands on the name of every declared type that this one uses, in order.
    pub fn names<'t>(&'t self, each: &mut dyn FnMut(&'t str)) {
        match self {
            Self::Named(name) => each(name),
            Self::Union(members) => members.iter().for_each(|member| member.names(each)),
            Self::ArrayOf(inner) | Self::Nullable(inner) => inner.names(each),
            Self::Object(object) => {
                for property in object.properties.iter().chain(object.additional.as_deref()) {
                    property.ty.names(each);
                }
            }
            Self::String | Self::Int | Self::Bool | Self::AnyObject | Self::AnyArray | Self::Literal(_) => {}
        }
    }

    /// A literal string as a type.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Literal(Literal::Text(text.into()))
    }

    /// `'a' | 'b'`.
    pub fn one_of(texts: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self::Union(texts.into_iter().map(Self::text).collect())
    }

    /// `self[]`.
    pub fn array(self) -> Self {
        Self::ArrayOf(Box::new(self))
    }

    /// `self?`.
    pub fn nullable(self) -> Self {
        Self::Nullable(Box::new(self))
    }

    /// `{ *: self }` on one line.
    pub fn map(self) -> Self {
        ObjectType::new().additional(TypeProperty::new("*", self)).inline().into()
    }
}

impl ObjectType {
    /// An object type without properties.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a property.
    pub fn with(mut self, property: TypeProperty) -> Self {
        self.properties.push(property);
        self
    }

    /// Says what other properties hold.
    pub fn additional(mut self, property: TypeProperty) -> Self {
        self.additional = Some(Box::new(property));
        self
    }

    /// Has Bicep write the type on one line.
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }
}

impl TypeProperty {
    /// A property without decorators.
    pub fn new(name: impl Into<String>, ty: impl Into<TypeExpr>) -> Self {
        Self { name: name.into(), ty: ty.into(), decorators: Vec::new() }
    }

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

impl From<ObjectType> for TypeExpr {
    fn from(object: ObjectType) -> Self {
        Self::Object(object)
    }
}

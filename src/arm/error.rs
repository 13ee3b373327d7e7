//! Trees that cannot be printed.

/// What is wrong with a template tree. Trees are built by code, so this is a fault of that code and not of a user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{template}: {fault}")]
pub struct LowerError {
    /// File of the template.
    pub template: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// Kinds of faults of a template tree.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A declaration, property or parameter has a name that Bicep does not allow.
    #[error("`{0}` is no identifier")]
    BadName(String),
    /// Two declarations share a name.
    #[error("`{0}` is declared twice")]
    Duplicate(String),
    /// A symbol that nothing declares.
    #[error("nothing declares `{0}`")]
    UnknownSymbol(String),
    /// A type that nothing declares.
    #[error("no type is named `{0}`")]
    UnknownType(String),
    /// An import of something that the file does not export.
    #[error("`{from}` exports no `{name}`")]
    NotExported {
        /// What is imported.
        name: String,
        /// File that it is imported from.
        from: String,
    },
    /// A loop where Bicep allows none.
    #[error("a loop cannot stand here: {0}")]
    MisplacedLoop(&'static str),
    /// A resource or module where only a value can stand.
    #[error("`{0}` is a resource or module, and no value")]
    NoValue(String),
    /// Something else where only a resource or module can stand.
    #[error("only a resource or module can be {0}")]
    NoResource(&'static str),
    /// A looped resource without index, or an index of one that is not looped.
    #[error("`{0}` does not fit its index")]
    BadIndex(String),
    /// Declarations that need each other.
    #[error("`{0}` depends on itself")]
    Cycle(String),
    /// A resource without API version.
    #[error("`{0}` has no API version")]
    NoApiVersion(String),
    /// A method that resources do not have.
    #[error("resources have no method `{0}`")]
    UnknownMethod(String),
    /// A scope other than a resource or a resource group.
    #[error("`{0}` has a scope that is neither a resource nor `resourceGroup(…)`")]
    BadScope(String),
    /// A union whose members differ in type, or object types without a discriminator.
    #[error("a union needs literals of one type, or object types under a discriminator")]
    BadUnion,
    /// A value where only a literal can stand.
    #[error("only literals can stand in {0}")]
    NoLiteral(&'static str),
    /// The layout of Bicep files is broken.
    #[error("the layout of Bicep files cannot be rendered: {0}")]
    Layout(String),
}

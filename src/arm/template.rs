//! A template: one Bicep file.

use std::sync::Arc;

use super::{Directive, Function, Module, Output, Param, Resource, TypeDecl, Variable};

/// One Bicep file, deployed into a resource group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Template {
    /// Name of the file, as modules and imports write it.
    pub file: String,
    /// Comment at the top, without `//`; several lines give several comments.
    pub header: Option<String>,
    /// Rules that the whole file is excused from, and why.
    pub silenced: Option<Directive>,
    /// `metadata name`.
    pub name: Option<String>,
    /// `metadata description`.
    pub description: Option<String>,
    /// What it takes from other files.
    pub imports: Vec<Import>,
    /// Its declarations, in the order of the file.
    pub items: Vec<Item>,
}

/// `import { a, b } from 'file'`.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// Names of exported types, variables and functions.
    pub names: Vec<String>,
    /// The file that exports them.
    pub from: Arc<Template>,
}

/// A declaration and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Whether it follows the declaration before it without an empty line.
    pub joined: bool,
    /// The declaration.
    pub decl: Decl,
}

/// A declaration.
#[derive(Clone, Debug, PartialEq)]
pub enum Decl {
    /// `type`.
    Type(TypeDecl),
    /// `func`.
    Function(Function),
    /// `param`.
    Param(Param),
    /// `var`.
    Variable(Variable),
    /// `resource`.
    Resource(Resource),
    /// `module`.
    Module(Module),
    /// `output`.
    Output(Output),
}

impl Template {
    /// An empty template in `file`.
    pub fn new(file: impl Into<String>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }

    /// Sets the comment at the top.
    pub fn header(mut self, comment: impl Into<String>) -> Self {
        self.header = Some(comment.into());
        self
    }

    /// Excuses the whole file from rules: `#disable-diagnostics`.
    pub fn silence(mut self, directive: Directive) -> Self {
        self.silenced = Some(directive);
        self
    }

    /// Sets `metadata name`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets `metadata description`.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// Imports `names` from `from`.
    pub fn import(
        mut self,
        names: impl IntoIterator<Item = impl Into<String>>,
        from: &Arc<Template>,
    ) -> Self {
        self.imports
            .push(Import { names: names.into_iter().map(Into::into).collect(), from: Arc::clone(from) });
        self
    }

    /// Adds a declaration, with an empty line before it.
    pub fn with(mut self, decl: impl Into<Decl>) -> Self {
        self.push(decl);
        self
    }

    /// Adds a declaration right below the one before it.
    pub fn with_joined(mut self, decl: impl Into<Decl>) -> Self {
        self.items.push(Item { joined: true, decl: decl.into() });
        self
    }

    /// Adds a declaration, with an empty line before it.
    pub fn push(&mut self, decl: impl Into<Decl>) {
        self.items.push(Item { joined: false, decl: decl.into() });
    }
}

impl Decl {
    /// Name that it declares.
    pub fn name(&self) -> &str {
        match self {
            Self::Type(decl) => &decl.name,
            Self::Function(decl) => &decl.name,
            Self::Param(decl) => &decl.name,
            Self::Variable(decl) => &decl.name,
            Self::Resource(decl) => &decl.symbol,
            Self::Module(decl) => &decl.symbol,
            Self::Output(decl) => &decl.name,
        }
    }
}

macro_rules! into_decl {
    ($($variant:ident($ty:ident)),*) => {$(
        impl From<$ty> for Decl {
            fn from(decl: $ty) -> Self {
                Self::$variant(decl)
            }
        }
    )*};
}

into_decl!(
    Type(TypeDecl),
    Function(Function),
    Param(Param),
    Variable(Variable),
    Resource(Resource),
    Module(Module),
    Output(Output)
);

//! The template tree and its two printers.
//!
//! A [`Template`] is a Bicep file as data: declarations made of typed expressions ([`Expr`]) and types ([`TypeExpr`]).
//! There is no node for raw text, so whatever a tree holds can be printed both as Bicep, in the form that the official
//! formatter leaves unchanged, and as ARM JSON, in the form that the official compiler 0.46 gives.

pub mod api_versions;
mod build;
mod decl;
mod error;
pub mod eval;
mod expr;
pub mod limits;
mod param_file;
pub mod print;
mod resource;
pub(crate) mod syntax;
mod template;
mod types;

pub use build::{
    NO_ARGS, and, array, call, interpolate, lambda, load_text, negate, not, null, object, or, sym, ternary,
};
pub use decl::{Decorator, Directive, Function, Output, Param, Skip, Variable};
pub use error::{Fault, LowerError};
pub use expr::{Array, BinaryOp, Expr, Key, Namespace, Object, Part, Property, Repeat, UnaryOp};
pub use param_file::BicepParam;
pub use resource::{Module, Resource};
pub use template::{Decl, Import, Item, Template};
pub use types::{Literal, ObjectType, TypeDecl, TypeExpr, TypeProperty};

#[cfg(test)]
mod tests;

//! Variables of a model.

use std::sync::Arc;

use crate::source::{Node, Span};

/// What a list or map holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// Texts.
    String,
    /// Whole numbers.
    Integer,
    /// Truth values.
    Boolean,
}

/// Type of a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    String,
    /// A whole number of 64 bits.
    Integer,
    /// Any number; Bicep has no decimals, so its parameter is a string.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A list of one kind of item.
    List(Item),
    /// A map from text to one kind of item.
    Map(Item),
    /// A list or map of any other shape; its parameter is a string that holds JSON.
    Json,
}

/// A variable with its values.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name.
    pub name: Arc<str>,
    /// Where the name stands.
    pub span: Span,
    /// Its type, given or inferred from the default.
    pub r#type: Type,
    /// What it is for, in the author's words.
    pub description: Option<Arc<str>>,
    /// The values allowed, empty for any.
    pub allowed: Vec<Node>,
    /// The least number allowed.
    pub minimum: Option<Node>,
    /// The greatest number allowed.
    pub maximum: Option<Node>,
    /// The pattern that a text has to match.
    pub pattern: Option<Arc<str>>,
    /// Its value in each environment, from the environment or the default; `None` in all where it has neither, and
    /// whoever deploys has to give one.
    pub values: Vec<Option<Node>>,
}

impl Variable {
    /// Whether whoever deploys has to give a value.
    pub fn is_required(&self) -> bool {
        self.values.iter().all(Option::is_none)
    }
}

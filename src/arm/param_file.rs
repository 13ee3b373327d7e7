//! Values of a template's parameters for one deployment.

use super::{Expr, Property};

/// A `.bicepparam` file, and the parameters JSON that says the same.
#[derive(Clone, Debug, PartialEq)]
pub struct BicepParam {
    /// Comment at the top, without `//`; several lines give several comments.
    pub header: Option<String>,
    /// The template that the values are for.
    pub using: String,
    /// Values by parameter: literals, objects and arrays of them.
    pub params: Vec<Property>,
}

impl BicepParam {
    /// No values yet for the template in the file `using`.
    pub fn new(using: impl Into<String>) -> Self {
        Self { header: None, using: using.into(), params: Vec::new() }
    }

    /// Sets the comment at the top.
    pub fn header(mut self, comment: impl Into<String>) -> Self {
        self.header = Some(comment.into());
        self
    }

    /// Gives a parameter its value.
    pub fn param(mut self, name: impl Into<String>, value: impl Into<Expr>) -> Self {
        self.params.push(Property::new(name.into(), value));
        self
    }
}

//! One value as an expression.

use super::{Lowering, Place, property_key, value_shape};
use crate::arm::{Expr, Object, array, call};
use crate::kinds::Shape;
use crate::model::Type;
use crate::source::{Data, Node, Number};

impl Lowering<'_> {
    /// A value that is the same wherever the place is evaluated.
    pub(in crate::emit) fn value(&self, node: &Node, shape: Option<&Shape>, place: Place) -> Expr {
        match &node.data {
            Data::Null => Expr::Null,
            Data::Bool(value) => (*value).into(),
            // Ids are texts in Azure, in both directions.
            Data::Number(number) if shape.is_some_and(|shape| shape.reference().is_some()) => {
                number.as_str().into()
            }
            Data::Number(number) => number_value(number),
            Data::String(text) => self.text(text, place),
            Data::List(list) => {
                let items = shape.and_then(Shape::items);
                array(list.iter().map(|item| self.value(item, items, place)))
            }
            Data::Map(map) => map
                .iter()
                .fold(Object::new(), |object, entry| {
                    let value = self.value(&entry.value, value_shape(shape, &entry.key.text), place);
                    object.with(property_key(&entry.key.text, shape), value)
                })
                .into(),
        }
    }
}

/// A number; what Bicep cannot say, decimals and numbers of more than 64 bits, as `json('0.35')`.
fn number_value(number: &Number) -> Expr {
    match number.as_i64() {
        // Bicep reads a negative number as the negation of a positive one, which the least number has not.
        Some(integer) if integer != i64::MIN => integer.into(),
        _ => call("json", [number.as_str()]),
    }
}

/// A value of a variable in the form that its parameter takes.
pub(in crate::emit) fn argument(lowering: &Lowering<'_>, r#type: Type, node: &Node, at: usize) -> Expr {
    match (r#type, &node.data) {
        (Type::Number, Data::Number(number)) => number.as_str().into(),
        (Type::Json, _) => crate::emit::canonical::json(node).into(),
        _ => literal(lowering, node, at),
    }
}

/// Texts of variables hold no interpolation: `${` stands for itself there.
fn literal(lowering: &Lowering<'_>, node: &Node, at: usize) -> Expr {
    match &node.data {
        Data::String(text) => (&**text).into(),
        Data::List(list) => array(list.iter().map(|item| literal(lowering, item, at))),
        Data::Map(map) => map
            .iter()
            .fold(Object::new(), |object, entry| {
                object.with(&*entry.key.text, literal(lowering, &entry.value, at))
            })
            .into(),
        _ => lowering.value(node, None, Place::Row(at)),
    }
}

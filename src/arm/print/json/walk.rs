//! Visiting the parts of an expression.

use crate::arm::{Expr, Key, Part, Property};

/// Calls `visit` with `expr` and, as long as it says so, with the expressions in it.
pub(super) fn walk<'e>(expr: &'e Expr, visit: &mut dyn FnMut(&'e Expr) -> bool) {
    if visit(expr) {
        for child in children(expr) {
            walk(child, visit);
        }
    }
}

/// The expressions right below `expr`, in the order of the file.
pub(super) fn children(expr: &Expr) -> Vec<&Expr> {
    match expr {
        Expr::Null
        | Expr::Bool(_)
        | Expr::Int(_)
        | Expr::Text(_)
        | Expr::MultiLine(_)
        | Expr::Symbol(_)
        | Expr::LoadText { .. } => Vec::new(),
        Expr::Interpolated(parts) => values(parts).collect(),
        Expr::Object(object) => object.properties.iter().flat_map(property_exprs).collect(),
        Expr::Array(array) => array.items.iter().collect(),
        Expr::Property { base, .. } | Expr::Nested { base, .. } => vec![base],
        Expr::Index { base, index, .. } => vec![base, index],
        Expr::NonNull(operand) | Expr::Parens(operand) | Expr::Unary { operand, .. } => vec![operand],
        Expr::Call { args, .. } => args.iter().collect(),
        Expr::Method { base, args, .. } => std::iter::once(&**base).chain(args).collect(),
        Expr::Binary { left, right, .. } => vec![left, right],
        Expr::Ternary { condition, then, otherwise } => vec![condition, then, otherwise],
        Expr::Lambda { body, .. } => vec![body],
        Expr::For { repeat, body } => vec![&repeat.over, body],
    }
}

/// The expressions of a property: in its name, and its value.
pub(super) fn property_exprs(property: &Property) -> impl Iterator<Item = &Expr> {
    let parts = match &property.key {
        Key::Name(_) => &[][..],
        Key::Interpolated(parts) => parts,
    };
    values(parts).chain([&property.value])
}

fn values(parts: &[Part]) -> impl Iterator<Item = &Expr> {
    parts.iter().filter_map(|part| match part {
        Part::Text(_) => None,
        Part::Value(value) => Some(value),
    })
}

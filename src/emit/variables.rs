//! Variables of the spec as parameters.

use crate::arm::{Decorator, Literal, Param, TypeExpr};
use crate::model::{Item, Type, Variable, parameter_name, type_name};
use crate::source::{Data, Node};

/// The parameter of a variable: nullable, since the environment decides when none is given.
pub(super) fn param(variable: &Variable) -> Param {
    let ty = match allowed_type(variable) {
        Some(_) => TypeExpr::named(type_name(&variable.name)),
        None => base_type(variable.r#type),
    };
    let param = parameter_name(&variable.name);
    if variable.is_required() {
        let mut required = Param::new(param, ty).describe(description(variable));
        if matches!(variable.r#type, Type::String | Type::Number | Type::Json)
            && allowed_type(variable).is_none()
        {
            // A value that was not given reads as an empty text.
            required = required.decorate(Decorator::MinLength(1));
        }
        return bounded(required, variable);
    }
    let description = description(variable);
    let description = description.strip_suffix('.').unwrap_or(&description);
    let description = format!("{description}; the environment decides when none is given.");
    bounded(Param::new(param, ty.nullable()).describe(description), variable)
}

/// Bounds that Bicep can check: those of whole numbers.
fn bounded(mut param: Param, variable: &Variable) -> Param {
    if variable.r#type != Type::Integer || allowed_type(variable).is_some() {
        return param;
    }
    let whole = |node: &Option<Node>| match node.as_ref().map(|node| &node.data) {
        Some(Data::Number(number)) => number.as_i64(),
        _ => None,
    };
    if let Some(minimum) = whole(&variable.minimum) {
        param = param.decorate(Decorator::MinValue(minimum));
    }
    if let Some(maximum) = whole(&variable.maximum) {
        param = param.decorate(Decorator::MaxValue(maximum));
    }
    param
}

/// What the author says of it.
pub(super) fn description(variable: &Variable) -> String {
    match &variable.description {
        Some(text) if !text.trim().is_empty() => text.trim().to_owned(),
        _ => format!("Variable {} of the spec.", variable.name),
    }
}

/// The type that allows certain values only; `None` for a variable without them, and where the parameter's type has no
/// literals: whoever applies checks those.
pub(super) fn allowed_type(variable: &Variable) -> Option<TypeExpr> {
    let literal = |node: &Node| match (&node.data, variable.r#type) {
        (Data::String(text), Type::String) => Some(Literal::Text(text.to_string())),
        (Data::Number(number), Type::Number) => Some(Literal::Text(number.as_str().to_owned())),
        (Data::Number(number), Type::Integer) => number.as_i64().map(Literal::Int),
        (Data::Bool(value), Type::Boolean) => Some(Literal::Bool(*value)),
        _ => None,
    };
    let literals: Vec<Literal> = variable.allowed.iter().map(literal).collect::<Option<_>>()?;
    let mut members: Vec<TypeExpr> = literals.into_iter().map(TypeExpr::Literal).collect();
    match members.len() {
        0 => None,
        1 => members.pop(),
        _ => Some(TypeExpr::Union(members)),
    }
}

fn base_type(r#type: Type) -> TypeExpr {
    let item = |item| match item {
        Item::String => TypeExpr::String,
        Item::Integer => TypeExpr::Int,
        Item::Boolean => TypeExpr::Bool,
    };
    match r#type {
        Type::String | Type::Number | Type::Json => TypeExpr::String,
        Type::Integer => TypeExpr::Int,
        Type::Boolean => TypeExpr::Bool,
        Type::List(of) => item(of).array(),
        Type::Map(of) => item(of).map(),
    }
}

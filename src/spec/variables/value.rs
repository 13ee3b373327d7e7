//! Whether a value fits its variable.

use crate::diagnostic::{Diagnostic, code};
use crate::model::{Item, Type, Variable};
use crate::source::{Data, Node};

/// The number that a node holds, for comparisons.
pub(super) fn number(node: &Node) -> Option<f64> {
    match &node.data {
        Data::Number(number) => number.as_str().parse().ok(),
        _ => None,
    }
}

/// A type in the words of a message.
pub(super) fn describe(r#type: Type) -> &'static str {
    match r#type {
        Type::String => "text",
        Type::Integer => "a whole number",
        Type::Number => "a number",
        Type::Boolean => "`true` or `false`",
        Type::List(Item::String) => "a list of texts",
        Type::List(Item::Integer) => "a list of whole numbers",
        Type::List(Item::Boolean) => "a list of `true` and `false`",
        Type::Map(Item::String) => "a map of texts",
        Type::Map(Item::Integer) => "a map of whole numbers",
        Type::Map(Item::Boolean) => "a map of `true` and `false`",
        Type::Json => "a list or a map",
    }
}

/// Checks type and constraints.
///
/// # Errors
/// The finding, without its path.
pub(super) fn check(variable: &Variable, value: &Node) -> Result<(), Box<Diagnostic>> {
    check_type(variable, value)?;
    let name = &variable.name;
    if !variable.allowed.is_empty() && !variable.allowed.iter().any(|allowed| allowed.same(value)) {
        let allowed = variable.allowed.iter().map(show).collect::<Vec<_>>().join(", ");
        let suggestion = value.as_str().and_then(|text| {
            crate::diagnostic::did_you_mean(text, variable.allowed.iter().filter_map(Node::as_str))
        });
        let help = suggestion.map_or_else(
            || format!("one of {allowed}"),
            |known| format!("did you mean `{known}`? Allowed are {allowed}"),
        );
        return Err(Box::new(
            fault(value, format!("{} is not allowed for `{name}`", show(value))).help(help),
        ));
    }
    if let (Some(value_number), Some(minimum)) = (number(value), &variable.minimum)
        && number(minimum).is_some_and(|minimum| value_number < minimum)
    {
        return Err(Box::new(
            fault(value, format!("{} is less than {}, the minimum of `{name}`", show(value), show(minimum)))
                .related(minimum.span, "the minimum"),
        ));
    }
    if let (Some(value_number), Some(maximum)) = (number(value), &variable.maximum)
        && number(maximum).is_some_and(|maximum| value_number > maximum)
    {
        return Err(Box::new(
            fault(value, format!("{} is more than {}, the maximum of `{name}`", show(value), show(maximum)))
                .related(maximum.span, "the maximum"),
        ));
    }
    if let (Some(text), Some(pattern)) = (value.as_str(), &variable.pattern)
        && let Ok(regex) = regex::Regex::new(pattern)
        && !regex.is_match(text)
    {
        return Err(Box::new(
            fault(value, format!("{} does not match the pattern of `{name}`", show(value)))
                .help(format!("the pattern is `{pattern}`")),
        ));
    }
    Ok(())
}

/// Checks the type alone.
///
/// # Errors
/// The finding, without its path.
pub(super) fn check_type(variable: &Variable, value: &Node) -> Result<(), Box<Diagnostic>> {
    let expected = variable.r#type;
    let fits = match (expected, &value.data) {
        (Type::String, Data::String(_))
        | (Type::Boolean, Data::Bool(_))
        | (Type::Number, Data::Number(_))
        | (Type::Json, Data::List(_) | Data::Map(_)) => true,
        (Type::Integer, Data::Number(number)) => number.as_i64().is_some(),
        (Type::List(item), Data::List(list)) => list.iter().all(|value| fits_item(item, value)),
        (Type::Map(item), Data::Map(map)) => map.iter().all(|entry| fits_item(item, &entry.value)),
        _ => false,
    };
    if fits {
        return Ok(());
    }
    let odd = odd_element(expected, value);
    let (value, this) = odd.map_or((value, "this"), |element| (element, "this element"));
    let message =
        format!("`{}` is {}, and {this} is {}", variable.name, describe(expected), describe_value(value));
    let help = match (expected, &value.data) {
        (Type::String, Data::Number(_) | Data::Bool(_)) => {
            Some(format!("put it in quotes: \"{}\"", show(value).trim_matches('`')))
        }
        (Type::Integer, Data::Number(number)) if !number.is_integer() => {
            Some("for decimals, set `type: number`".to_owned())
        }
        (Type::Boolean, Data::String(_)) => Some("write `true` or `false`, without quotes".to_owned()),
        (_, Data::Null) => Some("leave the line out, so that the default counts".to_owned()),
        _ => None,
    };
    let mut diagnostic = fault(value, message);
    diagnostic.help = help;
    if value.span != variable.span {
        diagnostic = diagnostic.related(variable.span, "the variable");
    }
    Err(Box::new(diagnostic))
}

/// The first element of a list or map that is not what its elements are.
fn odd_element(expected: Type, value: &Node) -> Option<&Node> {
    match (expected, &value.data) {
        (Type::List(item), Data::List(list)) => list.iter().find(|value| !fits_item(item, value)),
        (Type::Map(item), Data::Map(map)) => {
            map.iter().map(|entry| &entry.value).find(|value| !fits_item(item, value))
        }
        _ => None,
    }
}

/// A value in the words of a message; numbers that are not whole are told apart.
fn describe_value(value: &Node) -> &'static str {
    match &value.data {
        Data::Number(number) if !number.is_integer() => "a decimal number",
        Data::Number(number) if number.as_i64().is_none() => "a number of more than 64 bits",
        _ => value.describe(),
    }
}

fn fits_item(item: Item, value: &Node) -> bool {
    match (item, &value.data) {
        (Item::String, Data::String(_)) | (Item::Boolean, Data::Bool(_)) => true,
        (Item::Integer, Data::Number(number)) => number.as_i64().is_some(),
        _ => false,
    }
}

fn fault(value: &Node, message: String) -> Diagnostic {
    Diagnostic::new(&code::INVALID_VARIABLE_VALUE, value.span, message)
}

/// A value in a message.
fn show(node: &Node) -> String {
    match &node.data {
        Data::String(text) => format!("`{}`", text.chars().take(80).collect::<String>()),
        Data::Number(number) => format!("`{}`", number.as_str()),
        Data::Bool(value) => format!("`{value}`"),
        _ => node.describe().to_owned(),
    }
}

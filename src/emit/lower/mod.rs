//! Values of the spec as expressions: what one place holds in every environment becomes one expression.
//!
//! | the environments | the expression |
//! |---|---|
//! | agree | the value, its interpolations as references to parameters and resources |
//! | hold maps | a map, key by key; a key that some lack is `null` there |
//! | hold keyed lists | a list, element by element; what some lack is a conditional part of `concat` |
//! | differ otherwise | a conditional expression on `environment` |

mod choice;
mod order;
mod text;
mod value;

use rustc_hash::FxHashMap;

use self::choice::Choice;
use crate::arm::{Expr, Key, Object, call};
use crate::kinds::case::camel_case;
use crate::kinds::{Kind, Shape};
use crate::model::{Model, resource_symbol};
use crate::source::{Map, Node};

pub(super) use self::choice::condition_on;
pub(super) use self::order::{Newcomer, union};
pub(super) use self::text::{configured, is_constant};
pub(super) use self::value::argument as value_argument;

/// What one place holds in the environment at a position; `None` where it is absent.
pub(super) type Row<'a> = (usize, Option<&'a Node>);

/// Where an expression stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// In a template, where the environment is a parameter.
    Template,
    /// In the default of a parameter, where Bicep allows other parameters and no variables.
    Default,
    /// In the configuration set, in the row of this environment.
    Row(usize),
}

/// A resource of the custom provider that others may refer to.
struct Target {
    symbol: String,
    kind: &'static Kind,
    conditional: bool,
}

/// Turns values of a model into expressions.
pub(super) struct Lowering<'a> {
    model: &'a Model,
    targets: FxHashMap<(&'a str, &'a str), Target>,
}

impl<'a> Lowering<'a> {
    /// The lowering of a model.
    pub(super) fn new(model: &'a Model) -> Self {
        let targets = model.resources.iter().map(|resource| {
            let target = Target {
                symbol: resource_symbol(resource.kind, &resource.key),
                kind: resource.kind,
                conditional: resource.trees.iter().any(Option::is_none),
            };
            ((resource.kind.name, &*resource.key), target)
        });
        Self { model, targets: targets.collect() }
    }

    /// The model that is lowered.
    pub(super) fn model(&self) -> &'a Model {
        self.model
    }

    /// Position of every environment.
    pub(super) fn everywhere(&self) -> Vec<usize> {
        (0..self.model.environments.len()).collect()
    }

    /// One expression for what the rows hold.
    pub(super) fn fold(&self, rows: &[Row<'_>], shape: Option<&Shape>) -> Expr {
        let choices = Choice::group(rows);
        if let [Choice { value, .. }] = choices.as_slice() {
            return self.optional(*value, shape, Place::Template);
        }
        if let Some(maps) = each(rows, Node::as_map) {
            return self.fold_maps(&maps, shape);
        }
        if let Some(field) = shape.and_then(Shape::key_field)
            && let Some(lists) = each(rows, Node::as_list)
        {
            return self.fold_elements(&lists, field, shape.and_then(Shape::items));
        }
        let branches = choices.into_iter().map(|choice| {
            let value = self.optional(choice.value, shape, Place::Template);
            (choice.environments, value)
        });
        self.choose(branches.collect())
    }

    fn optional(&self, node: Option<&Node>, shape: Option<&Shape>, place: Place) -> Expr {
        node.map_or(Expr::Null, |node| self.value(node, shape, place))
    }

    fn fold_maps(&self, maps: &[(usize, &Map)], shape: Option<&Shape>) -> Expr {
        let keys =
            union(maps.iter().map(|(_, map)| map.iter().map(|entry| &*entry.key.text)), Newcomer::Sorted);
        let mut object = Object::new();
        for key in keys {
            let rows: Vec<Row<'_>> = maps.iter().map(|(at, map)| (*at, map.get(key))).collect();
            let value = self.fold(&rows, value_shape(shape, key));
            object = object.with(property_key(key, shape), value);
        }
        object.into()
    }

    fn fold_elements(&self, lists: &[(usize, &[Node])], field: &str, items: Option<&Shape>) -> Expr {
        let key = |node: &Node| node.get(field).and_then(Node::as_str).map(str::to_owned);
        let names: Vec<Vec<String>> =
            lists.iter().map(|(_, list)| list.iter().filter_map(key).collect()).collect();
        let elements = union(names.iter().map(|names| names.iter().map(String::as_str)), Newcomer::Last);
        // Neighbours that stand in the same environments make one part.
        let mut parts: Vec<(Vec<usize>, Vec<Expr>)> = Vec::new();
        for element in elements {
            let rows: Vec<Row<'_>> = lists
                .iter()
                .filter_map(|(at, list)| {
                    let node = list.iter().find(|node| key(node).as_deref() == Some(element))?;
                    Some((*at, Some(node)))
                })
                .collect();
            let environments: Vec<usize> = rows.iter().map(|(at, _)| *at).collect();
            let value = self.fold(&rows, items);
            match parts.last_mut() {
                Some((known, values)) if *known == environments => values.push(value),
                _ => parts.push((environments, vec![value])),
            }
        }
        let parts: Vec<Expr> = parts
            .into_iter()
            .map(|(environments, values)| {
                let list = crate::arm::array(values);
                let others = |at: &usize| !environments.contains(at);
                let absent: Vec<usize> = lists.iter().map(|(at, _)| *at).filter(others).collect();
                if absent.is_empty() {
                    return list;
                }
                let empty = crate::arm::array(Vec::<Expr>::new());
                let mut branches = vec![(environments, list), (absent, empty)];
                branches.sort_by_key(|(environments, _)| environments.first().copied());
                self.choose(branches)
            })
            .collect();
        match <[Expr; 1]>::try_from(parts) {
            Ok([only]) => only,
            Err(parts) => call("concat", parts),
        }
    }
}

/// Name of a property: fields become camelCase, keys of free-form maps stay.
pub(super) fn property_key(key: &str, shape: Option<&Shape>) -> Key {
    match shape {
        Some(shape) if !shape.is_free_form() => Key::Name(camel_case(key)),
        _ => Key::Name(key.to_owned()),
    }
}

/// The shape of what a key holds.
fn value_shape<'s>(shape: Option<&'s Shape>, key: &str) -> Option<&'s Shape> {
    let shape = shape?;
    if shape.is_free_form() { shape.values() } else { shape.property(key) }
}

/// What every row holds, seen in one way; `None` when some row cannot be seen so.
fn each<'a, T: ?Sized>(
    rows: &[Row<'a>],
    view: impl Fn(&'a Node) -> Option<&'a T>,
) -> Option<Vec<(usize, &'a T)>> {
    rows.iter().map(|(at, node)| Some((*at, view((*node)?)?))).collect()
}

#[cfg(test)]
mod tests;

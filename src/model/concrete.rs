//! Values of one environment: `${name}`, `${environment}` and `${var.…}` filled in.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::interpolation::{self, Part, Reference};
use super::{Model, Variable};
use crate::source::{Data, Node};

/// What interpolations stand for in one environment.
#[derive(Debug)]
pub struct Values<'a> {
    name: &'a str,
    environment: &'a str,
    variables: FxHashMap<&'a str, &'a Node>,
}

impl<'a> Values<'a> {
    /// The values of the environment at a position; those `given` from outside win.
    pub fn new(
        name: &'a str,
        environment: (usize, &'a str),
        variables: impl IntoIterator<Item = &'a Variable>,
        given: impl IntoIterator<Item = (&'a Arc<str>, &'a Node)>,
    ) -> Self {
        let (position, environment) = environment;
        let mut values: FxHashMap<&str, &Node> = variables
            .into_iter()
            .filter_map(|variable| Some((&*variable.name, variable.values.get(position)?.as_ref()?)))
            .collect();
        values.extend(given.into_iter().map(|(name, value)| (&**name, value)));
        Self { name, environment, variables: values }
    }

    /// A tree with everything filled in that is known; what is not stays as written. Texts stay texts of the spec
    /// language: a literal `${` is still written `$${`.
    pub fn fill(&self, node: &Node) -> Node {
        let data = match &node.data {
            Data::String(text) if interpolation::is_interpolated(text) => return self.fill_text(node, text),
            Data::List(list) => Data::List(list.iter().map(|item| self.fill(item)).collect()),
            Data::Map(map) => Data::Map(map.map_values(|value| self.fill(value))),
            other => other.clone(),
        };
        Node { span: node.span, also: node.also.clone(), data }
    }

    fn fill_text(&self, node: &Node, text: &str) -> Node {
        if let Some(Reference::Variable(name)) = interpolation::whole(text)
            && let Some(value) = self.variables.get(&*name)
        {
            let places =
                [value.span].into_iter().chain(node.also.iter().flat_map(|also| also.iter().copied()));
            return Node { span: node.span, also: Some(places.collect()), data: escaped(value).data };
        }
        let Ok(parts) = interpolation::parse(text) else {
            return node.clone();
        };
        let mut filled = String::with_capacity(text.len());
        for part in parts {
            match part {
                Part::Text(literal) => filled.push_str(&interpolation::escape(&literal)),
                Part::Reference(reference, range) => match self.text_of(&reference) {
                    Some(value) => filled.push_str(&interpolation::escape(&value)),
                    None => filled.push_str(&text[range]),
                },
            }
        }
        Node { span: node.span, also: node.also.clone(), data: Data::String(filled.into()) }
    }

    fn text_of(&self, reference: &Reference) -> Option<String> {
        match reference {
            Reference::Name => Some(self.name.to_owned()),
            Reference::Environment => Some(self.environment.to_owned()),
            Reference::Variable(name) => scalar_text(self.variables.get(&**name)?),
            Reference::User | Reference::Resource { .. } | Reference::Azure(_) | Reference::Secret(_) => None,
        }
    }
}

/// A plain value as the spec language writes it.
fn escaped(node: &Node) -> Node {
    let data = match &node.data {
        Data::String(text) if interpolation::is_interpolated(text) => {
            Data::String(Arc::from(interpolation::escape(text)))
        }
        Data::List(list) => Data::List(list.iter().map(escaped).collect()),
        Data::Map(map) => Data::Map(map.map_values(escaped)),
        other => other.clone(),
    };
    Node { span: node.span, also: node.also.clone(), data }
}

/// A scalar as it reads inside a text; `None` for lists, maps and null.
fn scalar_text(node: &Node) -> Option<String> {
    match &node.data {
        Data::String(text) => Some(text.to_string()),
        Data::Number(number) => Some(number.as_str().to_owned()),
        Data::Bool(value) => Some(value.to_string()),
        Data::Null | Data::List(_) | Data::Map(_) => None,
    }
}

impl Model {
    /// What interpolations stand for in the environment at a position.
    pub fn values(&self, environment: usize) -> Values<'_> {
        let name = &self.environments[environment].name;
        Values::new(&self.name, (environment, name), self.variables.values(), &self.given)
    }
}

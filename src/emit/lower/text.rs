//! Texts with interpolations, and what each interpolation becomes.

use std::sync::Arc;

use super::{Lowering, Place};
use crate::arm::{Expr, Part, call, interpolate, sym, ternary};
use crate::model::interpolation::{self, Reference};
use crate::model::{Type, azure_symbol, parameter_name};
use crate::source::{Data, Node};

impl Lowering<'_> {
    /// A text of the spec language as an expression.
    pub(in crate::emit) fn text(&self, text: &str, place: Place) -> Expr {
        // Texts that cannot be read were reported; they stay as they are.
        let Ok(parts) = interpolation::parse(text) else { return text.into() };
        if let [interpolation::Part::Reference(reference, _)] = parts.as_slice() {
            return self.whole(reference, place);
        }
        let mut pieces: Vec<Part> = Vec::with_capacity(parts.len());
        for part in parts {
            let piece = match part {
                interpolation::Part::Text(literal) => literal.into(),
                interpolation::Part::Reference(reference, _) => self.inside(&reference, place),
            };
            match (pieces.last_mut(), piece) {
                (Some(Part::Text(before)), Expr::Text(more)) => before.push_str(&more),
                (_, Expr::Text(literal)) => pieces.push(literal.into()),
                (_, value) => pieces.push(value.into()),
            }
        }
        match pieces.as_slice() {
            [Part::Text(literal)] => literal.as_str().into(),
            _ => interpolate(pieces),
        }
    }

    /// An interpolation that is the whole value, of any type.
    fn whole(&self, reference: &Reference, place: Place) -> Expr {
        match reference {
            Reference::Variable(name) => {
                let value = self.variable(name, place);
                match self.variable_type(name) {
                    Type::Number | Type::Json => call("json", [value]),
                    _ => value,
                }
            }
            _ => self.inside(reference, place),
        }
    }

    /// An interpolation inside a text. Azure Resource Manager writes `True` for true, so truth values are spelt out.
    fn inside(&self, reference: &Reference, place: Place) -> Expr {
        match reference {
            Reference::Name => (&*self.model.name).into(),
            Reference::Environment => match place {
                Place::Template | Place::Default => sym("environment"),
                Place::Row(at) => (&*self.model.environments[at].name).into(),
            },
            Reference::User => sym("user"),
            Reference::Variable(name) => {
                let value = self.variable(name, place);
                match self.variable_type(name) {
                    Type::Boolean => ternary(value, "true", "false"),
                    _ => value,
                }
            }
            Reference::Resource { kind, key, attribute } => self
                .attribute(kind, key, attribute)
                .unwrap_or_else(|| format!("${{resources.{kind}.{key}.{attribute}}}").into()),
            Reference::Azure(name) => sym(azure_symbol(name)),
            // The engine reads secrets; no template ever does.
            Reference::Secret(name) => format!("${{secret.{name}}}").into(),
        }
    }

    /// A variable as its parameter, or as what the environment sets when none is given.
    fn variable(&self, name: &str, place: Place) -> Expr {
        let parameter = parameter_name(name);
        let Some(variable) = self.model.variables.get(name).filter(|variable| !variable.is_required()) else {
            return sym(parameter);
        };
        if let Place::Default = place {
            let set = self.by_environment(|at| {
                let value = variable.values.get(at).and_then(Option::as_ref);
                value.map_or(Expr::Null, |value| super::value_argument(self, variable.r#type, value, at))
            });
            return sym(&*parameter).or_else(set);
        }
        let complete = variable.values.iter().all(Option::is_some);
        sym(&*parameter).or_else(configured(&parameter, complete))
    }

    fn variable_type(&self, name: &str) -> Type {
        self.model.variables.get(name).map_or(Type::String, |variable| variable.r#type)
    }

    /// `analyticsCluster.properties.clusterId`
    fn attribute(&self, kind: &str, key: &str, attribute: &str) -> Option<Expr> {
        let target = self.targets.get(&(kind, key))?;
        let property = target.kind.attribute(attribute)?.arm_property;
        let symbol = sym(&*target.symbol);
        // The passes have seen to it that the target exists wherever the reference is evaluated.
        let symbol = if target.conditional { symbol.non_null() } else { symbol };
        Some(symbol.prop("properties").prop(property))
    }

    /// `mlCluster.?properties.clusterId`: an output that reads one resource, and is there where the resource is.
    pub(in crate::emit) fn output_of_conditional(&self, values: &[Option<Arc<Node>>]) -> Option<Expr> {
        let text = values.iter().flatten().next()?.as_str()?;
        let Some(Reference::Resource { kind, key, attribute }) = interpolation::whole(text) else {
            return None;
        };
        let resource = self.model.resource(&kind, &key)?;
        let together = values.iter().zip(&resource.trees).all(|(value, tree)| {
            value.is_some() == tree.is_some() && value.as_ref().is_none_or(|node| node.as_str() == Some(text))
        });
        let target = self.targets.get(&(&*kind, &*key)).filter(|target| target.conditional && together)?;
        let property = target.kind.attribute(&attribute)?.arm_property;
        Some(sym(&*target.symbol).safe_prop("properties").prop(property))
    }

    /// An output of the spec as text, as every output of a template is.
    pub(in crate::emit) fn output(&self, node: &Node, place: Place) -> Expr {
        match &node.data {
            Data::String(text) => match interpolation::whole(text) {
                Some(Reference::Variable(name)) => {
                    let value = self.variable(&name, place);
                    match self.variable_type(&name) {
                        Type::Boolean => ternary(value, "true", "false"),
                        Type::String | Type::Number | Type::Json => value,
                        Type::Integer | Type::List(_) | Type::Map(_) => call("string", [value]),
                    }
                }
                _ => self.text(text, place),
            },
            Data::Number(number) => number.as_str().into(),
            Data::Bool(value) => (if *value { "true" } else { "false" }).into(),
            _ => call("string", [self.value(node, None, place)]),
        }
    }
}

/// `configuration.key`, or `configuration.?key` where some environment has no such key.
pub(in crate::emit) fn configured(key: &str, complete: bool) -> Expr {
    let configuration = sym("configuration");
    if complete { configuration.prop(key) } else { configuration.safe_prop(key) }
}

/// Whether a value is known when the spec is compiled, once the environment is.
pub(in crate::emit) fn is_constant(node: &Node) -> bool {
    match &node.data {
        Data::String(text) => interpolation::references(text)
            .iter()
            .all(|(reference, _)| matches!(reference, Reference::Name | Reference::Environment)),
        Data::List(list) => list.iter().all(is_constant),
        Data::Map(map) => map.iter().all(|entry| is_constant(&entry.value)),
        Data::Null | Data::Bool(_) | Data::Number(_) => true,
    }
}

//! Types as ARM JSON describes them.

use serde_json::{Map, Value, json};

use super::context::Context;
use super::symbols::Symbols;
use crate::arm::{Decorator, Expr, Fault, Literal, ObjectType, Property, TypeExpr, TypeProperty};

type Lowered<T> = Result<T, Fault>;
type Schema = Map<String, Value>;

impl Context<'_> {
    /// A type without its decorators; only the discriminator shapes the type itself.
    pub(super) fn schema(&self, ty: &TypeExpr, decorators: &[Decorator]) -> Lowered<Schema> {
        let mut schema = Schema::new();
        let mut set = |key: &str, value: Value| schema.insert(key.to_owned(), value);
        match ty {
            TypeExpr::String => drop(set("type", "string".into())),
            TypeExpr::Int => drop(set("type", "int".into())),
            TypeExpr::Bool => drop(set("type", "bool".into())),
            TypeExpr::AnyObject => drop(set("type", "object".into())),
            TypeExpr::AnyArray => drop(set("type", "array".into())),
            TypeExpr::Literal(literal) => {
                let (name, value) = literal_type(literal);
                set("type", name.into());
                set("allowedValues", json!([value]));
            }
            TypeExpr::Union(members) => return self.union(members, decorators),
            TypeExpr::ArrayOf(item) => {
                set("type", "array".into());
                set("items", Value::Object(self.schema(item, &[])?));
            }
            TypeExpr::Object(object) => return self.object_schema(object),
            TypeExpr::Nullable(inner) => {
                let mut schema = self.schema(inner, decorators)?;
                schema.insert("nullable".to_owned(), true.into());
                return Ok(schema);
            }
            TypeExpr::Named(name) => {
                if !self.symbols.types.contains_key(name.as_str()) {
                    return Err(Fault::UnknownType(name.clone()));
                }
                set("$ref", format!("#/definitions/{}", self.emitted_name(name)).into());
            }
        }
        Ok(schema)
    }

    fn object_schema(&self, object: &ObjectType) -> Lowered<Schema> {
        let mut properties = Schema::new();
        for property in &object.properties {
            properties.insert(property.name.clone(), Value::Object(self.property_schema(property)?));
        }
        let mut schema = Schema::new();
        schema.insert("type".to_owned(), "object".into());
        schema.insert("properties".to_owned(), properties.into());
        if let Some(additional) = &object.additional {
            schema.insert("additionalProperties".to_owned(), self.property_schema(additional)?.into());
        }
        Ok(schema)
    }

    fn property_schema(&self, property: &TypeProperty) -> Lowered<Schema> {
        let mut schema = self.schema(&property.ty, &property.decorators)?;
        self.decorate(&mut schema, &property.decorators, None)?;
        Ok(schema)
    }

    fn union(&self, members: &[TypeExpr], decorators: &[Decorator]) -> Lowered<Schema> {
        let mut schema = Schema::new();
        let discriminator = decorators.iter().find_map(|decorator| match decorator {
            Decorator::Discriminator(property) => Some(property),
            _ => None,
        });
        if let Some(property) = discriminator {
            let mut mapping = Schema::new();
            for member in members {
                let key = discriminated(&self.symbols, member, property).ok_or(Fault::BadUnion)?;
                mapping.insert(key.to_owned(), Value::Object(self.schema(member, &[])?));
            }
            schema.insert("type".to_owned(), "object".into());
            let discriminator = json!({ "propertyName": property, "mapping": mapping });
            schema.insert("discriminator".to_owned(), discriminator);
            return Ok(schema);
        }
        let mut of = None;
        let mut allowed = Vec::with_capacity(members.len());
        for member in members {
            let TypeExpr::Literal(literal) = member else { return Err(Fault::BadUnion) };
            let (name, value) = literal_type(literal);
            if *of.get_or_insert(name) != name {
                return Err(Fault::BadUnion);
            }
            allowed.push(value);
        }
        schema.insert("type".to_owned(), of.ok_or(Fault::BadUnion)?.into());
        schema.insert("allowedValues".to_owned(), allowed.into());
        Ok(schema)
    }

    /// Applies decorators, in the compiler's order. `exported` is what the metadata says of an exported or imported
    /// type.
    pub(super) fn decorate(
        &self,
        schema: &mut Schema,
        decorators: &[Decorator],
        exported: Option<(&str, Value)>,
    ) -> Lowered<()> {
        for decorator in decorators {
            match decorator {
                Decorator::Secure => match schema.get("type").and_then(Value::as_str) {
                    Some("string") => drop(schema.insert("type".to_owned(), "securestring".into())),
                    Some("object") => drop(schema.insert("type".to_owned(), "secureObject".into())),
                    _ => {}
                },
                Decorator::Sealed => {
                    schema.insert("additionalProperties".to_owned(), false.into());
                }
                _ => {}
            }
        }
        let mut metadata = Schema::new();
        if let Some((key, value)) = exported {
            metadata.insert(key.to_owned(), value);
        }
        for decorator in decorators {
            if let Decorator::Metadata(properties) = decorator {
                self.metadata(properties, &mut metadata)?;
            }
        }
        if !metadata.is_empty() {
            schema.insert("metadata".to_owned(), metadata.into());
        }
        for limit in ["minLength", "maxLength", "minValue", "maxValue"] {
            for decorator in decorators {
                match (limit, decorator) {
                    ("minLength", Decorator::MinLength(number))
                    | ("maxLength", Decorator::MaxLength(number))
                    | ("minValue", Decorator::MinValue(number))
                    | ("maxValue", Decorator::MaxValue(number)) => {
                        schema.insert(limit.to_owned(), (*number).into());
                    }
                    _ => {}
                }
            }
        }
        if let Some(text) = description(decorators) {
            describe(schema, text);
        }
        Ok(())
    }

    fn metadata(&self, properties: &[Property], metadata: &mut Schema) -> Lowered<()> {
        self.properties(properties, &self.outermost(), metadata)
    }

    /// `allowedValues` of `@allowed`.
    pub(super) fn allowed(&self, decorators: &[Decorator]) -> Lowered<Option<Value>> {
        let Some(values) = decorators.iter().find_map(|decorator| match decorator {
            Decorator::Allowed(values) => Some(values),
            _ => None,
        }) else {
            return Ok(None);
        };
        let literal = |value: &Expr| match value {
            Expr::Text(_) | Expr::Int(_) | Expr::Bool(_) | Expr::Null => self.value(value, &self.outermost()),
            _ => Err(Fault::NoLiteral("`@allowed`")),
        };
        Ok(Some(Value::Array(values.iter().map(literal).collect::<Lowered<_>>()?)))
    }
}

/// Text of `@description`.
pub(super) fn description(decorators: &[Decorator]) -> Option<&str> {
    decorators.iter().find_map(|decorator| match decorator {
        Decorator::Description(text) => Some(text.as_str()),
        _ => None,
    })
}

/// Adds a description to the metadata of `schema`.
pub(super) fn describe(schema: &mut Schema, text: &str) {
    let text = super::code::escape(text.to_owned());
    match schema.get_mut("metadata") {
        Some(Value::Object(metadata)) => drop(metadata.insert("description".to_owned(), text.into())),
        _ => drop(schema.insert("metadata".to_owned(), json!({ "description": text }))),
    }
}

fn literal_type(literal: &Literal) -> (&'static str, Value) {
    match literal {
        Literal::Text(text) => ("string", super::code::escape(text.clone()).into()),
        Literal::Int(number) => ("int", (*number).into()),
        Literal::Bool(flag) => ("bool", (*flag).into()),
    }
}

/// The text that tells `member` of a union apart.
fn discriminated<'t>(symbols: &Symbols<'t>, member: &'t TypeExpr, property: &str) -> Option<&'t str> {
    match member {
        TypeExpr::Object(object) => {
            let property = object.properties.iter().find(|candidate| candidate.name == property)?;
            match &property.ty {
                TypeExpr::Literal(Literal::Text(text)) => Some(text),
                _ => None,
            }
        }
        TypeExpr::Named(name) => discriminated(symbols, &symbols.types.get(name.as_str())?.ty, property),
        _ => None,
    }
}

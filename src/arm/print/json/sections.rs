//! The sections of a template but for its resources.

use serde_json::{Map, Value, json};

use super::code::{Code, escape};
use super::context::Context;
use super::imports::{self, Imported};
use super::is_exported;
use super::schema::{describe, description};
use crate::arm::{Decl, Expr, Fault, Function, Output, Param};

type Section = Map<String, Value>;

pub(super) fn definitions(context: &Context<'_>, imported: &[Imported<'_>]) -> Result<Section, Fault> {
    let mut definitions = Section::new();
    for item in &context.symbols.template.items {
        let Decl::Type(ty) = &item.decl else { continue };
        let mut schema = context.schema(&ty.ty, &ty.decorators)?;
        let exported = is_exported(&item.decl).then(|| ("__bicep_export!", true.into()));
        context.decorate(&mut schema, &ty.decorators, exported)?;
        definitions.insert(ty.name.clone(), schema.into());
    }
    for import in imported {
        let Decl::Type(ty) = import.decl else { continue };
        let source = Context::new(import.source, imports::renamed(import.source, imported))?;
        let mut schema = source.schema(&ty.ty, &ty.decorators)?;
        source.decorate(&mut schema, &ty.decorators, None)?;
        let metadata = schema.entry("metadata").or_insert_with(|| Value::Object(Section::new()));
        if let Value::Object(metadata) = metadata {
            metadata.insert("__bicep_imported_from!".to_owned(), origin(import));
        }
        definitions.insert(import.name.clone(), schema.into());
    }
    Ok(definitions)
}

/// Where an imported declaration is from.
fn origin(import: &Imported<'_>) -> Value {
    let mut origin = Section::new();
    origin.insert("sourceTemplate".to_owned(), import.source.file.as_str().into());
    if import.name != import.original {
        origin.insert("originalIdentifier".to_owned(), import.original.into());
    }
    Value::Object(origin)
}

pub(super) fn functions(context: &Context<'_>, imported: &[Imported<'_>]) -> Result<Option<Value>, Fault> {
    let mut namespaces: indexmap::IndexMap<String, Section> = indexmap::IndexMap::new();
    for item in &context.symbols.template.items {
        let Decl::Function(declared) = &item.decl else { continue };
        let exported = is_exported(&item.decl).then(|| ("__bicep_export!", true.into()));
        let member = function(context, declared, exported)?;
        namespaces.entry("__bicep".to_owned()).or_default().insert(declared.name.clone(), member);
    }
    for import in imported {
        let Decl::Function(declared) = import.decl else { continue };
        let source = Context::new(import.source, imports::renamed(import.source, imported))?;
        let member = function(&source, declared, Some(("__bicep_imported_from!", origin(import))))?;
        let (namespace, name) = import.name.split_once('.').unwrap_or(("__bicep", &import.name));
        namespaces.entry(namespace.to_owned()).or_default().insert(name.to_owned(), member);
    }
    let all: Vec<Value> = namespaces
        .into_iter()
        .map(|(namespace, members)| json!({ "namespace": namespace, "members": members }))
        .collect();
    Ok((!all.is_empty()).then_some(Value::Array(all)))
}

fn function(
    context: &Context<'_>,
    function: &Function,
    origin: Option<(&str, Value)>,
) -> Result<Value, Fault> {
    let mut scope = context.outermost();
    let mut parameters = Vec::new();
    for (name, ty) in &function.params {
        let mut schema = context.schema(ty, &[])?;
        schema.insert("name".to_owned(), name.as_str().into());
        parameters.push(Value::Object(schema));
        scope = scope.with(name, Code::call("parameters", vec![Code::text(name)]));
    }
    let mut output = context.schema(&function.returns, &[])?;
    output.insert("value".to_owned(), context.value(&function.body, &scope)?);
    let mut out = Section::new();
    out.insert("parameters".to_owned(), parameters.into());
    out.insert("output".to_owned(), output.into());
    if let Some(text) = description(&function.decorators) {
        describe(&mut out, text);
    }
    if let Some((key, value)) = origin {
        let metadata = out.entry("metadata").or_insert_with(|| Value::Object(Section::new()));
        if let Value::Object(metadata) = metadata {
            metadata.insert(key.to_owned(), value);
        }
    }
    Ok(Value::Object(out))
}

pub(super) fn parameters(context: &Context<'_>) -> Result<Section, Fault> {
    let mut parameters = Section::new();
    for item in &context.symbols.template.items {
        let Decl::Param(param) = &item.decl else { continue };
        parameters.insert(param.name.clone(), parameter(context, param)?);
    }
    Ok(parameters)
}

fn parameter(context: &Context<'_>, param: &Param) -> Result<Value, Fault> {
    let mut schema = context.schema(&param.ty, &param.decorators)?;
    if let Some(default) = &param.default {
        schema.insert("defaultValue".to_owned(), context.value(default, &context.outermost())?);
    }
    if let Some(allowed) = context.allowed(&param.decorators)? {
        schema.insert("allowedValues".to_owned(), allowed);
    }
    context.decorate(&mut schema, &param.decorators, None)?;
    Ok(Value::Object(schema))
}

pub(super) fn variables(context: &Context<'_>, imported: &[Imported<'_>]) -> Result<Section, Fault> {
    let mut copies = Vec::new();
    let mut values = Section::new();
    for (at, content) in context.texts.values().enumerate() {
        values.insert(format!("$fxv#{at}"), escape(content.to_string()).into());
    }
    for item in &context.symbols.template.items {
        let Decl::Variable(variable) = &item.decl else { continue };
        if !context.is_inlined(&variable.name)? {
            add_variable(context, &variable.name, &variable.value, &mut copies, &mut values)?;
        }
    }
    for import in imported {
        let Decl::Variable(variable) = import.decl else { continue };
        let source = Context::new(import.source, imports::renamed(import.source, imported))?;
        add_variable(&source, &import.name, &variable.value, &mut copies, &mut values)?;
    }
    if copies.is_empty() {
        return Ok(values);
    }
    let mut all = Section::new();
    all.insert("copy".to_owned(), copies.into());
    all.extend(values);
    Ok(all)
}

fn add_variable(
    context: &Context<'_>,
    name: &str,
    value: &Expr,
    copies: &mut Vec<Value>,
    values: &mut Section,
) -> Result<(), Fault> {
    let scope = context.outermost();
    match value {
        Expr::For { repeat, body } => copies.push(context.copy(name, Some(name), repeat, body, &scope)?),
        value => drop(values.insert(name.to_owned(), context.value(value, &scope)?)),
    }
    Ok(())
}

pub(super) fn outputs(context: &Context<'_>) -> Result<Section, Fault> {
    let mut outputs = Section::new();
    for output in &context.symbols.outputs {
        outputs.insert(output.name.clone(), self::output(context, output)?);
    }
    Ok(outputs)
}

fn output(context: &Context<'_>, output: &Output) -> Result<Value, Fault> {
    let scope = context.outermost();
    let mut schema = context.schema(&output.ty, &output.decorators)?;
    context.decorate(&mut schema, &output.decorators, None)?;
    match &output.value {
        Expr::For { repeat, body } => {
            let mut copy = Section::new();
            context.rounds(None, repeat, body, &scope, &mut copy)?;
            schema.insert("copy".to_owned(), copy.into());
        }
        value => drop(schema.insert("value".to_owned(), context.value(value, &scope)?)),
    }
    Ok(Value::Object(schema))
}

//! Whole templates: their sections, resources and modules.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::code::{Code, escape};
use super::context::Context;
use super::depends::own_round;
use super::imports::{self, Imported};
use super::reference::{DEPLOYMENTS, DEPLOYMENTS_VERSION, Placed};
use super::schema::{describe, description};
use super::{Generator, is_exported};
use crate::arm::{
    Decl, Decorator, Expr, Fault, Function, Key, LowerError, Module, Output, Param, Repeat, Template,
};

type Section = Map<String, Value>;

const SCHEMA: &str = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

/// Writes a template and the modules in it.
pub(super) struct Writer<'g> {
    generator: &'g Generator,
    /// Templates that were written already, by address: modules share them.
    written: HashMap<*const Template, Value>,
}

impl<'g> Writer<'g> {
    pub(super) fn new(generator: &'g Generator) -> Self {
        Self { generator, written: HashMap::new() }
    }

    pub(super) fn template(&mut self, template: &Template) -> Result<Value, LowerError> {
        let address = std::ptr::from_ref(template);
        if let Some(written) = self.written.get(&address) {
            return Ok(written.clone());
        }
        // The modules first: what is wrong with one is reported with its name.
        for item in &template.items {
            if let Decl::Module(module) = &item.decl {
                self.template(&module.template)?;
            }
        }
        let value =
            self.write(template).map_err(|fault| LowerError { template: template.file.clone(), fault })?;
        self.written.insert(address, value.clone());
        Ok(value)
    }

    fn write(&self, template: &Template) -> Result<Value, Fault> {
        let imported = imports::closure(template)?;
        let context = Context::new(template, HashMap::new())?;
        let mut root = Section::new();
        root.insert("$schema".to_owned(), SCHEMA.into());
        if context.symbolic {
            root.insert("languageVersion".to_owned(), "2.0".into());
        }
        root.insert("contentVersion".to_owned(), "1.0.0.0".into());
        root.insert("metadata".to_owned(), Value::Null);
        let mut section = |name: &str, section: Section| {
            if !section.is_empty() {
                root.insert(name.to_owned(), Value::Object(section));
            }
        };
        section("definitions", definitions(&context, &imported)?);
        if let Some(functions) = functions(&context, &imported)? {
            root.insert("functions".to_owned(), functions);
        }
        let mut section = |name: &str, section: Section| {
            if !section.is_empty() {
                root.insert(name.to_owned(), Value::Object(section));
            }
        };
        section("parameters", parameters(&context)?);
        section("variables", variables(&context, &imported)?);
        root.insert("resources".to_owned(), self.resources(&context)?);
        let outputs = outputs(&context)?;
        if !outputs.is_empty() {
            root.insert("outputs".to_owned(), Value::Object(outputs));
        }
        let metadata = self.metadata(template, &root);
        root.insert("metadata".to_owned(), metadata);
        Ok(Value::Object(root))
    }

    /// The metadata of a template; `content` is all the rest of it.
    fn metadata(&self, template: &Template, content: &Section) -> Value {
        let mut own = Section::new();
        let exported: Vec<Value> = template
            .items
            .iter()
            .filter_map(|item| match &item.decl {
                Decl::Variable(variable) if is_exported(&item.decl) => {
                    let mut entry = Section::new();
                    entry.insert("name".to_owned(), variable.name.as_str().into());
                    if let Some(text) = description(&variable.decorators) {
                        entry.insert("description".to_owned(), escape(text.to_owned()).into());
                    }
                    Some(Value::Object(entry))
                }
                _ => None,
            })
            .collect();
        if !exported.is_empty() {
            own.insert("__bicep_exported_variables!".to_owned(), exported.into());
        }
        if let Some(name) = &template.name {
            own.insert("name".to_owned(), escape(name.clone()).into());
        }
        if let Some(text) = &template.description {
            own.insert("description".to_owned(), escape(text.clone()).into());
        }
        let hash = self.generator.template_hash.clone().unwrap_or_else(|| hash(&own, content));
        let generator = json!({
            "name": self.generator.name,
            "version": self.generator.version,
            "templateHash": hash,
        });
        let mut metadata = Section::new();
        metadata.insert("_generator".to_owned(), generator);
        metadata.extend(own);
        Value::Object(metadata)
    }

    fn resources(&self, context: &Context<'_>) -> Result<Value, Fault> {
        let mut symbolic = Section::new();
        let mut listed = Vec::new();
        for node in context.symbols.ordered() {
            let existing = context.symbols.at(node)?.resource.existing;
            if context.symbolic {
                symbolic.insert(context.symbols.at(node)?.path.clone(), resource(context, node)?);
            } else if !existing {
                listed.push(resource(context, node)?);
            }
        }
        for declared in &context.symbols.modules {
            let module = self.module(context, declared)?;
            if context.symbolic {
                symbolic.insert(declared.symbol.clone(), module);
            } else {
                listed.push(module);
            }
        }
        Ok(if context.symbolic { Value::Object(symbolic) } else { Value::Array(listed) })
    }

    fn module(&self, context: &Context<'_>, module: &Module) -> Result<Value, Fault> {
        let mut out = Section::new();
        let index = own_round(module.repeat.is_some());
        let scope = context.module_scope(module, index.clone())?;
        if let Some(repeat) = &module.repeat {
            out.insert("copy".to_owned(), loop_of(context, &module.symbol, repeat, &module.decorators)?);
        }
        if let Some(condition) = &module.condition {
            out.insert("condition".to_owned(), context.value(condition, &scope)?);
        }
        out.insert("type".to_owned(), DEPLOYMENTS.into());
        out.insert("apiVersion".to_owned(), DEPLOYMENTS_VERSION.into());
        out.insert("name".to_owned(), context.module_name(module, index)?.into_value());
        if let Some(group) = &module.scope {
            place(context.group(&module.symbol, group, &scope)?, &mut out);
        }
        let mut parameters = Section::new();
        for param in &module.params {
            let Key::Name(name) = &param.key else { return Err(Fault::NoLiteral("a parameter's name")) };
            let value = match &param.value {
                Expr::For { repeat, body } => {
                    json!({ "copy": [context.copy("value", Some("value"), repeat, body, &scope)?] })
                }
                value => json!({ "value": context.value(value, &scope)? }),
            };
            parameters.insert(name.clone(), value);
        }
        let mut properties = Section::new();
        properties.insert("expressionEvaluationOptions".to_owned(), json!({ "scope": "inner" }));
        properties.insert("mode".to_owned(), "Incremental".into());
        if !parameters.is_empty() {
            properties.insert("parameters".to_owned(), parameters.into());
        }
        let address = std::ptr::from_ref::<Template>(&module.template);
        let template = self.written.get(&address).cloned().unwrap_or_default();
        properties.insert("template".to_owned(), template);
        out.insert("properties".to_owned(), properties.into());
        if let Some(depends_on) = context.module_depends_on(module, scope)? {
            out.insert("dependsOn".to_owned(), depends_on);
        }
        if let Some(text) = description(&module.decorators) {
            describe(&mut out, text);
        }
        Ok(Value::Object(out))
    }
}

/// The hash of a template's content, as [`Generator::template_hash`] describes it.
fn hash(metadata: &Section, content: &Section) -> String {
    let mut digest = Sha256::new();
    for section in [metadata, content] {
        // Writing a value into memory cannot fail.
        digest.update(serde_json::to_string(section).unwrap_or_default());
    }
    let mut number = 0_u64;
    for byte in digest.finalize().iter().take(8) {
        number = number << 8 | u64::from(*byte);
    }
    let mut text = String::new();
    let _ = write!(text, "{number}");
    text
}

fn loop_of(
    context: &Context<'_>,
    name: &str,
    repeat: &Repeat,
    decorators: &[Decorator],
) -> Result<Value, Fault> {
    let mut copy = Section::new();
    copy.insert("name".to_owned(), name.into());
    copy.insert("count".to_owned(), context.count(repeat, &context.outermost())?);
    for decorator in decorators {
        if let Decorator::BatchSize(size) = decorator {
            copy.insert("mode".to_owned(), "serial".into());
            copy.insert("batchSize".to_owned(), (*size).into());
        }
    }
    Ok(Value::Object(copy))
}

fn place(placed: Placed, out: &mut Section) {
    match placed {
        Placed::Extends(id) => drop(out.insert("scope".to_owned(), id.into_value())),
        Placed::Group { subscription, group } => {
            if let Some(subscription) = subscription {
                out.insert("subscriptionId".to_owned(), subscription.into_value());
            }
            out.insert("resourceGroup".to_owned(), group.into_value());
        }
    }
}

fn resource(context: &Context<'_>, node: usize) -> Result<Value, Fault> {
    let declared = context.symbols.at(node)?;
    let resource = declared.resource;
    let scope = context.own_scope(node)?;
    let mut out = Section::new();
    if let Some(repeat) = &resource.repeat {
        out.insert("copy".to_owned(), loop_of(context, &resource.symbol, repeat, &resource.decorators)?);
    }
    if let Some(condition) = &resource.condition {
        out.insert("condition".to_owned(), context.value(condition, &scope)?);
    }
    if resource.existing {
        out.insert("existing".to_owned(), true.into());
    }
    out.insert("type".to_owned(), declared.full_type.as_str().into());
    out.insert("apiVersion".to_owned(), declared.api_version.into());
    if let Some(of) = &resource.scope {
        let placed = match context.find_target(of, &scope)? {
            Some(target) => Placed::Extends(context.target_id(&target)?),
            None => context.group(&declared.path, of, &scope)?,
        };
        place(placed, &mut out);
    }
    let mut names = context.name_segments(node, &scope)?;
    let name = if names.len() == 1 {
        names.pop().unwrap_or(Code::Int(0))
    } else {
        let pattern: Vec<String> = (0..names.len()).map(|at| format!("{{{at}}}")).collect();
        names.insert(0, Code::Text(pattern.join("/")));
        Code::call("format", names)
    };
    out.insert("name".to_owned(), name.into_value());
    context.properties(&resource.properties, &scope, &mut out)?;
    if let Some(depends_on) = context.resource_depends_on(node)? {
        out.insert("dependsOn".to_owned(), depends_on);
    }
    if let Some(text) = description(&resource.decorators) {
        describe(&mut out, text);
    }
    Ok(Value::Object(out))
}

fn definitions(context: &Context<'_>, imported: &[Imported<'_>]) -> Result<Section, Fault> {
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

fn functions(context: &Context<'_>, imported: &[Imported<'_>]) -> Result<Option<Value>, Fault> {
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

fn parameters(context: &Context<'_>) -> Result<Section, Fault> {
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

fn variables(context: &Context<'_>, imported: &[Imported<'_>]) -> Result<Section, Fault> {
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

fn outputs(context: &Context<'_>) -> Result<Section, Fault> {
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

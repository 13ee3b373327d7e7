//! Whole templates: their metadata, resources and modules.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::code::{Code, escape};
use super::context::Context;
use super::depends::own_round;
use super::imports;
use super::reference::{DEPLOYMENTS, DEPLOYMENTS_VERSION, Placed};
use super::schema::{describe, description};
use super::sections::{definitions, functions, outputs, parameters, variables};
use super::{Generator, is_exported};
use crate::arm::{Decl, Decorator, Expr, Fault, Key, LowerError, Module, Repeat, Template};

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
        super::cycles::check(&context.symbols)?;
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

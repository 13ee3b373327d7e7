//! ARM JSON, as the official compiler 0.46 gives it.

mod code;
mod context;
mod cycles;
mod depends;
mod imports;
mod lower;
mod reference;
mod schema;
mod scope;
mod sections;
mod symbols;
mod template;
mod walk;

use serde_json::{Map, Value, json};

use crate::arm::{BicepParam, Decl, Expr, Fault, Key, LowerError, Template};

/// Who a template says to come from, in its `_generator` metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generator {
    /// Name of the generator.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The template hash to write; none computes it.
    ///
    /// A computed hash is the first eight bytes of the SHA-256 of the compact JSON of the template without its
    /// `_generator`, as a decimal number. It tells templates apart and is not the compiler's.
    pub template_hash: Option<String>,
}

impl Default for Generator {
    /// This program, with computed hashes.
    fn default() -> Self {
        Self { name: "bricep".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned(), template_hash: None }
    }
}

/// The template as a JSON value, its modules inside of it.
///
/// # Errors
///
/// The tree is malformed; see [`Fault`].
pub fn lower(template: &Template, generator: &Generator) -> Result<Value, LowerError> {
    template::Writer::new(generator).template(template)
}

/// The deployment parameters that say the same as a `.bicepparam` file.
///
/// # Errors
///
/// A value is no literal.
pub fn lower_params(file: &BicepParam) -> Result<Value, LowerError> {
    let fault = |fault| LowerError { template: file.using.clone(), fault };
    let empty = Template::new(file.using.clone());
    let context = context::Context::new(&empty, Default::default()).map_err(fault)?;
    let mut parameters = Map::new();
    for param in &file.params {
        let Key::Name(name) = &param.key else { return Err(fault(Fault::NoLiteral("a parameter's name"))) };
        if !is_literal(&param.value) {
            return Err(fault(Fault::NoLiteral("a parameter file")));
        }
        let value = context.value(&param.value, &context.outermost()).map_err(fault)?;
        parameters.insert(name.clone(), json!({ "value": value }));
    }
    Ok(json!({
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
        "contentVersion": "1.0.0.0",
        "parameters": parameters,
    }))
}

fn is_literal(expr: &Expr) -> bool {
    match expr {
        Expr::Null | Expr::Bool(_) | Expr::Int(_) | Expr::Text(_) | Expr::MultiLine(_) => true,
        Expr::Array(array) => array.items.iter().all(is_literal),
        Expr::Object(object) => object
            .properties
            .iter()
            .all(|property| matches!(property.key, Key::Name(_)) && is_literal(&property.value)),
        _ => false,
    }
}

/// JSON text with two spaces a level and no newline at its end.
pub fn text(value: &Value) -> String {
    // The separators of lines and paragraphs are the only characters that the compiler escapes and serde_json does
    // not; they can stand in strings alone.
    format!("{value:#}")
        .replace('\u{85}', "\\u0085")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// Whether other templates may import a declaration.
fn is_exported(decl: &Decl) -> bool {
    let decorators = match decl {
        Decl::Type(ty) => &ty.decorators,
        Decl::Variable(variable) => &variable.decorators,
        Decl::Function(function) => &function.decorators,
        _ => return false,
    };
    decorators.contains(&crate::arm::Decorator::Export)
}

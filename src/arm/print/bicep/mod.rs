//! Bicep text, in the form that the official formatter leaves unchanged.

mod decl;
mod doc;
mod expr;
mod text;
mod types;

use std::collections::HashSet;
use std::sync::LazyLock;

use handlebars::Handlebars;
use serde::Serialize;

pub use text::escape;
pub(in crate::arm) use text::is_identifier;

use crate::arm::{BicepParam, Decl, Fault, Import, Key, LowerError, Template};

/// The layouts of the two kinds of file; everything that takes a decision is printed beforehand.
static LAYOUTS: LazyLock<Result<Handlebars<'static>, String>> = LazyLock::new(|| {
    let mut layouts = Handlebars::new();
    layouts.set_strict_mode(true);
    layouts.register_escape_fn(escape);
    let files = [
        ("template", include_str!("../../../../templates/bicep/template.hbs")),
        ("bicepparam", include_str!("../../../../templates/bicep/bicepparam.hbs")),
    ];
    for (name, layout) in files {
        layouts.register_template_string(name, layout).map_err(|error| error.to_string())?;
    }
    Ok(layouts)
});

#[derive(Serialize)]
struct TemplateFile<'t> {
    comments: Vec<&'t str>,
    silenced: Option<String>,
    name: Option<&'t str>,
    description: Option<&'t str>,
    /// Whether a comment or metadata stands above the imports.
    opened: bool,
    imports: Vec<String>,
    declarations: Vec<Declaration>,
}

#[derive(Serialize)]
struct Declaration {
    joined: bool,
    text: String,
}

#[derive(Serialize)]
struct ParamFile<'t> {
    comments: Vec<&'t str>,
    using: &'t str,
    params: Vec<String>,
}

/// The text of a Bicep file, with a newline at its end.
///
/// # Errors
///
/// A declaration has a name that is no identifier, or that another one has.
pub fn print(template: &Template) -> Result<String, LowerError> {
    let fault = |fault| LowerError { template: template.file.clone(), fault };
    let declared = declared(template).map_err(fault)?;
    let is_declared = |name: &str| declared.contains(name) && !is_function(template, name);
    let mut printer = expr::Printer::new(&is_declared);
    let opened = template.header.is_some() || template.name.is_some() || template.description.is_some();
    let imports: Vec<String> =
        template.imports.iter().map(|import| doc::render(&printer.import(import))).collect();
    let mut declarations = Vec::with_capacity(template.items.len());
    for item in &template.items {
        let lines: Vec<String> = printer.decl(&item.decl).iter().map(doc::render).collect();
        // Nothing stands above the first line of a file, not even an empty line.
        let first = declarations.is_empty() && imports.is_empty() && !opened;
        declarations.push(Declaration { joined: item.joined || first, text: lines.join("\n") });
    }
    let file = TemplateFile {
        comments: comments(template.header.as_deref()),
        silenced: template.silenced.as_ref().map(|directive| match &directive.reason {
            Some(reason) => format!("{} // {reason}", directive.code),
            None => directive.code.clone(),
        }),
        name: template.name.as_deref(),
        description: template.description.as_deref(),
        opened,
        imports,
        declarations,
    };
    render("template", &file).map_err(fault)
}

/// The text of a `.bicepparam` file, with a newline at its end.
///
/// # Errors
///
/// A parameter has a name that is no identifier.
pub fn print_params(file: &BicepParam) -> Result<String, LowerError> {
    let fault = |fault| LowerError { template: file.using.clone(), fault };
    let mut printer = expr::Printer::new(&|_| false);
    let mut params = Vec::with_capacity(file.params.len());
    for param in &file.params {
        match &param.key {
            Key::Name(name) if is_identifier(name) => {}
            Key::Name(name) => return Err(fault(Fault::BadName(name.clone()))),
            Key::Interpolated(_) => return Err(fault(Fault::NoLiteral("a parameter's name"))),
        }
        params.push(doc::render(&printer.param_value(param)));
    }
    let file = ParamFile { comments: comments(file.header.as_deref()), using: &file.using, params };
    render("bicepparam", &file).map_err(fault)
}

fn render(layout: &str, file: &impl Serialize) -> Result<String, Fault> {
    let layouts = LAYOUTS.as_ref().map_err(|error| Fault::Layout(error.clone()))?;
    layouts.render(layout, file).map_err(|error| Fault::Layout(error.to_string()))
}

fn comments(header: Option<&str>) -> Vec<&str> {
    header.map(|text| text.lines().collect()).unwrap_or_default()
}

/// Names that the template declares or imports; outputs have names of their own.
fn declared(template: &Template) -> Result<HashSet<&str>, Fault> {
    let mut names: HashSet<&str> = HashSet::new();
    let mut outputs: HashSet<&str> = HashSet::new();
    for import in &template.imports {
        for name in &import.names {
            insert(&mut names, name)?;
        }
    }
    for item in &template.items {
        let of = if matches!(item.decl, Decl::Output(_)) { &mut outputs } else { &mut names };
        insert(of, item.decl.name())?;
    }
    Ok(names)
}

/// Whether the template declares or imports a function of this name.
fn is_function(template: &Template, name: &str) -> bool {
    let declares = |template: &Template| {
        template.items.iter().any(|item| matches!(&item.decl, Decl::Function(own) if own.name == name))
    };
    let imports = |import: &Import| import.names.iter().any(|known| known == name) && declares(&import.from);
    declares(template) || template.imports.iter().any(imports)
}

fn insert<'t>(names: &mut HashSet<&'t str>, name: &'t str) -> Result<(), Fault> {
    if !is_identifier(name) {
        return Err(Fault::BadName(name.to_owned()));
    }
    if !names.insert(name) {
        return Err(Fault::Duplicate(name.to_owned()));
    }
    Ok(())
}

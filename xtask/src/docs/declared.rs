//! What `src/kinds/<kind>.rs` declares of a kind, read from the source: the library does not compile before the schemas
//! and pages are there.

use std::path::Path;

use anyhow::{Context, Result, bail};
use syn::{Expr, ExprStruct, Item, Lit, Member};

/// A kind as its file declares it.
pub(super) struct Declared {
    pub(super) singular: String,
    pub(super) arm_type: String,
    pub(super) scope: String,
    /// Name in the spec, property at the custom provider, description.
    pub(super) attributes: Vec<[String; 3]>,
    /// Verb, name at the custom provider, description.
    pub(super) actions: Vec<[String; 3]>,
}

impl Declared {
    /// Reads the file of a kind.
    pub(super) fn read(root: &Path, kind: &str) -> Result<Self> {
        let path = root.join("src/kinds").join(kind).with_extension("rs");
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let file = syn::parse_file(&text).with_context(|| path.display().to_string())?;
        let declared = file.items.iter().find_map(|item| match item {
            Item::Static(item) => structure(&item.expr).filter(|found| found.path.is_ident("Kind")),
            _ => None,
        });
        let declared = declared.with_context(|| format!("{} declares no kind", path.display()))?;
        Ok(Self {
            singular: text_of(declared, "singular")?,
            arm_type: text_of(declared, "arm_type")?,
            scope: variant(declared, "scope")?,
            attributes: rows(declared, "attributes", ["name", "arm_property", "description"])?,
            actions: rows(declared, "actions", ["verb", "name", "description"])?,
        })
    }
}

fn structure(expr: &Expr) -> Option<&ExprStruct> {
    match expr {
        Expr::Struct(found) => Some(found),
        _ => None,
    }
}

fn field<'e>(of: &'e ExprStruct, name: &str) -> Result<&'e Expr> {
    let found = of.fields.iter().find(|field| match &field.member {
        Member::Named(member) => member == name,
        Member::Unnamed(_) => false,
    });
    Ok(&found.with_context(|| format!("no field `{name}`"))?.expr)
}

fn text_of(of: &ExprStruct, name: &str) -> Result<String> {
    match field(of, name)? {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Ok(text.value()),
            _ => bail!("`{name}` is no text"),
        },
        _ => bail!("`{name}` is no text"),
    }
}

fn variant(of: &ExprStruct, name: &str) -> Result<String> {
    match field(of, name)? {
        Expr::Path(path) => {
            let last = path.path.segments.last().context("an empty path")?;
            Ok(last.ident.to_string().to_lowercase())
        }
        _ => bail!("`{name}` is no variant"),
    }
}

fn rows(of: &ExprStruct, name: &str, columns: [&str; 3]) -> Result<Vec<[String; 3]>> {
    let Expr::Reference(reference) = field(of, name)? else { bail!("`{name}` is no list") };
    let Expr::Array(array) = &*reference.expr else { bail!("`{name}` is no list") };
    let row = |element| {
        let element = structure(element).context("an element is no structure")?;
        let [a, b, c] = columns.map(|column| text_of(element, column));
        Ok([a?, b?, c?])
    };
    array.elems.iter().map(row).collect()
}

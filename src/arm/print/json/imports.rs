//! What a template takes from other files: the imported declarations and those that they use.

use std::collections::{HashMap, VecDeque};
use std::ptr;

use super::context::names;
use super::walk::walk;
use crate::arm::{Decl, Expr, Fault, Template};

/// A declaration of another file.
pub(super) struct Imported<'t> {
    /// The file.
    pub(super) source: &'t Template,
    /// Its name there.
    pub(super) original: &'t str,
    /// Its name in the template that imports it.
    pub(super) name: String,
    pub(super) decl: &'t Decl,
}

/// All that `template` imports, what is named in its imports first.
pub(super) fn closure(template: &Template) -> Result<Vec<Imported<'_>>, Fault> {
    let mut sources: Vec<&Template> = Vec::new();
    let mut found: Vec<Imported<'_>> = Vec::new();
    let mut known: HashMap<(*const Template, &str), String> = HashMap::new();
    let mut queue = VecDeque::new();
    for import in &template.imports {
        for name in &import.names {
            queue.push_back((&*import.from, name.as_str(), true));
        }
    }
    while let Some((file, name, is_named)) = queue.pop_front() {
        let (source, decl) = origin(file, name)
            .ok_or_else(|| Fault::NotExported { name: name.to_owned(), from: file.file.clone() })?;
        let at = match sources.iter().position(|known| ptr::eq(*known, source)) {
            Some(at) => at,
            None => {
                sources.push(source);
                sources.len() - 1
            }
        };
        if known.contains_key(&(ptr::from_ref(source), decl.name())) {
            continue;
        }
        let emitted = if is_named { name.to_owned() } else { format!("_{}.{}", at + 1, decl.name()) };
        known.insert((ptr::from_ref(source), decl.name()), emitted.clone());
        for used in used_names(decl) {
            if origin(source, used).is_some() {
                queue.push_back((source, used, false));
            }
        }
        found.push(Imported { source, original: decl.name(), name: emitted, decl });
    }
    Ok(found)
}

/// Names that the declarations of `source` have in the template that imports them.
pub(super) fn renamed<'t>(source: &'t Template, imported: &[Imported<'t>]) -> HashMap<&'t str, String> {
    let mut renamed = HashMap::new();
    for import in imported {
        let is_seen = ptr::eq(import.source, source)
            || source.imports.iter().any(|from| from.names.iter().any(|name| name == import.original));
        if is_seen {
            renamed.insert(import.original, import.name.clone());
        }
    }
    renamed
}

/// The type, variable or function `name` as `file` sees it, with the file that declares it.
fn origin<'t>(file: &'t Template, name: &str) -> Option<(&'t Template, &'t Decl)> {
    let own = file.items.iter().map(|item| &item.decl).find(|decl| {
        decl.name() == name && matches!(decl, Decl::Type(_) | Decl::Variable(_) | Decl::Function(_))
    });
    match own {
        Some(decl) => Some((file, decl)),
        None => {
            let import = file.imports.iter().find(|import| import.names.iter().any(|known| known == name))?;
            origin(&import.from, name)
        }
    }
}

fn used_names(decl: &Decl) -> Vec<&str> {
    let mut used = Vec::new();
    match decl {
        Decl::Type(ty) => ty.ty.names(&mut |name| used.push(name)),
        Decl::Variable(variable) => expr_names(&variable.value, &mut used),
        Decl::Function(function) => {
            function.params.iter().for_each(|(_, ty)| ty.names(&mut |name| used.push(name)));
            function.returns.names(&mut |name| used.push(name));
            expr_names(&function.body, &mut used);
        }
        _ => {}
    }
    used
}

fn expr_names<'t>(expr: &'t Expr, used: &mut Vec<&'t str>) {
    let mut symbols: Vec<&str> = names(expr).into_iter().collect();
    symbols.sort_unstable();
    used.extend(symbols);
    walk(expr, &mut |expr| {
        if let Expr::Call { name, .. } = expr {
            used.push(name);
        }
        true
    });
}

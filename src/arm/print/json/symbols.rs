//! What the names of a template mean.

use std::collections::HashMap;

use crate::arm::{Decl, Fault, Function, Module, Output, Resource, Template, TypeDecl, Variable};

/// A resource and where it stands.
pub(super) struct Node<'t> {
    pub(super) resource: &'t Resource,
    /// Its symbol, after those of the resources that it is nested in: `storage::blobs`.
    pub(super) path: String,
    /// Its full type.
    pub(super) full_type: String,
    pub(super) api_version: &'t str,
    /// The resource that it is nested in.
    pub(super) outer: Option<usize>,
    /// Nested resources by symbol.
    pub(super) children: HashMap<&'t str, usize>,
}

/// What a name stands for.
#[derive(Clone, Copy)]
pub(super) enum Symbol<'t> {
    Param,
    Variable(&'t Variable),
    Resource(usize),
    Module(&'t Module),
}

/// The names of one template.
pub(super) struct Symbols<'t> {
    pub(super) template: &'t Template,
    pub(super) nodes: Vec<Node<'t>>,
    pub(super) values: HashMap<&'t str, Symbol<'t>>,
    pub(super) types: HashMap<&'t str, &'t TypeDecl>,
    pub(super) functions: HashMap<&'t str, &'t Function>,
    pub(super) modules: Vec<&'t Module>,
    pub(super) outputs: Vec<&'t Output>,
    /// Top-level resources, in the order of the file.
    pub(super) top: Vec<usize>,
}

impl<'t> Symbols<'t> {
    pub(super) fn new(template: &'t Template) -> Result<Self, Fault> {
        let mut symbols = Self {
            template,
            nodes: Vec::new(),
            values: HashMap::new(),
            types: HashMap::new(),
            functions: HashMap::new(),
            modules: Vec::new(),
            outputs: Vec::new(),
            top: Vec::new(),
        };
        for item in &template.items {
            match &item.decl {
                Decl::Type(ty) => {
                    symbols.types.insert(&ty.name, ty);
                }
                Decl::Function(function) => {
                    symbols.functions.insert(&function.name, function);
                }
                Decl::Param(param) => symbols.declare(&param.name, Symbol::Param)?,
                Decl::Variable(variable) => symbols.declare(&variable.name, Symbol::Variable(variable))?,
                Decl::Module(module) => {
                    symbols.declare(&module.symbol, Symbol::Module(module))?;
                    symbols.modules.push(module);
                }
                Decl::Resource(resource) => {
                    let node = symbols.node(resource, None)?;
                    symbols.declare(&resource.symbol, Symbol::Resource(node))?;
                    symbols.top.push(node);
                }
                Decl::Output(output) => symbols.outputs.push(output),
            }
        }
        for import in &template.imports {
            for name in &import.names {
                symbols.import(&import.from, name)?;
            }
        }
        Ok(symbols)
    }

    fn declare(&mut self, name: &'t str, symbol: Symbol<'t>) -> Result<(), Fault> {
        match self.values.insert(name, symbol) {
            Some(_) => Err(Fault::Duplicate(name.to_owned())),
            None => Ok(()),
        }
    }

    fn import(&mut self, from: &'t Template, name: &'t str) -> Result<(), Fault> {
        match from.items.iter().map(|item| &item.decl).find(|decl| decl.name() == name) {
            Some(Decl::Type(ty)) => {
                self.types.insert(name, ty);
            }
            Some(Decl::Function(function)) => {
                self.functions.insert(name, function);
            }
            Some(Decl::Variable(variable)) => self.declare(name, Symbol::Variable(variable))?,
            _ => return Err(Fault::NotExported { name: name.to_owned(), from: from.file.clone() }),
        }
        Ok(())
    }

    fn node(&mut self, resource: &'t Resource, outer: Option<usize>) -> Result<usize, Fault> {
        let parent = outer.and_then(|outer| self.nodes.get(outer));
        let (path, full_type) = match parent {
            Some(outer) => (
                format!("{}::{}", outer.path, resource.symbol),
                format!("{}/{}", outer.full_type, resource.resource_type),
            ),
            None => (resource.symbol.clone(), resource.resource_type.clone()),
        };
        let api_version = match (&resource.api_version, parent) {
            (Some(version), _) => version,
            (None, Some(outer)) => outer.api_version,
            (None, None) => return Err(Fault::NoApiVersion(path)),
        };
        let at = self.nodes.len();
        self.nodes.push(Node { resource, path, full_type, api_version, outer, children: HashMap::new() });
        for child in &resource.children {
            let child_at = self.node(child, Some(at))?;
            let known = self.nodes.get_mut(at).and_then(|node| node.children.insert(&child.symbol, child_at));
            if known.is_some() {
                return Err(Fault::Duplicate(child.symbol.clone()));
            }
        }
        Ok(at)
    }

    /// The node of an index that [`Symbols`] gave out.
    pub(super) fn at(&self, node: usize) -> Result<&Node<'t>, Fault> {
        self.nodes.get(node).ok_or(Fault::NoResource("a resource"))
    }

    /// What `name` means inside of the resource `within`.
    pub(super) fn find(&self, name: &str, within: Option<usize>) -> Option<Symbol<'t>> {
        let mut level = within;
        while let Some(node) = level.and_then(|at| self.nodes.get(at)) {
            if let Some(child) = node.children.get(name) {
                return Some(Symbol::Resource(*child));
            }
            level = node.outer;
        }
        self.values.get(name).copied()
    }

    /// All resources in the order in which ARM JSON lists them: nested ones first, the deepest before those that hold
    /// them.
    pub(super) fn ordered(&self) -> Vec<usize> {
        let mut ordered = Vec::with_capacity(self.nodes.len());
        for top in &self.top {
            self.nested(*top, &mut ordered);
        }
        ordered.extend(&self.top);
        ordered
    }

    fn nested(&self, of: usize, ordered: &mut Vec<usize>) {
        let Some(node) = self.nodes.get(of) else { return };
        for child in &node.resource.children {
            if let Some(child) = node.children.get(child.symbol.as_str()) {
                self.nested(*child, ordered);
                ordered.push(*child);
            }
        }
    }
}

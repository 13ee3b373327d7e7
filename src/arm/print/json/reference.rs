//! References to resources and modules.

use super::code::Code;
use super::context::Context;
use super::lower::copy_index;
use super::scope::Scope;
use super::symbols::{Node, Symbol};
use crate::arm::{Expr, Fault, Module};

/// Type of a module's deployment.
pub(super) const DEPLOYMENTS: &str = "Microsoft.Resources/deployments";
/// API version of a module's deployment, the one that the compiler 0.46 writes.
pub(super) const DEPLOYMENTS_VERSION: &str = "2025-04-01";

type Lowered<T> = Result<T, Fault>;

/// A resource or module that an expression names, with the round when it is one element of a loop.
#[derive(Clone)]
pub(super) enum Target<'t> {
    Resource(usize, String, Option<Code>),
    Module(&'t Module, Option<Code>),
}

impl Target<'_> {
    pub(super) fn name(&self) -> String {
        match self {
            Self::Resource(_, path, _) => path.clone(),
            Self::Module(module, _) => module.symbol.clone(),
        }
    }
}

impl<'t> Context<'t> {
    /// The resource or module that `expr` names.
    pub(super) fn target(&self, expr: &Expr, scope: &Scope) -> Lowered<Target<'t>> {
        self.find_target(expr, scope)?.ok_or(Fault::NoResource("referred to here"))
    }

    /// The resource or module that `expr` names, if it names one.
    pub(super) fn find_target(&self, expr: &Expr, scope: &Scope) -> Lowered<Option<Target<'t>>> {
        Ok(match expr {
            Expr::Symbol(name) if scope.get(name).is_none() => match self.symbols.find(name, scope.within) {
                Some(Symbol::Resource(node)) => {
                    Some(Target::Resource(node, self.symbols.at(node)?.path.clone(), None))
                }
                Some(Symbol::Module(module)) => Some(Target::Module(module, None)),
                _ => None,
            },
            Expr::Nested { base, name } => match self.find_target(base, scope)? {
                Some(Target::Resource(outer, ..)) => {
                    let child = self.symbols.at(outer)?.children.get(name.as_str()).copied();
                    let child = child.ok_or_else(|| Fault::UnknownSymbol(name.clone()))?;
                    Some(Target::Resource(child, self.symbols.at(child)?.path.clone(), None))
                }
                _ => return Err(Fault::NoResource("in front of `::`")),
            },
            Expr::Index { base, index, safe: false } => match self.find_target(base, scope)? {
                Some(Target::Resource(node, path, None)) if self.is_looped(node)? => {
                    Some(Target::Resource(node, path, Some(self.code(index, scope)?)))
                }
                Some(Target::Module(module, None)) if module.repeat.is_some() => {
                    Some(Target::Module(module, Some(self.code(index, scope)?)))
                }
                Some(target) => return Err(Fault::BadIndex(target.name())),
                None => None,
            },
            Expr::NonNull(inner) | Expr::Parens(inner) => self.find_target(inner, scope)?,
            _ => None,
        })
    }

    pub(super) fn is_looped(&self, node: usize) -> Lowered<bool> {
        Ok(self.symbols.at(node)?.resource.repeat.is_some())
    }

    /// A property of a resource or module, or `None` when `base` is a value.
    pub(super) fn resource_property(
        &self,
        base: &Expr,
        name: &str,
        safe: bool,
        scope: &Scope,
    ) -> Lowered<Option<Code>> {
        // An output of a module is the value of the output that its deployment has.
        if let Expr::Property { base: module, name: outputs, safe: outer_safe } = base
            && outputs == "outputs"
            && let Some(Target::Module(..)) = self.find_target(module, scope)?
        {
            let outputs = self.code(base, scope)?;
            return Ok(Some(match (outputs, *outer_safe, safe) {
                (Code::Call { name: function, mut args, path }, true, false) => {
                    args.extend([Code::text(name), Code::text("value")]);
                    Code::Call { name: function, args, path }
                }
                (code, _, true) => Code::call("tryGet", vec![code, Code::text(name), Code::text("value")]),
                (code, false, false) => code.prop(name).prop("value"),
                (code, true, false) => code.prop(name).prop("value"),
            }));
        }
        let Some(target) = self.find_target(base, scope)? else { return Ok(None) };
        let code = match (&target, name) {
            (Target::Resource(node, _, index), "id") => self.resource_id(*node, index.clone())?,
            (Target::Resource(node, _, index), "name") => {
                let node_ref = self.symbols.at(*node)?;
                self.code(&node_ref.resource.name, &self.name_scope(*node, index.clone())?)?
            }
            (Target::Resource(node, ..), "type") => Code::text(&self.symbols.at(*node)?.full_type),
            (Target::Resource(node, ..), "apiVersion") => Code::text(self.symbols.at(*node)?.api_version),
            (Target::Module(module, index), "name") => self.module_name(module, index.clone())?,
            (Target::Resource(..), "properties") if !safe => self.reference(&target, false)?,
            (_, _) if safe => {
                let reference = self.reference(&target, true)?;
                let condition = self.target_condition(&target)?;
                let reference = match condition {
                    Some(condition) => {
                        Code::call("if", vec![condition, reference, Code::call("null", Vec::new())])
                    }
                    None => reference,
                };
                Code::call("tryGet", vec![reference, Code::text(name)])
            }
            (_, _) => self.reference(&target, true)?.prop(name),
        };
        Ok(Some(code))
    }

    /// What tells whether a conditional resource or module is there.
    fn target_condition(&self, target: &Target<'_>) -> Lowered<Option<Code>> {
        let (condition, scope) = match target {
            Target::Resource(node, _, index) => {
                (&self.symbols.at(*node)?.resource.condition, self.name_scope(*node, index.clone())?)
            }
            Target::Module(module, index) => (&module.condition, self.module_scope(module, index.clone())?),
        };
        condition.as_ref().map(|condition| self.code(condition, &scope)).transpose()
    }

    /// `reference(…)`: the properties of a resource or, when `full`, all of it.
    fn reference(&self, target: &Target<'_>, full: bool) -> Lowered<Code> {
        let subject = self.subject(target)?;
        let mut args = vec![subject];
        match target {
            Target::Resource(node, ..) => {
                if full || !self.symbolic {
                    args.push(Code::text(self.symbols.at(*node)?.api_version));
                }
                if full {
                    args.push(Code::text("full"));
                }
            }
            Target::Module(..) if !self.symbolic => args.push(Code::text(DEPLOYMENTS_VERSION)),
            Target::Module(..) => {}
        }
        Ok(Code::call("reference", args))
    }

    /// How a reference names its resource: by symbol, or by id when the template has no symbols.
    fn subject(&self, target: &Target<'_>) -> Lowered<Code> {
        if self.symbolic { self.symbolic_name(target) } else { self.target_id(target) }
    }

    /// The symbol of a resource or module, with its round.
    pub(super) fn symbolic_name(&self, target: &Target<'_>) -> Lowered<Code> {
        let (name, looped, index) = match target {
            Target::Resource(node, path, index) => (path.clone(), self.is_looped(*node)?, index),
            Target::Module(module, index) => (module.symbol.clone(), module.repeat.is_some(), index),
        };
        match (looped, index) {
            (false, None) => Ok(Code::Text(name)),
            (true, Some(index)) => {
                Ok(Code::call("format", vec![Code::Text(format!("{name}[{{0}}]")), index.clone()]))
            }
            _ => Err(Fault::BadIndex(name)),
        }
    }

    /// The id of a resource or of a module's deployment.
    pub(super) fn target_id(&self, target: &Target<'_>) -> Lowered<Code> {
        match target {
            Target::Resource(node, _, index) => self.resource_id(*node, index.clone()),
            Target::Module(module, index) => {
                let name = self.module_name(module, index.clone())?;
                let scope = self.module_scope(module, index.clone())?;
                let group = module.scope.as_ref().map(|group| self.group(&module.symbol, group, &scope));
                Ok(scoped_id(group.transpose()?, DEPLOYMENTS, vec![name]))
            }
        }
    }

    /// `node.method(args)`.
    pub(super) fn method(&self, base: &Expr, name: &str, args: &[Expr], scope: &Scope) -> Lowered<Code> {
        if !name.starts_with("list") {
            return Err(Fault::UnknownMethod(name.to_owned()));
        }
        let target = self.target(base, scope)?;
        let Target::Resource(node, ..) = target else { return Err(Fault::NoValue(target.name())) };
        let mut all = vec![self.subject(&target)?];
        if args.is_empty() {
            all.push(Code::text(self.symbols.at(node)?.api_version));
        }
        all.extend(self.codes(args, scope)?);
        Ok(Code::call(name, all))
    }

    /// The scope of a resource's name, condition and scope in the round `index`.
    pub(super) fn name_scope(&self, node: usize, index: Option<Code>) -> Lowered<Scope> {
        let scope = Scope::within(node);
        let resource = self.symbols.at(node)?.resource;
        match (&resource.repeat, index) {
            (Some(repeat), Some(index)) => self.loop_scope(repeat, index, &scope),
            (None, None) => Ok(scope),
            _ => Err(Fault::BadIndex(resource.symbol.clone())),
        }
    }

    pub(super) fn module_scope(&self, module: &Module, index: Option<Code>) -> Lowered<Scope> {
        match (&module.repeat, index) {
            (Some(repeat), Some(index)) => self.loop_scope(repeat, index, &Scope::default()),
            (None, None) => Ok(Scope::default()),
            _ => Err(Fault::BadIndex(module.symbol.clone())),
        }
    }

    /// Name of a module's deployment; one without name gets one from its symbol.
    pub(super) fn module_name(&self, module: &Module, index: Option<Code>) -> Lowered<Code> {
        let scope = self.module_scope(module, index.clone())?;
        if let Some(name) = &module.name {
            return self.code(name, &scope);
        }
        let deployment = Code::call("deployment", Vec::new()).prop("name");
        let unique = Code::call("uniqueString", vec![Code::text(&module.symbol), deployment]);
        Ok(match index {
            None => Code::call("format", vec![Code::Text(format!("{}-{{0}}", module.symbol)), unique]),
            Some(index) => Code::call(
                "format",
                vec![Code::Text(format!("{}-{{0}}-{{1}}", module.symbol)), index, unique],
            ),
        })
    }

    /// The resource that holds `node`, with its round, as seen from `node` in the round of `scope`.
    pub(super) fn parent(&self, node: usize, scope: &Scope) -> Lowered<Option<(usize, Option<Code>)>> {
        let node = self.symbols.at(node)?;
        if let Some(outer) = node.outer {
            return Ok(Some((outer, None)));
        }
        let Some(parent) = &node.resource.parent else { return Ok(None) };
        match self.find_target(parent, scope)? {
            Some(Target::Resource(parent, _, index)) => Ok(Some((parent, index))),
            _ => Err(Fault::NoResource("a parent")),
        }
    }

    /// Names of the resources from the outermost one to `node`.
    pub(super) fn name_segments(&self, node: usize, scope: &Scope) -> Lowered<Vec<Code>> {
        let mut segments = match self.parent(node, scope)? {
            Some((parent, index)) => self.name_segments(parent, &self.name_scope(parent, index)?)?,
            None => Vec::new(),
        };
        segments.push(self.code(&self.symbols.at(node)?.resource.name, scope)?);
        Ok(segments)
    }

    /// The outermost resource that holds `node`, and the scope that it is seen in; it carries the `scope:` of all.
    fn root(&self, node: usize, scope: &Scope) -> Lowered<(&Node<'t>, Scope)> {
        match self.parent(node, scope)? {
            Some((parent, index)) => self.root(parent, &self.name_scope(parent, index)?),
            None => Ok((self.symbols.at(node)?, scope.clone())),
        }
    }

    /// `resourceId(…)` of a resource.
    pub(super) fn resource_id(&self, node: usize, index: Option<Code>) -> Lowered<Code> {
        let scope = self.name_scope(node, index)?;
        let names = self.name_segments(node, &scope)?;
        let full_type = self.symbols.at(node)?.full_type.clone();
        let (root, root_scope) = self.root(node, &scope)?;
        let Some(of) = &root.resource.scope else { return Ok(scoped_id(None, &full_type, names)) };
        let scoped = match self.find_target(of, &root_scope)? {
            Some(target) => Placed::Extends(self.target_id(&target)?),
            None => self.group(&root.path, of, &root_scope)?,
        };
        Ok(scoped_id(Some(scoped), &full_type, names))
    }

    /// The group that `resourceGroup(…)` names.
    pub(super) fn group(&self, symbol: &str, of: &Expr, scope: &Scope) -> Lowered<Placed> {
        match of {
            Expr::Call { name, args, .. } if name == "resourceGroup" => {
                let mut args = self.codes(args, scope)?;
                match (args.pop(), args.pop(), args.pop()) {
                    (Some(group), None, None) => Ok(Placed::Group { subscription: None, group }),
                    (Some(group), subscription @ Some(_), None) => Ok(Placed::Group { subscription, group }),
                    _ => Err(Fault::BadScope(symbol.to_owned())),
                }
            }
            _ => Err(Fault::BadScope(symbol.to_owned())),
        }
    }

    /// The scope of the declaration of `node`, in a round of its own loop.
    pub(super) fn own_scope(&self, node: usize) -> Lowered<Scope> {
        let looped = self.is_looped(node)?;
        self.name_scope(node, looped.then(|| copy_index(None)))
    }
}

/// Where a resource is, other than in the group of the deployment.
pub(super) enum Placed {
    /// On the resource of this id.
    Extends(Code),
    /// In another group.
    Group { subscription: Option<Code>, group: Code },
}

fn scoped_id(placed: Option<Placed>, full_type: &str, names: Vec<Code>) -> Code {
    let mut args = vec![Code::text(full_type)];
    args.extend(names);
    let on = match placed {
        None => return Code::call("resourceId", args),
        Some(Placed::Extends(id)) => id,
        Some(Placed::Group { subscription, group }) => {
            let here = || Code::call("subscription", Vec::new()).prop("subscriptionId");
            let pattern = Code::text("/subscriptions/{0}/resourceGroups/{1}");
            Code::call("format", vec![pattern, subscription.unwrap_or_else(here), group])
        }
    };
    args.insert(0, on);
    Code::call("extensionResourceId", args)
}

//! Resources and modules.

use std::sync::Arc;

use super::{Decorator, Directive, Expr, Key, Property, Repeat, Skip, Template};

/// `resource symbol 'type@apiVersion' = { … }`.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Linter directives on the lines before it.
    pub directives: Vec<Directive>,
    /// Its decorators, as they are to stand.
    pub decorators: Vec<Decorator>,
    /// Checks that it does not pass, as comments at the top of its body.
    pub skips: Vec<Skip>,
    /// Its symbol.
    pub symbol: String,
    /// Its full type; for a nested one the last segment alone (`blobServices`).
    pub resource_type: String,
    /// Its API version; a nested one may leave it to the resource that holds it.
    pub api_version: Option<String>,
    /// Whether it is there already and only referred to.
    pub existing: bool,
    /// Deployed only when this holds; in a loop, asked for each round.
    pub condition: Option<Expr>,
    /// Declared once for each round of a loop.
    pub repeat: Option<Repeat>,
    /// `parent:`, the resource that holds it, declared elsewhere in the template.
    pub parent: Option<Expr>,
    /// `name:`.
    pub name: Expr,
    /// `scope:`: a resource that it extends, or for an existing one `resourceGroup(…)`.
    pub scope: Option<Expr>,
    /// All other properties.
    pub properties: Vec<Property>,
    /// Resources and modules that come first without being referred to.
    pub depends_on: Vec<Expr>,
    /// Resources that it holds.
    pub children: Vec<Resource>,
}

/// `module symbol 'file' = { … }`.
#[derive(Clone, Debug, PartialEq)]
pub struct Module {
    /// Linter directives on the lines before it.
    pub directives: Vec<Directive>,
    /// Its decorators, as they are to stand.
    pub decorators: Vec<Decorator>,
    /// Its symbol.
    pub symbol: String,
    /// The template that it deploys; Bicep names its file.
    pub template: Arc<Template>,
    /// Deployed only when this holds; in a loop, asked for each round.
    pub condition: Option<Expr>,
    /// Deployed once for each round of a loop.
    pub repeat: Option<Repeat>,
    /// Name of the deployment; none lets the compiler make one, as its linter prefers.
    pub name: Option<Expr>,
    /// Resource group to deploy into: `resourceGroup(…)`.
    pub scope: Option<Expr>,
    /// Values of the template's parameters.
    pub params: Vec<Property>,
    /// Resources and modules that come first without being referred to.
    pub depends_on: Vec<Expr>,
}

macro_rules! deployed {
    ($($declaration:ident),*) => {$(
        impl $declaration {
            /// Adds a directive for the line of the declaration.
            pub fn directive(mut self, directive: Directive) -> Self {
                self.directives.push(directive);
                self
            }

            /// Adds a decorator.
            pub fn decorate(mut self, decorator: Decorator) -> Self {
                self.decorators.push(decorator);
                self
            }

            /// Adds `@description('text')`.
            pub fn describe(self, text: impl Into<String>) -> Self {
                self.decorate(Decorator::Description(text.into()))
            }

            /// Deploys it only when `condition` holds.
            pub fn condition(mut self, condition: impl Into<Expr>) -> Self {
                self.condition = Some(condition.into());
                self
            }

            /// Declares it once for each round of a loop.
            pub fn repeat(mut self, repeat: Repeat) -> Self {
                self.repeat = Some(repeat);
                self
            }

            /// Sets its `scope:`.
            pub fn scope(mut self, scope: impl Into<Expr>) -> Self {
                self.scope = Some(scope.into());
                self
            }

            /// Adds a resource or module that comes first.
            pub fn depends_on(mut self, symbol: impl Into<Expr>) -> Self {
                self.depends_on.push(symbol.into());
                self
            }
        }
    )*};
}

deployed!(Resource, Module);

impl Resource {
    /// A resource of `type_and_version`, such as `Microsoft.Web/sites@2025-03-01`, or `blobServices` when nested.
    pub fn new(symbol: impl Into<String>, type_and_version: &str, name: impl Into<Expr>) -> Self {
        let (resource_type, api_version) = match type_and_version.split_once('@') {
            Some((resource_type, version)) => (resource_type, Some(version.to_owned())),
            None => (type_and_version, None),
        };
        Self {
            directives: Vec::new(),
            decorators: Vec::new(),
            skips: Vec::new(),
            symbol: symbol.into(),
            resource_type: resource_type.to_owned(),
            api_version,
            existing: false,
            condition: None,
            repeat: None,
            parent: None,
            name: name.into(),
            scope: None,
            properties: Vec::new(),
            depends_on: Vec::new(),
            children: Vec::new(),
        }
    }

    /// Says that the resource is there already.
    pub fn existing(mut self) -> Self {
        self.existing = true;
        self
    }

    /// Leaves out checks that it does not pass.
    pub fn skip(mut self, checks: &str, reason: &str) -> Self {
        self.skips.push(Skip::new(checks, reason));
        self
    }

    /// Sets its `parent:`.
    pub fn parent(mut self, parent: impl Into<Expr>) -> Self {
        self.parent = Some(parent.into());
        self
    }

    /// Adds a property next to `name`.
    pub fn with(self, key: impl Into<Key>, value: impl Into<Expr>) -> Self {
        self.with_property(Property::new(key, value))
    }

    /// Adds a property next to `name`.
    pub fn with_property(mut self, property: Property) -> Self {
        self.properties.push(property);
        self
    }

    /// Adds a resource that it holds.
    pub fn child(mut self, child: Resource) -> Self {
        self.children.push(child);
        self
    }
}

impl Module {
    /// A module that deploys `template`.
    pub fn new(symbol: impl Into<String>, template: &Arc<Template>) -> Self {
        Self {
            directives: Vec::new(),
            decorators: Vec::new(),
            symbol: symbol.into(),
            template: Arc::clone(template),
            condition: None,
            repeat: None,
            name: None,
            scope: None,
            params: Vec::new(),
            depends_on: Vec::new(),
        }
    }

    /// Names the deployment.
    pub fn name(mut self, name: impl Into<Expr>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Gives a parameter its value.
    pub fn param(mut self, name: impl Into<Key>, value: impl Into<Expr>) -> Self {
        self.params.push(Property::new(name, value));
        self
    }
}

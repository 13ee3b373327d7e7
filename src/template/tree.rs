//! What a template says, whichever language it is written in: declarations, and values with a place on each.

use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxHashMap;

use crate::source::{Comment, FileId, Number, ProjectPath, SourceMap, Span};
use crate::spec::in_order;

/// The language of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// A Bicep file.
    Bicep,
    /// Values for the parameters of a Bicep file.
    BicepParam,
    /// An ARM template in JSON.
    Json,
    /// A pipeline, whose commands deploy templates.
    Pipeline,
}

/// One file.
#[derive(Debug)]
pub(crate) struct Template {
    pub(crate) file: FileId,
    pub(crate) path: ProjectPath,
    pub(crate) language: Language,
    /// By name; in a file of parameter values, the values.
    pub(crate) parameters: IndexMap<Arc<str>, Parameter>,
    pub(crate) variables: IndexMap<Arc<str>, Variable>,
    pub(crate) resources: Vec<Resource>,
    pub(crate) modules: Vec<Module>,
    /// The positions of resources and of modules, by symbol.
    symbols: FxHashMap<Arc<str>, Declared>,
    pub(crate) outputs: Vec<Output>,
    /// The template that a file of parameter values is for.
    pub(crate) using: Option<Value>,
    /// The declarations of a Bicep file, from their first byte to the next one.
    pub(crate) pieces: Vec<Span>,
    /// All that a file of JSON or YAML holds.
    pub(crate) root: Option<Value>,
    pub(crate) comments: Vec<Comment>,
    /// What `#disable-diagnostics` and `#disable-next-line` name.
    pub(crate) directives: Vec<Directive>,
    /// Whether all of it could be read.
    pub(crate) complete: bool,
}

/// A directive of Bicep that takes findings of its linter back.
#[derive(Debug)]
pub(crate) struct Directive {
    /// The line, from `#` on.
    pub(crate) span: Span,
    /// Whether it counts for the next line alone, rather than for all that follows.
    pub(crate) next_line: bool,
    /// The rules that it names.
    pub(crate) rules: Vec<Box<str>>,
}

impl Directive {
    /// A directive from its line; nothing for a line that is none.
    pub(crate) fn read(span: Span, line: &str) -> Option<Self> {
        let mut words = line.split_whitespace().take_while(|word| !word.starts_with("//"));
        let next_line = match words.next()? {
            "#disable-next-line" => true,
            "#disable-diagnostics" => false,
            _ => return None,
        };
        Some(Self { span, next_line, rules: words.map(Box::from).collect() })
    }
}

impl Template {
    pub(crate) fn new(file: FileId, path: ProjectPath, language: Language) -> Self {
        Self {
            file,
            path,
            language,
            parameters: IndexMap::new(),
            variables: IndexMap::new(),
            resources: Vec::new(),
            modules: Vec::new(),
            symbols: FxHashMap::default(),
            outputs: Vec::new(),
            using: None,
            pieces: Vec::new(),
            root: None,
            comments: Vec::new(),
            directives: Vec::new(),
            complete: true,
        }
    }

    /// Adds a resource; its position.
    pub(crate) fn add_resource(&mut self, resource: Resource) -> usize {
        let at = self.resources.len();
        self.symbols.entry(resource.symbol.clone()).or_insert(Declared::Resource(at));
        self.resources.push(resource);
        at
    }

    /// Adds a module.
    pub(crate) fn add_module(&mut self, module: Module) {
        self.symbols.entry(module.symbol.clone()).or_insert(Declared::Module);
        self.modules.push(module);
    }

    /// The resource with a symbol.
    pub(crate) fn resource(&self, symbol: &str) -> Option<&Resource> {
        match self.symbols.get(symbol)? {
            Declared::Resource(at) => self.resources.get(*at),
            Declared::Module => None,
        }
    }

    /// Whether a symbol is that of a module.
    pub(crate) fn is_module(&self, symbol: &str) -> bool {
        matches!(self.symbols.get(symbol), Some(Declared::Module))
    }

    /// What a value is as far as the file says: what a variable holds in place of its name.
    pub(crate) fn resolve<'v>(&'v self, value: &'v Value) -> &'v Value {
        // A variable may name a variable; in a circle there is nothing to find.
        const STEPS: usize = 8;
        let mut value = value;
        for _ in 0..STEPS {
            let Some([name, steps @ ..]) = value.path() else { break };
            let Some(variable) = self.variables.get(name) else { break };
            let inner = steps.iter().try_fold(&variable.value, |value, step| Some(&value.entry(step)?.value));
            let Some(inner) = inner else { break };
            value = inner;
        }
        value
    }

    /// Whether a directive takes back what a rule of Bicep's linter finds at a place.
    pub(crate) fn excuses(&self, rule: &str, place: Span, map: &SourceMap) -> bool {
        let file = map.file(self.file);
        let line = |offset: u32| file.location(offset).line;
        self.directives.iter().filter(|one| one.rules.iter().any(|named| **named == *rule)).any(|one| {
            if one.next_line {
                line(one.span.start) + 1 == line(place.start)
            } else {
                one.span.end <= place.start
            }
        })
    }

    /// What begins in the file, in order: declarations, entries of maps, elements of lists.
    pub(crate) fn starts(&self) -> Vec<Span> {
        let mut starts = self.pieces.clone();
        let mut add = |value: &Value| {
            let entry =
                |entry: &Entry| Span { end: entry.value.span.end.max(entry.key_span.end), ..entry.key_span };
            starts.extend(value.entries().iter().map(entry));
            starts.extend(value.list().iter().map(|element| element.span));
        };
        match &self.root {
            Some(root) => root.each(&mut add),
            None => self.each_value(&mut add),
        }
        in_order(&mut starts);
        starts
    }

    /// Every value of the file, each with all that is in it.
    pub(crate) fn each_value<'v>(&'v self, visit: &mut dyn FnMut(&'v Value)) {
        let parameters = self.parameters.values().filter_map(|parameter| parameter.default.as_ref());
        let variables = self.variables.values().map(|variable| &variable.value);
        let outputs = self.outputs.iter().map(|output| &output.value);
        let resources =
            self.resources.iter().flat_map(|resource| resource.around.iter().chain([&resource.body]));
        let modules = self.modules.iter().flat_map(|module| module.around.iter().chain([&module.body]));
        parameters
            .chain(variables)
            .chain(resources)
            .chain(modules)
            .chain(outputs)
            .for_each(|value| value.each(visit));
    }
}

/// What a symbol stands for.
#[derive(Clone, Copy, Debug)]
enum Declared {
    Resource(usize),
    Module,
}

/// A parameter.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) span: Span,
    /// Whether whoever deploys has to give a value.
    pub(crate) required: bool,
    pub(crate) default: Option<Value>,
}

/// A variable.
#[derive(Debug)]
pub(crate) struct Variable {
    pub(crate) value: Value,
}

/// An output.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) name: Arc<str>,
    pub(crate) span: Span,
    pub(crate) value: Value,
}

/// A resource.
#[derive(Debug)]
pub(crate) struct Resource {
    /// Its symbol; in a template without symbols, its name.
    pub(crate) symbol: Arc<str>,
    pub(crate) span: Span,
    /// Its whole type, that of the resource around it included, without the API version.
    pub(crate) kind: Arc<str>,
    pub(crate) version: Option<Arc<str>>,
    /// Where the type stands.
    pub(crate) kind_span: Span,
    /// Whether it is only read.
    pub(crate) existing: bool,
    /// The resource that it is declared in, by its position in the file.
    pub(crate) holder: Option<usize>,
    /// What it is deployed for: condition and loop.
    pub(crate) around: Vec<Value>,
    /// The names that its loop gives.
    pub(crate) looped: bool,
    pub(crate) body: Value,
}

impl Resource {
    /// Whether it is of a type, in whatever case that is written.
    pub(crate) fn is(&self, kind: &str) -> bool {
        self.kind.eq_ignore_ascii_case(kind)
    }
}

/// A template that is deployed by another one.
#[derive(Debug)]
pub(crate) struct Module {
    pub(crate) symbol: Arc<str>,
    pub(crate) span: Span,
    pub(crate) source: Source,
    pub(crate) source_span: Span,
    pub(crate) around: Vec<Value>,
    pub(crate) body: Value,
}

/// Where a module stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// In a file, by its path from the folder of this one.
    File(Arc<str>),
    /// In the same file, by its position among the templates of it.
    Inline(usize),
    /// In a registry, or anywhere else.
    Elsewhere,
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub(crate) span: Span,
    pub(crate) data: Data,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: Arc<str>,
    pub(crate) key_span: Span,
    pub(crate) value: Value,
}

/// What a value is. What comes out at the deployment alone is an expression, of which the parts are known.
#[derive(Clone, Debug)]
pub(crate) enum Data {
    Null,
    Bool(bool),
    Number(Number),
    Text(Arc<str>),
    /// A text with expressions in it.
    Mixed(Vec<Value>),
    List(Vec<Value>),
    /// A map; in Bicep a key that is an expression, and what is spread into it, make it open.
    Map(Vec<Entry>, Open),
    /// A name with what is read of it: `cluster.properties.clusterId`; parameters and variables of ARM JSON as well.
    Path(Vec<Arc<str>>),
    /// A function, or a function of a resource, `on` which it is called.
    Call {
        name: Arc<str>,
        name_span: Span,
        on: Option<Box<Value>>,
        args: Vec<Value>,
    },
    /// Any other expression, with what it is made of.
    Other(Vec<Value>),
}

/// Whether a map may hold more than it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Open {
    No,
    Yes,
}

impl Value {
    pub(crate) fn new(span: Span, data: Data) -> Self {
        Self { span, data }
    }

    /// The text, if it is one without expressions.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The names of a path, if it is one.
    pub(crate) fn path(&self) -> Option<&[Arc<str>]> {
        match &self.data {
            Data::Path(path) => Some(path),
            _ => None,
        }
    }

    /// The entries, if it is a map.
    pub(crate) fn entries(&self) -> &[Entry] {
        match &self.data {
            Data::Map(entries, _) => entries,
            _ => &[],
        }
    }

    /// The elements, if it is a list.
    pub(crate) fn list(&self) -> &[Value] {
        match &self.data {
            Data::List(list) => list,
            _ => &[],
        }
    }

    /// The entry of a key, whose case does not count.
    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key.eq_ignore_ascii_case(key))
    }

    /// The value at a path of keys with dots between.
    pub(crate) fn get(&self, path: &str) -> Option<&Value> {
        path.split('.').try_fold(self, |value, key| Some(&value.entry(key)?.value))
    }

    /// Whether all of it is there to be seen: a map into which nothing unknown is spread.
    pub(crate) fn is_closed_map(&self) -> bool {
        matches!(self.data, Data::Map(_, Open::No))
    }

    /// Visits the value and everything in it.
    pub(crate) fn each<'v>(&'v self, visit: &mut dyn FnMut(&'v Value)) {
        visit(self);
        match &self.data {
            Data::Map(entries, _) => entries.iter().for_each(|entry| entry.value.each(visit)),
            Data::List(parts) | Data::Mixed(parts) | Data::Other(parts) => {
                parts.iter().for_each(|part| part.each(visit));
            }
            Data::Call { on, args, .. } => {
                on.iter().map(|on| &**on).chain(args).for_each(|part| part.each(visit))
            }
            Data::Null | Data::Bool(_) | Data::Number(_) | Data::Text(_) | Data::Path(_) => {}
        }
    }
}

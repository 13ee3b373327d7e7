//! What rules about templates see: every file of a run, and where to tell what they find.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Sink, did_you_mean, pointer};
use crate::kinds::{KINDS, Kind};
use crate::source::{Files, SourceMap, Span, limits};
use crate::template::tree::{Data, Language, Module, Resource, Template, Value};
use crate::template::{Loaded, PROVIDER, custom_type, kind_of};

use super::{Check, RULES};
use crate::diagnostic::Code;

/// What the files of rules about templates begin with.
pub(super) mod prelude {
    pub(in crate::rules) use super::{Set, Told};
    pub(in crate::rules) use crate::rules::{Check, Rule, rule};
    pub(in crate::rules) use crate::template::tree::{Data, Resource, Template, Value};
}

/// Runs every rule about templates over every file of a run.
pub(crate) fn run_templates(loaded: &Loaded, files: &dyn Files, sink: &mut Sink) {
    let set = Set { loaded, files };
    for rule in RULES {
        if let Check::Templates(check) = rule.check {
            for template in &loaded.templates {
                check(&set, template, &mut Told { code: &rule.code, template, sink });
            }
        }
    }
}

/// All templates of a run.
pub(super) struct Set<'a> {
    loaded: &'a Loaded,
    files: &'a dyn Files,
}

impl<'a> Set<'a> {
    /// The text of the files.
    pub(super) fn map(&self) -> &'a SourceMap {
        &self.loaded.map
    }

    /// Every template.
    pub(super) fn templates(&self) -> impl Iterator<Item = &'a Template> + use<'a> {
        self.loaded.templates.iter()
    }

    /// Every resource of a type, those that are only read among them, with its template.
    pub(super) fn resources(&self, kind: &str) -> impl Iterator<Item = (&'a Template, &'a Resource)> {
        let all =
            self.templates().flat_map(|template| template.resources.iter().map(move |one| (template, one)));
        all.filter(move |(_, resource)| resource.is(kind))
    }

    /// The template that a module is, where it was read.
    pub(super) fn module(&self, from: &Template, module: &Module) -> Option<&'a Template> {
        self.loaded.module(from, module)
    }

    /// The template that a path leads to from another one, where it was read.
    pub(super) fn file(&self, from: &Template, path: &str) -> Option<&'a Template> {
        self.loaded.file(from, path)
    }

    /// The modules that deploy a template, each with its template.
    pub(super) fn callers(&self, of: &Template) -> impl Iterator<Item = (&'a Template, &'a Module)> {
        let all =
            self.templates().flat_map(|template| template.modules.iter().map(move |one| (template, one)));
        let is = |(from, module): &(&'a Template, &'a Module)| {
            self.module(from, module).is_some_and(|found| std::ptr::eq(found, of))
        };
        all.filter(is).collect::<Vec<_>>().into_iter()
    }

    /// Whether all that is deployed was read, so that what is not there is missing.
    pub(super) fn is_complete(&self) -> bool {
        self.templates().all(|template| {
            template.complete && template.modules.iter().all(|module| self.module(template, module).is_some())
        })
    }

    /// Whether something stands at a path of the project.
    pub(super) fn exists(&self, path: &str) -> bool {
        let path = crate::source::ProjectPath::root().join(path);
        path.is_ok_and(|path| self.files.entry(&path).is_some())
    }

    /// The names that the definitions of custom providers give to their types and their actions; nothing where there is no
    /// definition, or one that does not show them.
    pub(super) fn routes(&self) -> Option<Routes<'a>> {
        let mut routes = Routes { types: Vec::new(), actions: Vec::new() };
        let mut definitions = self.resources(PROVIDER).filter(|(_, one)| !one.existing).peekable();
        definitions.peek()?;
        for (template, definition) in definitions {
            let properties = template.resolve(&definition.body.entry("properties")?.value);
            if !properties.is_closed_map() {
                return None;
            }
            for (section, names) in [("resourceTypes", &mut routes.types), ("actions", &mut routes.actions)] {
                let Some(list) = properties.entry(section).map(|entry| template.resolve(&entry.value)) else {
                    continue;
                };
                let Data::List(list) = &list.data else { return None };
                for route in list {
                    names.push(template.resolve(template.resolve(route).get("name")?).text()?);
                }
            }
        }
        Some(routes)
    }

    /// The script of a `deploymentScripts` resource, where the file holds it.
    pub(super) fn script<'t>(&self, template: &'t Template, resource: &'t Resource) -> Option<Script<'t>> {
        let properties = resource.body.get("properties")?;
        if !properties.is_closed_map() || properties.entry("supportingScriptUris").is_some() {
            return None;
        }
        let content = template.resolve(properties.get("scriptContent")?);
        let text = match &content.data {
            Data::Text(text) => Cow::Borrowed(&**text),
            Data::Mixed(parts) if !parts.is_empty() => Cow::Owned(self.map().slice(content.span).to_owned()),
            Data::Call { name, args, .. } if &**name == "loadTextContent" => {
                let path = template.path.parent().join(args.first()?.text()?).ok()?;
                let bytes = self.files.read(&path, limits::FILE_BYTES).ok()?;
                Cow::Owned(String::from_utf8(bytes).ok()?)
            }
            _ => return None,
        };
        Some(Script { text, span: content.span })
    }
}

/// What the custom providers of a run can be asked for.
pub(super) struct Routes<'a> {
    pub(super) types: Vec<&'a str>,
    pub(super) actions: Vec<&'a str>,
}

impl Routes<'_> {
    pub(super) fn has_type(&self, name: &str) -> bool {
        self.types.iter().any(|known| known.eq_ignore_ascii_case(name))
    }

    pub(super) fn has_action(&self, name: &str) -> bool {
        self.actions.iter().any(|known| known.eq_ignore_ascii_case(name))
    }
}

/// A script, and the value that holds it.
pub(super) struct Script<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) span: Span,
}

impl Script<'_> {
    /// The place of a part of the script, as near as the file shows it.
    pub(super) fn place(&self, map: &SourceMap, part: &str) -> Span {
        let at = map.slice(self.span).find(part);
        at.map_or(self.span, |at| {
            let start = self.span.start + at as u32;
            Span::new(self.span.file, start, start + part.len() as u32)
        })
    }
}

/// The resources of custom providers that a template deploys, with the types that they have there.
pub(super) fn custom(template: &Template) -> impl Iterator<Item = (&Resource, &str, Option<&'static Kind>)> {
    let all = template.resources.iter().filter_map(|one| Some((one, custom_type(one)?)));
    all.map(|(resource, name)| (resource, name, kind_of(name)))
}

/// The type that stands for something in a workspace and is spelt much like a name.
pub(super) fn similar_type(name: &str) -> Option<&'static str> {
    did_you_mean(name, KINDS.iter().map(|kind| kind.arm_type))
}

/// Where a rule tells what it found in a template.
pub(super) struct Told<'a> {
    code: &'static Code,
    template: &'a Template,
    sink: &'a mut Sink,
}

impl Told<'_> {
    /// A finding of the rule at work.
    pub(super) fn found(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.code, span, message)
    }

    /// Reports a finding, unless a directive of Bicep excuses it from the linter's rule of that name.
    pub(super) fn push_unless(&mut self, excused: Option<&str>, map: &SourceMap, found: Diagnostic) {
        if excused.is_none_or(|rule| !self.template.excuses(rule, found.span, map)) {
            self.push(found);
        }
    }

    /// Reports a finding.
    pub(super) fn push(&mut self, found: Diagnostic) {
        let path = self.declaration(found.span).map(pointer).unwrap_or_default();
        self.sink.push(found.path(path));
    }

    /// The section and the name of the declaration that a place belongs to.
    fn declaration(&self, span: Span) -> Option<[&str; 2]> {
        let within = |own: Span, body: Span| {
            own.file == span.file && (own.start.min(body.start)..=own.end.max(body.end)).contains(&span.start)
        };
        // Of resources inside of each other the last one that begins before the place.
        let resources = self.template.resources.iter().rev();
        let resource =
            resources.filter(|one| within(one.span, one.body.span)).map(|one| ["resources", &*one.symbol]);
        let modules = self.template.modules.iter();
        let module =
            modules.filter(|one| within(one.span, one.body.span)).map(|one| ["resources", &*one.symbol]);
        let outputs = self.template.outputs.iter();
        let output =
            outputs.filter(|one| within(one.span, one.value.span)).map(|one| ["outputs", &*one.name]);
        let parameters = self.template.parameters.iter();
        let parameter = parameters
            .filter(|(_, one)| within(one.span, one.default.as_ref().map_or(one.span, |value| value.span)))
            .map(|(name, _)| ["parameters", &**name]);
        resource.chain(module).chain(output).chain(parameter).next()
    }
}

/// The name of a resource in the words of a message.
pub(super) fn named(resource: &Resource) -> String {
    format!("`{}`", resource.symbol)
}

/// Whether a template is written in Bicep, of which the linter's rules speak.
pub(super) fn is_bicep(template: &Template) -> bool {
    template.language == Language::Bicep
}

/// Every path in a value, with what it begins with.
pub(super) fn each_path<'v>(value: &'v Value, visit: &mut dyn FnMut(&'v [std::sync::Arc<str>], &'v Value)) {
    value.each(&mut |value| {
        if let Some(path) = value.path() {
            visit(path, value);
        }
    });
}

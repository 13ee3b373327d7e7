//! ARM templates in JSON: the sections of a template, resources as a list or by symbol, and the templates nested in them;
//! and files of values for their parameters.

mod comments;
mod expression;

use std::sync::Arc;

pub(super) use expression::scalar;

use super::tree::{
    Data, Entry, Language, Module, Open, Output, Parameter, Resource, Source, Template, Value, Variable,
};
use crate::diagnostic::{Sink, code};
use crate::source::{self, FileId, Node, ProjectPath, Span, parse_json};

/// The type of a nested or linked template.
const DEPLOYMENT: &str = "Microsoft.Resources/deployments";

/// What the address of the schema for files of parameter values ends with.
pub(super) const VALUES: &str = "/deploymentParameters.json#";

/// Reads an ARM template: itself first, then the templates nested in it.
pub(super) fn read(file: FileId, path: ProjectPath, text: &str, sink: &mut Sink) -> Vec<Template> {
    let (text_without, comments) = comments::blank(file, text);
    let mut found = Sink::default();
    let (root, complete) = parse_json(file, &text_without, &mut found);
    for mut one in found.into_sorted() {
        if one.code == &code::SYNTAX_ERROR {
            one.help =
                Some("mend it; comments are allowed, commas before a closing bracket are not".to_owned());
        }
        sink.push(one);
    }
    let mut reader = Reader { file, path, text, templates: Vec::new() };
    let root = root.map(|root| reader.value(&root));
    if let Some(root) = &root {
        let schema = root.get("$schema").and_then(Value::text);
        if schema.is_some_and(|schema| schema.ends_with(VALUES)) {
            reader.values(root, complete);
        } else {
            reader.template(root, complete, 0);
        }
    } else {
        reader.templates.push(Template::new(file, reader.path.clone(), Language::Json));
    }
    if let Some(first) = reader.templates.first_mut() {
        first.comments = comments;
        first.root = root;
    }
    reader.templates
}

struct Reader<'t> {
    file: FileId,
    path: ProjectPath,
    text: &'t str,
    templates: Vec<Template>,
}

impl Reader<'_> {
    /// A value of the file, texts read as expressions. How deep it nests is bounded where it is loaded.
    fn value(&self, node: &Node) -> Value {
        let data = match &node.data {
            source::Data::Null => Data::Null,
            source::Data::Bool(value) => Data::Bool(*value),
            source::Data::Number(number) => Data::Number(number.clone()),
            source::Data::String(text) => {
                let inner =
                    self.text.get(node.span.start as usize + 1..node.span.end.saturating_sub(1) as usize);
                let exact = inner.is_some_and(|inner| *inner == **text);
                expression::read(text, node.span, exact.then_some(node.span.start + 1))
            }
            source::Data::List(list) => Data::List(list.iter().map(|item| self.value(item)).collect()),
            source::Data::Map(map) => {
                let mut open = Open::No;
                let mut entries = Vec::with_capacity(map.len());
                for entry in map {
                    let value = self.value(&entry.value);
                    // Lists that a loop makes are not to be seen.
                    if &*entry.key.text == "copy"
                        && value.list().iter().any(|one| one.entry("input").is_some())
                    {
                        open = Open::Yes;
                        continue;
                    }
                    entries.push(Entry { key: entry.key.text.clone(), key_span: entry.key.span, value });
                }
                Data::Map(entries, open)
            }
        };
        Value::new(node.span, data)
    }

    /// A file of values for parameters. It does not name its template, which is found by the name of the file.
    fn values(&mut self, root: &Value, complete: bool) {
        let mut template = Template::new(self.file, self.path.clone(), Language::Json);
        template.complete = complete;
        for Entry { key, key_span, value } in section(root, "parameters") {
            let value = value.get("value").unwrap_or(value).clone();
            let parameter = Parameter { span: *key_span, required: false, default: Some(value) };
            template.parameters.insert(key.clone(), parameter);
        }
        let stem = self.path.name().split_once(".parameters.").map(|(stem, _)| stem);
        if let (Some(stem), Some(parameters)) = (stem, root.entry("parameters")) {
            let text = Data::Text(format!("{stem}.bicep").into());
            template.using = Some(Value::new(parameters.key_span, text));
        }
        self.templates.push(template);
    }

    /// One template; its position among those of the file.
    fn template(&mut self, root: &Value, complete: bool, depth: usize) -> usize {
        let mut template = Template::new(self.file, self.path.clone(), Language::Json);
        template.complete = complete;
        for Entry { key, key_span, value } in section(root, "parameters") {
            let default = value.get("defaultValue").cloned();
            let nullable = matches!(value.get("nullable").map(|value| &value.data), Some(Data::Bool(true)));
            let required = default.is_none() && !nullable;
            template.parameters.insert(key.clone(), Parameter { span: *key_span, required, default });
        }
        for Entry { key, value, .. } in section(root, "variables") {
            // Parameters and variables are told apart by the function that reads them, which is gone.
            if !template.parameters.contains_key(key) {
                template.variables.insert(key.clone(), Variable { value: value.clone() });
            }
        }
        for Entry { key, key_span, value } in section(root, "outputs") {
            let (name, span) = (key.clone(), *key_span);
            let value = value.get("value").unwrap_or(value).clone();
            template.outputs.push(Output { name, span, value });
        }
        let at = self.templates.len();
        self.templates.push(template);
        if let Some(resources) = root.get("resources") {
            self.resources(resources, at, None, depth);
        }
        at
    }

    fn resources(&mut self, value: &Value, at: usize, holder: Option<usize>, depth: usize) {
        if depth > super::DEPTH {
            return self.templates[at].complete = false;
        }
        for Entry { key, key_span, value } in value.entries() {
            self.resource(value, Some((key.clone(), *key_span)), at, holder, depth);
        }
        for value in value.list() {
            self.resource(value, None, at, holder, depth);
        }
    }

    fn resource(
        &mut self,
        body: &Value,
        symbol: Option<(Arc<str>, Span)>,
        at: usize,
        holder: Option<usize>,
        depth: usize,
    ) {
        let (Some(kind), name) = (body.entry("type"), body.entry("name")) else { return };
        let around = holder.map(|holder| &self.templates[at].resources[holder]);
        let text = kind.value.text().unwrap_or_default();
        // A resource inside of another one may be named by the end of its type.
        let whole = match around {
            Some(around) if text.matches('/').count() == 0 => format!("{}/{text}", around.kind),
            _ => text.to_owned(),
        };
        let version = body.get("apiVersion").and_then(Value::text).map(Arc::from);
        let version = version.or_else(|| around.and_then(|around| around.version.clone()));
        let (symbol, span) = symbol.unwrap_or_else(|| {
            let name = name.map(|name| &name.value);
            (name.map_or_else(|| "".into(), short), name.map_or(kind.value.span, |name| name.span))
        });
        let copy = body.get("copy");
        let around = [body.get("condition"), copy].into_iter().flatten().cloned().collect();
        if whole.eq_ignore_ascii_case(DEPLOYMENT) {
            return self.deployment(body, symbol, span, around, at, depth);
        }
        let existing = matches!(body.get("existing").map(|value| &value.data), Some(Data::Bool(true)));
        let position = self.templates[at].add_resource(Resource {
            symbol,
            span,
            kind: whole.into(),
            version,
            kind_span: kind.value.span,
            existing,
            holder,
            around,
            looped: copy.is_some(),
            body: body.clone(),
        });
        if let Some(inner) = body.get("resources") {
            self.resources(inner, at, Some(position), depth + 1);
        }
    }

    fn deployment(
        &mut self,
        body: &Value,
        symbol: Arc<str>,
        span: Span,
        around: Vec<Value>,
        at: usize,
        depth: usize,
    ) {
        let link = body.get("properties.templateLink.relativePath");
        let source = match (body.get("properties.template"), link.and_then(Value::text)) {
            (Some(inner), _) if inner.is_closed_map() => {
                // With the scope `outer` the names inside are those of the template around.
                let scope = body.get("properties.expressionEvaluationOptions.scope").and_then(Value::text);
                let own = scope.is_some_and(|scope| scope.eq_ignore_ascii_case("inner"));
                let inner = self.template(inner, own, depth + 1);
                if own { Source::Inline(inner) } else { Source::Elsewhere }
            }
            (_, Some(path)) => Source::File(path.into()),
            _ => Source::Elsewhere,
        };
        let source_span = link.map_or(span, |link| link.span);
        self.templates[at].add_module(Module {
            symbol,
            span,
            source,
            source_span,
            around,
            body: body.clone(),
        });
    }
}

/// The entries of a section.
fn section<'v>(root: &'v Value, name: &str) -> &'v [Entry] {
    root.get(name).map_or(&[], Value::entries)
}

/// What people call a resource: the last part of its name, as far as that is known.
fn short(name: &Value) -> Arc<str> {
    let mut last = None;
    name.each(&mut |value| {
        if let Some(text) = value.text() {
            last = text.rsplit('/').next().filter(|part| !part.is_empty()).or(last);
        }
    });
    last.unwrap_or("of an unknown name").into()
}

//! Bicep files, by the grammar of tree-sitter. What it gives up on is told, and the rest is read.

mod lex;
mod value;

use std::cell::Cell;
use std::ops::ControlFlow;
use std::sync::Arc;

use tree_sitter::{Node, ParseOptions, ParseState, Parser, Point, Range, Tree};

use super::tree::{
    Data, Directive, Language, Module, Open, Output, Parameter, Resource, Source, Template, Value, Variable,
};
use crate::diagnostic::{Diagnostic, Sink};
use crate::rules::unread_part;
use crate::source::{Comment, FileId, ProjectPath, Span};

/// Reads a Bicep file, or one of parameter values.
pub(super) fn read(
    file: FileId,
    path: ProjectPath,
    language: Language,
    text: &str,
    sink: &mut Sink,
) -> Template {
    let mut template = Template::new(file, path, language);
    let prepared = lex::prepare(text, language);
    template.comments = prepared
        .comments
        .iter()
        .map(|range| Comment::of_code(Span::new(file, range.start as u32, range.end as u32), text))
        .collect();
    let place = |range: &std::ops::Range<usize>| Span::new(file, range.start as u32, range.end as u32);
    template.pieces = prepared.all.iter().map(place).collect();
    let directive = |range: &std::ops::Range<usize>| {
        let span = Span::new(file, range.start as u32, range.end as u32);
        Directive::read(span, text.get(range.clone()).unwrap_or_default())
    };
    template.directives = prepared.directives.iter().filter_map(directive).collect();
    let mut parser = Parser::new();
    if parser.set_language(&tree_sitter_bicep::LANGUAGE.into()).is_err() {
        template.complete = false;
        return template;
    }
    let mut patience = PATIENCE;
    for piece in &prepared.pieces {
        let (start, end) = (piece.start, piece.end);
        let range = Range {
            start_byte: start,
            end_byte: end,
            start_point: Point::new(0, 0),
            end_point: Point::new(usize::MAX, usize::MAX),
        };
        let tree = parser
            .set_included_ranges(std::slice::from_ref(&range))
            .ok()
            .and_then(|()| parse(&mut parser, prepared.text.as_bytes(), &range, &mut patience));
        let mut reader =
            Reader { file, text, open_types: &prepared.open_types, too_deep: None, template: &mut template };
        match tree {
            Some(tree) => reader.piece(&tree, sink),
            None => reader.give_up(start, end, sink),
        }
    }
    template
}

/// What the parser is handed at a time, in bytes: little, so that what it asks for again shows how far it looks ahead.
const CHUNK: usize = 256;

/// How many chunks code takes, for each of its own: it is read once, and here and there again.
const READS: usize = 16;

/// How many chunks the grammar may read beyond that in one file. At each error it looks for the end of a text of several
/// lines, up to the end of the declaration; without a bound a file could take hours.
const PATIENCE: usize = 10_000;

fn parse(parser: &mut Parser, text: &[u8], piece: &Range, patience: &mut usize) -> Option<Tree> {
    let mut free = 8 + READS * (piece.end_byte - piece.start_byte) / CHUNK;
    let lost = Cell::new(false);
    let mut read = |at: usize, _: Point| {
        let of = if free > 0 { &mut free } else { &mut *patience };
        lost.set(lost.get() || *of == 0);
        *of = of.saturating_sub(1);
        // What is lost reads as the end.
        let end = if lost.get() { at } else { (at / CHUNK + 1) * CHUNK };
        text.get(at..end.min(text.len())).unwrap_or_default()
    };
    let mut progress =
        |_: &ParseState| if lost.get() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    let options = ParseOptions::new().progress_callback(&mut progress);
    let tree = parser.parse_with_options(&mut read, None, Some(options));
    if tree.is_none() {
        parser.reset();
    }
    tree.filter(|_| !lost.get())
}

struct Reader<'t> {
    file: FileId,
    text: &'t str,
    open_types: &'t [std::ops::Range<usize>],
    /// The first value that lies too deep to be read.
    too_deep: Option<std::ops::Range<usize>>,
    template: &'t mut Template,
}

impl<'t> Reader<'t> {
    fn span(&self, node: Node<'_>) -> Span {
        Span::new(self.file, node.start_byte() as u32, node.end_byte() as u32)
    }

    fn slice(&self, node: Node<'_>) -> &'t str {
        self.text.get(node.byte_range()).unwrap_or_default()
    }

    /// One declaration, with its decorators.
    fn piece(&mut self, tree: &Tree, sink: &mut Sink) {
        let root = tree.root_node();
        let fault = root.has_error().then(|| first_fault(root).unwrap_or(root).byte_range());
        for node in named(root) {
            self.declaration(node);
        }
        if let Some(place) = fault.or(self.too_deep.take()) {
            self.give_up(place.start, place.end, sink);
        }
    }

    fn give_up(&mut self, start: usize, end: usize, sink: &mut Sink) {
        self.template.complete = false;
        // The line on which it begins is enough to find it.
        let line =
            self.text.get(start..end).unwrap_or_default().split(['\n', '\r']).next().unwrap_or_default();
        let span = Span::new(self.file, start as u32, (start + line.len()) as u32);
        let message = "the grammar of Bicep gives up here, so a part of this declaration is not checked";
        let help = "if `bicep build` takes the file, nothing is wrong with it; the rest of it is checked";
        sink.push(Diagnostic::new(unread_part(), span, message).help(help));
    }

    fn declaration(&mut self, node: Node<'_>) {
        match node.kind() {
            "parameter_declaration" => self.parameter(node),
            "variable_declaration" => self.variable(node),
            "output_declaration" => self.output(node),
            "resource_declaration" => self.resource(node, None),
            "module_declaration" => self.module(node),
            "using_statement" => {
                self.template.using =
                    named(node).find(|child| child.kind() == "string").map(|text| self.value(text, 0));
            }
            // What is declared behind an error in one piece still counts.
            "ERROR" => {
                for inner in named(node).filter(|inner| inner.kind().ends_with("_declaration")) {
                    self.declaration(inner);
                }
            }
            _ => {}
        }
    }

    fn parameter(&mut self, node: Node<'_>) {
        let mut parts = named(node);
        let Some(name) = parts.next() else { return };
        let kind = parts.find(|part| part.kind() == "type");
        let default = parts.find(|part| part.kind() != "ERROR").map(|value| self.value(value, 0));
        let declared = self.text.get(name.end_byte()..node.end_byte()).unwrap_or_default();
        let before = default.as_ref().map_or(declared, |value| {
            declared.get(..(value.span.start as usize).saturating_sub(name.end_byte())).unwrap_or(declared)
        });
        let nullable = before.trim_end().trim_end_matches('=').trim_end().ends_with('?');
        // Of a type that cannot be read nothing is known, and one of the author's own may take `null`.
        let known = kind.is_some_and(|kind| !kind.has_error() && !self.is_open_type(self.slice(kind)));
        let required = known && default.is_none() && !nullable && !node.has_error();
        let parameter = Parameter { span: self.span(name), required, default };
        self.template.parameters.insert(self.slice(name).into(), parameter);
    }

    /// Whether a name is that of a type which may take `null`, as far as this file knows.
    fn is_open_type(&self, name: &str) -> bool {
        let head = name.split('.').next().unwrap_or_default();
        let words = |range: &std::ops::Range<usize>| {
            let text = self.text.get(range.clone()).unwrap_or_default();
            text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).any(|word| word == head)
        };
        let plain = !head.is_empty() && head.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let built_in = ["array", "bool", "int", "object", "string"].contains(&head);
        plain && !built_in && self.open_types.iter().any(words)
    }

    fn variable(&mut self, node: Node<'_>) {
        let mut parts = named(node);
        let (Some(name), Some(value)) = (parts.next(), parts.next()) else { return };
        let (text, span, value) = (Arc::from(self.slice(name)), self.span(name), self.value(value, 0));
        if self.template.language == Language::BicepParam && self.is_parameter(node) {
            let parameter = Parameter { span, required: false, default: Some(value) };
            self.template.parameters.insert(text, parameter);
        } else {
            self.template.variables.insert(text, Variable { value });
        }
    }

    /// Whether a declaration that was made a variable for the grammar sets a parameter.
    fn is_parameter(&self, node: Node<'_>) -> bool {
        self.slice(node).starts_with("param")
    }

    fn output(&mut self, node: Node<'_>) {
        let parts: Vec<Node<'_>> = named(node).collect();
        if let ([name, .., value], true) = (&*parts, parts.len() > 2) {
            let (name, span) = (Arc::from(self.slice(*name)), self.span(*name));
            let value = self.value(*value, 0);
            self.template.outputs.push(Output { name, span, value });
        }
    }

    fn resource(&mut self, node: Node<'_>, holder: Option<usize>) {
        let parts: Vec<Node<'_>> = named(node).filter(|part| part.kind() != "ERROR").collect();
        let [symbol, kind, body] = *parts else { return };
        let name = self.value(kind, 0);
        let text = name.text().unwrap_or_default();
        let (kind, version) = match text.split_once('@') {
            Some((kind, version)) => (kind, Some(Arc::from(version))),
            None => (text, None),
        };
        let around = holder.map(|at| &self.template.resources[at]);
        let version = version.or_else(|| around.and_then(|around| around.version.clone()));
        let kind = around.map_or_else(|| kind.to_owned(), |around| format!("{}/{kind}", around.kind));
        let mut cursor = node.walk();
        let existing = node.children(&mut cursor).any(|part| part.kind() == "existing");
        let at = self.template.add_resource(Resource {
            symbol: self.slice(symbol).into(),
            span: self.span(symbol),
            kind: kind.into(),
            version,
            kind_span: name.span,
            existing,
            holder,
            around: Vec::new(),
            looped: body.kind() == "for_statement",
            body: Value::new(self.span(body), Data::Map(Vec::new(), Open::Yes)),
        });
        let (around, object) = self.body(body);
        if let Some(object) = object {
            self.template.resources[at].body = self.value(object, 0);
            self.nested(object, at);
        }
        self.template.resources[at].around = around;
    }

    /// The resources that are declared inside of one.
    fn nested(&mut self, object: Node<'_>, holder: usize) {
        let properties = named(object).filter(|child| child.kind() == "object_property");
        for inner in properties.filter_map(|property| named(property).next()) {
            if inner.kind() == "resource_declaration" && depth(inner) < super::DEPTH {
                self.resource(inner, Some(holder));
            }
        }
    }

    fn module(&mut self, node: Node<'_>) {
        let parts: Vec<Node<'_>> = named(node).filter(|part| part.kind() != "ERROR").collect();
        let [symbol, source, body] = *parts else { return };
        let source = self.value(source, 0);
        let (around, object) = self.body(body);
        let body = object.map(|object| self.value(object, 0));
        self.template.add_module(Module {
            symbol: self.slice(symbol).into(),
            span: self.span(symbol),
            source: match source.text() {
                // `br:` and `ts:` are addresses of a registry.
                Some(path) if !path.contains(':') => Source::File(path.into()),
                _ => Source::Elsewhere,
            },
            source_span: source.span,
            around,
            body: body.unwrap_or_else(|| Value::new(self.span(node), Data::Map(Vec::new(), Open::Yes))),
        });
    }

    /// The object of a declaration, and the condition and loop around it.
    fn body<'n>(&mut self, node: Node<'n>) -> (Vec<Value>, Option<Node<'n>>) {
        let mut around = Vec::new();
        let mut node = node;
        // A loop holds a condition, which holds the object.
        for _ in 0..3 {
            if node.kind() == "object" {
                return (around, Some(node));
            }
            let parts: Vec<Node<'_>> = named(node).collect();
            let Some((last, before)) = parts.split_last() else { break };
            around.extend(before.iter().map(|part| self.value(*part, 0)));
            node = *last;
        }
        (around, None)
    }
}

/// The children that mean something.
fn named<'n>(node: Node<'n>) -> impl Iterator<Item = Node<'n>> {
    let mut cursor = node.walk();
    let children: Vec<Node<'n>> = node.named_children(&mut cursor).collect();
    children.into_iter().filter(|child| !child.is_extra() || child.is_error())
}

/// How many resources stand around one.
fn depth(node: Node<'_>) -> usize {
    let parents = std::iter::successors(node.parent(), Node::parent);
    parents.take(super::DEPTH * 4).filter(|parent| parent.kind() == "resource_declaration").count()
}

/// The first place that the grammar could make nothing of.
fn first_fault(root: Node<'_>) -> Option<Node<'_>> {
    let mut node = root;
    loop {
        if node.is_error() || node.is_missing() {
            return Some(node);
        }
        let mut cursor = node.walk();
        node = node.children(&mut cursor).find(|child| child.has_error() || child.is_missing())?;
    }
}

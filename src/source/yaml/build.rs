//! The parser's events become the tree, on a stack of our own.

use std::ops::Range;

use granit_parser::{Event, Placement, ScalarStyle, StructureStyle, Tag};
use rustc_hash::FxHashMap;

use super::syntax::{Fault, Stopped, too_deep};
use super::{Comment, Context, place};
use crate::diagnostic::{Code, Diagnostic, Sink, code};
use crate::source::{Data, Entry, FileId, Key, Map, Node, Span, limits};

/// Builds the tree of one file.
pub(super) struct Builder<'a> {
    file: FileId,
    pub(super) text: &'a str,
    /// What was blanked out behind syntax errors.
    blanked: &'a [Range<usize>],
    pub(super) context: &'a mut Context,
    pub(super) frames: Vec<Frame>,
    pub(super) anchors: FxHashMap<usize, Anchor>,
    /// Where the last token ended.
    token_end: usize,
    /// The mark of the second document, once it has been seen.
    second: Option<Span>,
    documents: usize,
    /// Whether nothing behind is read.
    pub(super) done: bool,
    pub(super) expansion_reported: bool,
    pub(super) root: Option<Node>,
    pub(super) comments: Vec<Comment>,
    /// Comments before the first value.
    pub(super) leading: usize,
    pub(super) sink: Sink,
    pub(super) complete: bool,
}

/// An anchored value; `None` while it is being read or when it was left out.
pub(super) struct Anchor {
    pub(super) value: Option<Built>,
    pub(super) open: bool,
}

/// A finished value and its measures.
#[derive(Clone)]
pub(super) struct Built {
    pub(super) node: Node,
    /// Levels of lists and maps, 0 for a scalar.
    pub(super) height: usize,
    pub(super) nodes: usize,
}

pub(super) struct Frame {
    span: Span,
    flow: bool,
    anchor: usize,
    /// It stands where a key stands.
    is_key: bool,
    height: usize,
    nodes: usize,
    body: Body,
}

pub(super) enum Body {
    List(Vec<Node>),
    Map { map: Map, slot: Slot, merges: Vec<Node> },
}

/// What the next node of a map is.
pub(super) enum Slot {
    Key,
    Value(Key),
    Merge,
    /// The value of a key that is none.
    Discard,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        file: FileId,
        text: &'a str,
        blanked: &'a [Range<usize>],
        context: &'a mut Context,
    ) -> Self {
        Self {
            file,
            text,
            blanked,
            context,
            frames: Vec::new(),
            anchors: FxHashMap::default(),
            token_end: 0,
            second: None,
            documents: 0,
            done: false,
            expansion_reported: false,
            root: None,
            comments: Vec::new(),
            leading: 0,
            sink: Sink::default(),
            complete: blanked.is_empty(),
        }
    }

    /// Where the parser stands, for the description of a syntax error.
    pub(super) fn stopped(&self) -> Stopped {
        let open = self.frames.iter().rev().find(|frame| frame.flow && !self.is_pair(frame));
        Stopped { open: open.map(|frame| frame.span.start as usize), token_end: self.token_end }
    }

    /// A map of one entry in a flow list, which has no bracket of its own.
    fn is_pair(&self, frame: &Frame) -> bool {
        !matches!(self.text.as_bytes().get(frame.span.start as usize), Some(b'[' | b'{'))
    }

    /// Takes one event.
    ///
    /// # Errors
    /// A fault behind which nothing is read.
    pub(super) fn event(&mut self, event: Event<'a>, range: Range<usize>) -> Result<(), Box<Fault>> {
        let span = self.span(range.start, range.end);
        if let Some(mark) = self.second
            && event.is_node()
            && !(span.start == span.end && event.scalar().is_some())
        {
            let help = "a file holds one document: move the second one to a file of its own and `include` it";
            self.fault(&code::SYNTAX_ERROR, mark, "a second document begins here", help);
            self.done = true;
            return Ok(());
        }
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.second = Some(span);
                }
                return Ok(());
            }
            Event::Comment(text, placement) => {
                let own_line = placement != Placement::Right;
                self.comments.push(Comment { span, text: text.trim().into(), own_line });
                if self.frames.is_empty() && self.root.is_none() && own_line {
                    self.leading = self.comments.len();
                }
                return Ok(());
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.scalar(&text, style, anchor, tag.as_deref(), span)
            }
            Event::SequenceStart(style, anchor, tag) => {
                let at = match style {
                    StructureStyle::Block => self.dash(range.start),
                    StructureStyle::Flow => range.start,
                };
                self.collection_tag(tag.as_deref(), "seq", span);
                self.open(at, style, anchor, Body::List(Vec::new()))?;
            }
            Event::MappingStart(style, anchor, tag) => {
                self.collection_tag(tag.as_deref(), "map", span);
                let body = Body::Map { map: Map::default(), slot: Slot::Key, merges: Vec::new() };
                self.open(range.start, style, anchor, body)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(id) => self.alias(id, span)?,
            Event::UnresolvedAlias(name) => {
                let message = format!("no anchor `&{name}` stands before this alias");
                let help =
                    "put the value in quotes if it is meant as text, or name an anchor that stands before it";
                self.fault(&code::SYNTAX_ERROR, span, message, help);
                self.place(None, span);
            }
            _ => return Ok(()),
        }
        self.token_end = self.token_end.max(range.end);
        Ok(())
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start as u32, end as u32)
    }

    pub(super) fn report(&mut self, code: &'static Code, span: Span, message: impl Into<String>, help: &str) {
        self.sink.push(Diagnostic::new(code, span, message).help(help));
    }

    /// A finding about a value that is left out.
    pub(super) fn fault(&mut self, code: &'static Code, span: Span, message: impl Into<String>, help: &str) {
        self.complete = false;
        self.report(code, span, message, help);
    }

    /// The `-` of the first item: the parser names the item's own place where the list is not indented.
    fn dash(&self, start: usize) -> usize {
        if self.text.as_bytes().get(start) == Some(&b'-') {
            return start;
        }
        let token = place::next_token(self.text, self.token_end);
        if self.text.as_bytes().get(token) == Some(&b'-') { token } else { start }
    }

    pub(super) fn is_at_key(&self) -> bool {
        matches!(self.frames.last(), Some(Frame { body: Body::Map { slot: Slot::Key, .. }, .. }))
    }

    fn open(
        &mut self,
        start: usize,
        style: StructureStyle,
        anchor: usize,
        body: Body,
    ) -> Result<(), Box<Fault>> {
        let span = self.span(start, start);
        if self.frames.len() >= limits::DEPTH {
            return Err(Box::new(Fault::fatal(too_deep(self.span(start, start + 1)))));
        }
        if anchor > 0 {
            self.anchors.insert(anchor, Anchor { value: None, open: true });
        }
        let is_key = self.is_at_key();
        let flow = style == StructureStyle::Flow;
        self.frames.push(Frame { span, flow, anchor, is_key, height: 0, nodes: 1, body });
        Ok(())
    }

    fn close(&mut self, end: Span) {
        let Some(mut frame) = self.frames.pop() else { return };
        if end.start < end.end {
            frame.span.end = end.end;
        }
        let span = frame.span;
        let data = match frame.body {
            Body::List(list) => Data::List(list),
            Body::Map { mut map, merges, .. } => {
                for source in merges {
                    self.merge(&mut map, source);
                }
                Data::Map(map)
            }
        };
        let built = Built { node: Node::new(span, data), height: frame.height + 1, nodes: frame.nodes };
        if frame.anchor > 0 {
            self.anchors.insert(frame.anchor, Anchor { value: Some(built.clone()), open: false });
        }
        if frame.is_key {
            self.collection_key(&built.node);
        } else {
            self.place(Some(built), span);
        }
    }

    pub(super) fn collection_key(&mut self, key: &Node) {
        let message = format!("{} cannot be a key", key.describe());
        let help = "keys are text: put a value that begins with `{` or `[` in quotes";
        self.fault(&code::INVALID_KEY_TYPE, key.span, message, help);
        self.set_slot(Slot::Discard, key.span.end);
    }

    pub(super) fn set_slot(&mut self, next: Slot, end: u32) {
        if let Some(frame) = self.frames.last_mut() {
            frame.span.end = frame.span.end.max(end);
            if let Body::Map { slot, .. } = &mut frame.body {
                *slot = next;
            }
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, anchor: usize, tag: Option<&Tag>, span: Span) {
        let implicit = span.start == span.end && style == ScalarStyle::Plain;
        let span = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => self.block_scalar(span),
            _ => span,
        };
        if self.is_at_key() {
            return self.scalar_key(text, style, anchor, tag, span, implicit);
        }
        if implicit && tag.is_none() && self.is_blanked_behind(span.end) {
            return self.place(None, span);
        }
        let text = if implicit { "" } else { text };
        let data = self.tagged(text, style, tag, span);
        let built = data.map(|data| Built { node: Node::new(span, data), height: 0, nodes: 1 });
        if anchor > 0 {
            self.anchors.insert(anchor, Anchor { value: built.clone(), open: false });
        }
        self.place(built, span);
    }

    fn scalar_key(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        span: Span,
        implicit: bool,
    ) {
        if implicit {
            self.fault(&code::INVALID_KEY_TYPE, span, "a key is missing before `:`", "write `key: value`");
            return self.set_slot(Slot::Discard, span.end);
        }
        if style == ScalarStyle::Plain && text == "<<" && tag.is_none() {
            return self.set_slot(Slot::Merge, span.end);
        }
        if let Some(tag) = tag.filter(|tag| tag.core_suffix() != Some("str")) {
            self.unknown_tag(tag, span);
        }
        let text = self.context.keys.intern(text);
        if anchor > 0 {
            let node = Node::new(span, Data::String(text.clone()));
            let value = Some(Built { node, height: 0, nodes: 1 });
            self.anchors.insert(anchor, Anchor { value, open: false });
        }
        self.set_slot(Slot::Value(Key { text, span }), span.end);
    }

    /// From `|` or `>` to the end of the last line that says something.
    fn block_scalar(&self, content: Span) -> Span {
        let start = place::block_scalar(self.text, self.token_end, content.start as usize);
        let covered = self.text.get(start..content.end as usize).unwrap_or("");
        self.span(start, start + covered.trim_end_matches(['\n', '\r', ' ']).len())
    }

    /// Whether the value that is missing here was blanked out with a syntax error.
    fn is_blanked_behind(&self, end: u32) -> bool {
        self.blanked.iter().any(|region| {
            let between = self.text.get(end as usize..region.start);
            between.is_some_and(|text| {
                text.lines()
                    .map(str::trim)
                    .all(|line| line.is_empty() || line == ":" || line.starts_with('#'))
            })
        })
    }

    /// Puts a finished value where it belongs; without one, its entry is left out.
    pub(super) fn place(&mut self, built: Option<Built>, span: Span) {
        self.context.count();
        let Some(frame) = self.frames.last_mut() else {
            if self.documents <= 1 {
                self.root = built.map(|built| built.node);
            }
            return;
        };
        frame.span.end = frame.span.end.max(span.end);
        let node = built.map(|built| {
            frame.height = frame.height.max(built.height);
            frame.nodes += built.nodes;
            built.node
        });
        let mut duplicate = None;
        match &mut frame.body {
            Body::List(list) => list.extend(node),
            Body::Map { map, slot, merges } => match (std::mem::replace(slot, Slot::Key), node) {
                (Slot::Value(key), Some(value)) => {
                    if let Err(entry) = map.insert(Entry { key, value }) {
                        duplicate = map.entry(&entry.key.text).map(|first| (first.key.clone(), entry.key));
                    }
                }
                (Slot::Merge, Some(source)) => merges.push(source),
                // Only `collection_key` and `scalar_key` fill a key's place.
                (Slot::Key | Slot::Discard, _) | (Slot::Value(_) | Slot::Merge, None) => {}
            },
        }
        if let Some((first, second)) = duplicate {
            let message = format!("the key `{}` stands here for the second time", second.text);
            let found = Diagnostic::new(&code::DUPLICATE_KEY, second.span, message)
                .help("keep one of the two; the first one counts until then")
                .related(first.span, "it stands here for the first time");
            self.sink.push(found);
        }
    }
}

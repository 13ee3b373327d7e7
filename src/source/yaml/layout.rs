//! How a file is laid out: what stands where and in which style, which edits have to know and the tree does not say.

use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, StructureStyle, Tag};
use rustc_hash::FxHashMap;

use super::scalar::{Plain, resolve};
use super::{options, place};
use crate::source::Data;

/// How the text of a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Single,
    Double,
    Block,
}

/// A scalar in the text.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) range: Range<usize>,
    pub(crate) style: Style,
    pub(crate) text: String,
    /// Its place in [`Layout::stream`].
    pub(crate) event: usize,
    /// An anchor or a tag stands before it.
    pub(crate) marked: bool,
}

/// What an entry or an element holds.
#[derive(Clone, Debug)]
pub(crate) enum Held {
    Scalar(Token),
    Alias,
    /// A list or map, by its place in [`Layout::holders`].
    Holder(usize),
}

/// An entry of a map, or an element of a list.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// The list or map that it stands in.
    pub(crate) holder: usize,
    /// The key of an entry.
    pub(crate) key: Option<Token>,
    /// The `:` behind the key, or the `-` of an element.
    pub(crate) mark: Option<usize>,
    /// From the key, or the `-`, to the end of the value.
    pub(crate) range: Range<usize>,
    pub(crate) value: Held,
    /// Its part of [`Layout::stream`].
    pub(crate) events: Range<usize>,
    /// It is written in a way that edits leave alone: `? key`, a key that is a map.
    pub(crate) odd: bool,
}

/// A list or map.
#[derive(Clone, Debug)]
pub(crate) struct Holder {
    pub(crate) range: Range<usize>,
    pub(crate) is_map: bool,
    pub(crate) flow: bool,
    /// A map of one entry in a flow list, without brackets of its own.
    pub(crate) bare: bool,
    /// What holds it; nothing holds the root.
    pub(crate) item: Option<usize>,
    pub(crate) items: Vec<usize>,
    /// An anchor or a tag stands before it.
    pub(crate) marked: bool,
    /// Its part of [`Layout::stream`].
    pub(crate) events: Range<usize>,
}

/// How a file is laid out.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) holders: Vec<Holder>,
    pub(crate) items: Vec<Item>,
    pub(crate) comments: Vec<Range<usize>>,
    /// What aliases stand for, elsewhere in the file.
    pub(crate) shared: Vec<Range<usize>>,
    /// What the file says, event by event, in whatever style.
    pub(crate) stream: Vec<Said>,
}

/// What one event of the parser says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// The anchor and the tag before it.
    pub(crate) mark: String,
    /// What it is.
    pub(crate) what: String,
}

impl Said {
    fn new(mark: impl Into<String>, what: impl Into<String>) -> Self {
        Self { mark: mark.into(), what: what.into() }
    }

    /// What a scalar says.
    pub(crate) fn scalar(text: &str, style: Style) -> String {
        match resolve(text) {
            _ if style != Style::Plain => format!("text {text}"),
            Plain::Value(Data::Number(number)) => format!("number {}", number.as_str()),
            Plain::Value(Data::Bool(value)) => format!("bool {value}"),
            Plain::Value(_) => "null".to_owned(),
            Plain::Text | Plain::Unsupported(_) => format!("text {text}"),
        }
    }
}

/// Reads how a text is laid out; `None` where it is not YAML.
pub(crate) fn layout(text: &str) -> Option<Layout> {
    let mut reader = Reader { text, ..Reader::default() };
    for next in Parser::new_from_str_with_options(text, options()) {
        let (event, span) = next.ok()?;
        reader.event(event, span.byte_range()?)?;
    }
    let Reader { mut layout, anchors, named, .. } = reader;
    layout.shared = named.iter().filter_map(|id| anchors.get(id).cloned()).collect();
    Some(layout)
}

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    layout: Layout,
    open: Vec<Frame>,
    /// Behind the last token.
    cursor: usize,
    anchors: FxHashMap<usize, Range<usize>>,
    named: Vec<usize>,
}

struct Frame {
    holder: usize,
    anchor: usize,
    /// The key of the entry that comes next, or `None` where a key is next.
    key: Option<Key>,
    /// It stands where a key stands.
    is_key: bool,
}

enum Key {
    Token(Token),
    /// A key that is a list, a map or an alias.
    Odd(Range<usize>, usize),
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) -> Option<()> {
        let stream = self.layout.stream.len();
        match event {
            Event::Comment(..) => self.layout.comments.push(range),
            Event::DocumentStart(..) | Event::DocumentEnd => self.layout.stream.push(Said::new("", "---")),
            Event::Scalar(text, style, anchor, tag) => {
                let empty = range.is_empty() && style == ScalarStyle::Plain;
                let (style, range) = match style {
                    ScalarStyle::Plain => (Style::Plain, range),
                    ScalarStyle::SingleQuoted => (Style::Single, range),
                    ScalarStyle::DoubleQuoted => (Style::Double, range),
                    ScalarStyle::Literal | ScalarStyle::Folded => (Style::Block, self.block(range)),
                };
                let marked = anchor > 0 || tag.is_some();
                let said = Said::new(mark(anchor, tag.as_deref()), Said::scalar(&text, style));
                self.layout.stream.push(said);
                let text = text.into_owned();
                let token = Token { range: range.clone(), style, text, event: stream, marked };
                if self.at_key() {
                    let frame = self.open.last_mut()?;
                    frame.key = Some(Key::Token(token));
                    self.cursor = self.cursor.max(range.end);
                } else {
                    let begun = self.begin(range.start, stream);
                    let end = if empty { self.cursor } else { range.end };
                    self.finish(begun, Held::Scalar(token), end);
                }
                if anchor > 0 {
                    self.anchors.insert(anchor, range);
                }
            }
            Event::Alias(id) => {
                let name = self.text.get(range.clone()).unwrap_or_default();
                self.layout.stream.push(Said::new("", name));
                self.named.push(id);
                if self.at_key() {
                    self.open.last_mut()?.key = Some(Key::Odd(range.clone(), stream));
                    self.cursor = self.cursor.max(range.end);
                } else {
                    let begun = self.begin(range.start, stream);
                    self.finish(begun, Held::Alias, range.end);
                }
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.layout.stream.push(Said::new(mark(anchor, tag.as_deref()), "list"));
                self.start(false, style, anchor, anchor > 0 || tag.is_some(), range, stream);
            }
            Event::MappingStart(style, anchor, tag) => {
                self.layout.stream.push(Said::new(mark(anchor, tag.as_deref()), "map"));
                self.start(true, style, anchor, anchor > 0 || tag.is_some(), range, stream);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.layout.stream.push(Said::new("", "end"));
                self.end(range)?;
            }
            Event::UnresolvedAlias(_) => return None,
            _ => {}
        }
        Some(())
    }

    fn at_key(&self) -> bool {
        let frame = self.open.last();
        frame.is_some_and(|frame| frame.key.is_none() && self.layout.holders[frame.holder].is_map)
    }

    /// From `|` or `>` to the end of the last line that says something.
    fn block(&self, content: Range<usize>) -> Range<usize> {
        let start = place::block_scalar(self.text, self.cursor, content.start);
        let covered = self.text.get(start..content.end).unwrap_or("");
        start..start + covered.trim_end_matches(['\n', '\r', ' ']).len()
    }

    /// A value begins: its entry or element, which is finished when the value is.
    fn begin(&mut self, at: usize, event: usize) -> Option<usize> {
        let frame = self.open.last_mut()?;
        let holder = frame.holder;
        let (is_map, flow) = (self.layout.holders[holder].is_map, self.layout.holders[holder].flow);
        let byte = |at: usize| self.text.as_bytes().get(at).copied();
        let (key, mark, start, events, odd) = match frame.key.take() {
            Some(Key::Token(key)) => {
                let behind = self.text.get(key.range.end..).unwrap_or_default();
                let spaces = behind.len() - behind.trim_start_matches([' ', '\t', '\r', '\n']).len();
                let colon = Some(key.range.end + spaces).filter(|at| byte(*at) == Some(b':'));
                let before = self.text.get(..key.range.start).unwrap_or_default().trim_end();
                let odd = key.marked || before.ends_with('?') || (colon.is_none() && !flow);
                let start = key.range.start;
                self.cursor = self.cursor.max(colon.map_or(key.range.end, |at| at + 1));
                let events = key.event;
                (Some(key), colon, start, events, odd)
            }
            Some(Key::Odd(range, event)) => (None, None, range.start, event, true),
            // Behind a key there is always one.
            None if is_map => (None, None, at, event, true),
            None if flow => (None, None, at, event, false),
            None => {
                let dash = place::next_token(self.text, self.cursor);
                let found = byte(dash) == Some(b'-');
                self.cursor = self.cursor.max(if found { dash + 1 } else { dash });
                (None, found.then_some(dash), dash, event, !found)
            }
        };
        let index = self.layout.items.len();
        self.layout.items.push(Item {
            holder,
            key,
            mark,
            range: start..start,
            value: Held::Alias,
            events: events..events,
            odd,
        });
        let holder = &mut self.layout.holders[holder];
        if holder.items.is_empty() && !holder.flow {
            holder.range.start = start;
        }
        holder.items.push(index);
        Some(index)
    }

    fn finish(&mut self, item: Option<usize>, value: Held, end: usize) {
        self.cursor = self.cursor.max(end);
        let events = self.layout.stream.len();
        let Some(item) = item.and_then(|at| self.layout.items.get_mut(at)) else { return };
        item.value = value;
        item.range.end = end.max(item.range.start);
        item.events.end = events;
        let holders = &self.layout.holders;
        let marked = match &item.value {
            Held::Scalar(token) => token.marked,
            Held::Alias => false,
            Held::Holder(at) => holders[*at].marked,
        };
        // Its anchor or tag stands before what would be taken away.
        item.odd |= marked && item.key.is_none() && holders[item.holder].flow;
        let holder = &mut self.layout.holders[item.holder];
        holder.range.end = holder.range.end.max(item.range.end);
    }

    fn start(
        &mut self,
        is_map: bool,
        style: StructureStyle,
        anchor: usize,
        marked: bool,
        range: Range<usize>,
        event: usize,
    ) {
        let is_key = self.at_key();
        let item = if is_key { None } else { self.begin(range.start, event) };
        let flow = style == StructureStyle::Flow;
        let opened = matches!(self.text.as_bytes().get(range.start), Some(b'[' | b'{'));
        let holder = self.layout.holders.len();
        self.layout.holders.push(Holder {
            range: range.start..range.start,
            is_map,
            flow,
            bare: flow && !opened,
            item,
            items: Vec::new(),
            marked,
            events: event..event,
        });
        if flow && opened {
            self.cursor = self.cursor.max(range.start + 1);
        }
        self.open.push(Frame { holder, anchor, key: None, is_key });
    }

    fn end(&mut self, range: Range<usize>) -> Option<()> {
        let frame = self.open.pop()?;
        let events = self.layout.stream.len();
        let holder = &mut self.layout.holders[frame.holder];
        if !range.is_empty() {
            holder.range.end = range.end;
        }
        holder.events.end = events;
        let (item, range) = (holder.item, holder.range.clone());
        if frame.anchor > 0 {
            self.anchors.insert(frame.anchor, range.clone());
        }
        if frame.is_key {
            self.open.last_mut()?.key = Some(Key::Odd(range, self.layout.holders[frame.holder].events.start));
        } else {
            self.finish(item, Held::Holder(frame.holder), range.end);
        }
        Some(())
    }
}

/// What stands before a value.
fn mark(anchor: usize, tag: Option<&Tag>) -> String {
    let tag = tag.map(|tag| format!("{tag:?}")).unwrap_or_default();
    if anchor > 0 { format!("& {tag}") } else { tag }
}

//! YAML 1.2 (core schema) and JSON into one tree. The parser crate stays behind this door.

mod aliases;
mod build;
mod layout;
mod place;
mod recover;
mod scalar;
mod syntax;
mod tags;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use granit_parser::{Options, Parser};
use rustc_hash::FxHashSet;

use self::build::Builder;
pub(crate) use self::layout::{Held, Holder, Item, Layout, Said, Style, Token, layout};
pub(crate) use self::scalar::{Plain, resolve};
use self::syntax::Fault;
use super::{FileId, Node, Span, limits};
use crate::diagnostic::{Diagnostic, Sink, code};

/// A comment, kept for what it may say to the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// From `#` to the end of the line.
    pub span: Span,
    /// What stands behind `#`, trimmed.
    pub text: Box<str>,
    /// Whether nothing but white space stands before it on its line.
    pub own_line: bool,
}

impl Comment {
    /// A comment of a language that begins them with `//` or `/*`.
    pub(crate) fn of_code(span: Span, text: &str) -> Self {
        let before = text.get(..span.start as usize).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let words = text.get(span.start as usize..span.end as usize).unwrap_or_default();
        let words = words.trim_start_matches('/').trim_matches(['*', '/']).trim();
        Self { span, text: words.into(), own_line: line.trim().is_empty() }
    }
}

/// What one file says.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) root: Option<Node>,
    pub(super) comments: Vec<Comment>,
    pub(super) header: Option<Span>,
    pub(super) complete: bool,
}

/// What the files of one load share: the texts of keys, and how much aliases may still copy.
#[derive(Debug, Default)]
pub(super) struct Context {
    keys: Keys,
    nodes: usize,
    copied: usize,
}

impl Context {
    fn count(&mut self) {
        self.nodes += 1;
    }

    /// Takes `nodes` from what aliases may copy; `false` when that is not left.
    fn may_copy(&mut self, nodes: usize) -> bool {
        let limit =
            (self.nodes * limits::COPIES_PER_NODE).clamp(limits::COPIED_NODES, limits::MOST_COPIED_NODES);
        let fits = self.copied + nodes <= limit;
        if fits {
            self.copied += nodes;
        }
        fits
    }
}

/// Each key's text once.
#[derive(Debug, Default)]
struct Keys(FxHashSet<Arc<str>>);

impl Keys {
    fn intern(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        let text: Arc<str> = Arc::from(text);
        self.0.insert(text.clone());
        text
    }
}

/// Reads YAML, going on behind syntax errors where that makes sense.
pub(super) fn parse_yaml(file: FileId, text: &str, context: &mut Context, sink: &mut Sink) -> Parsed {
    let mut source = Cow::Borrowed(text);
    let mut blanked: Vec<Range<usize>> = Vec::new();
    let mut wider = 0;
    let passes = limits::PASSES.min(limits::PASS_BYTES / text.len().max(1)).max(2);
    for _ in 0..passes {
        let fault = match pass(file, &source, &blanked, context, sink) {
            Ok(parsed) => return parsed,
            Err(fault) => fault,
        };
        let last = blanked.last().cloned();
        let echo = last.as_ref().is_some_and(|last| {
            let behind = source.get(last.end..fault.at).is_some_and(|text| text.trim().is_empty());
            fault.at < last.end || (fault.echo && behind)
        });
        let (at, fatal) = (fault.at, fault.fatal);
        if !echo {
            wider = 0;
            sink.push(fault.diagnostic);
        } else {
            wider += 1;
        }
        if fatal {
            break;
        }
        let at = match &last {
            Some(last) if echo => last.start.min(at),
            _ => at,
        };
        let Some(region) = recover::region(if echo { text } else { &source }, at, wider) else { break };
        source = Cow::Owned(recover::blank(&source, &region));
        blanked.push(region);
    }
    Parsed::default()
}

/// Reads JSON: strictly, since other readers of the file are strict, and without a second try.
pub(super) fn parse_json(file: FileId, text: &str, context: &mut Context, sink: &mut Sink) -> Parsed {
    let content = text.strip_prefix('\u{feff}').unwrap_or(text);
    if content.trim().is_empty() {
        return Parsed { complete: true, ..Parsed::default() };
    }
    let strict = serde_json::from_str::<serde::de::IgnoredAny>(content).err();
    let mut found = Sink::default();
    let parsed = pass(file, text, &[], context, &mut found);
    match (strict, parsed) {
        (None, Ok(parsed)) => {
            sink.absorb(found);
            parsed
        }
        (_, Err(fault)) if fault.fatal => {
            sink.push(fault.diagnostic);
            Parsed::default()
        }
        (Some(error), parsed) => {
            sink.absorb(found);
            sink.push(strict_json(file, text, &error));
            Parsed { complete: false, ..parsed.unwrap_or_default() }
        }
        (None, Err(fault)) => {
            sink.push(fault.diagnostic);
            Parsed::default()
        }
    }
}

fn strict_json(file: FileId, text: &str, error: &serde_json::Error) -> Diagnostic {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let mut start = (before + error.column().saturating_sub(1)).min(text.trim_end().len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let width = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let words = error.to_string();
    let words =
        words.split(" at line ").next().unwrap_or_default().replace("EOF while parsing", "it ends inside");
    let before = text.get(..start).unwrap_or("").trim_end();
    let closes = text.get(start..).is_some_and(|rest| rest.starts_with([']', '}']));
    let words = if closes && before.ends_with(',') { "a comma before a closing bracket" } else { &*words };
    let span = Span::new(file, start as u32, (start + width) as u32);
    Diagnostic::new(&code::SYNTAX_ERROR, span, format!("this is not JSON: {words}"))
        .help("mend it, or give the file the suffix `.yaml`, where comments and trailing commas are allowed")
}

fn pass(
    file: FileId,
    text: &str,
    blanked: &[Range<usize>],
    context: &mut Context,
    sink: &mut Sink,
) -> Result<Parsed, Box<Fault>> {
    let mut builder = Builder::new(file, text, blanked, context);
    for next in Parser::new_from_str_with_options(text, options()) {
        match next {
            Ok((event, span)) => builder.event(event, span.byte_range().unwrap_or_default())?,
            Err(error) => return Err(Box::new(syntax::describe(&error, file, text, &builder.stopped()))),
        }
        if builder.done {
            break;
        }
    }
    sink.absorb(std::mem::take(&mut builder.sink));
    let header = header(text, builder.comments.get(..builder.leading).unwrap_or(&[]));
    Ok(Parsed { root: builder.root, comments: builder.comments, header, complete: builder.complete })
}

fn options() -> Options {
    granit_parser::options! {
        emit_unresolved_aliases: true,
        emit_comments: true,
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: limits::DEPTH,
        block_nesting_limit: limits::DEPTH,
    }
}

/// The first comments that follow each other line by line, before any value.
fn header(text: &str, comments: &[Comment]) -> Option<Span> {
    let (first, rest) = comments.split_first()?;
    let mut span = first.span;
    for comment in rest {
        let between = text.get(span.end as usize..comment.span.start as usize).unwrap_or("");
        if between.bytes().filter(|byte| *byte == b'\n').count() > 1 {
            break;
        }
        span.end = comment.span.end;
    }
    Some(span)
}

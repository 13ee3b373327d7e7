//! The source with the place marked, as rustc shows it.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::{Part, Summary, View, inert};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{FileId, SourceFile, Span};

/// Bytes of a line that are shown on either side of a place in it, where the line is very long.
const AROUND: usize = 100;

/// Lines between two places of one file up to which they are shown in one piece.
const TOGETHER: u32 = 50;

pub(super) fn render(parts: &[Part<'_>], summary: &Summary) -> String {
    let mut out = String::new();
    for part in parts {
        let secrets = secrets(part.diagnostics);
        let renderer = if part.view.color { Renderer::styled() } else { Renderer::plain() };
        for found in part.diagnostics {
            out.push_str(&renderer.render(&[group(found, part.view, &secrets)]));
            out.push_str("\n\n");
        }
    }
    out.push_str(&summary.lines());
    out
}

/// Where secrets stand, which no finding near them shows.
fn secrets(diagnostics: &[Diagnostic]) -> Vec<Span> {
    let hiding = diagnostics.iter().filter(|found| found.hides);
    hiding
        .flat_map(|found| std::iter::once(found.span).chain(found.related.iter().map(|other| other.span)))
        .collect()
}

fn group<'a>(found: &'a Diagnostic, view: View<'a>, secrets: &[Span]) -> Group<'a> {
    let level = match found.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let mut group = Group::with_title(level.primary_title(inert::message(&found.message)).id(found.code.id));
    for piece in pieces(found, view) {
        group = group.elements(piece.elements(secrets));
    }
    if let Some(environment) = &found.environment {
        group =
            group.element(Level::NOTE.message(format!("in environment `{}`", inert::message(environment))));
    }
    if let Some(help) = &found.help {
        group = group.element(Level::HELP.message(inert::message(help)));
    }
    if let Some(fix) = &found.fix {
        group = group.element(Level::HELP.with_name("fix").message(inert::message(&fix.title)));
    }
    group
}

/// A run of lines of one file with the places marked in it.
struct Piece<'a> {
    shown: String,
    file: &'a SourceFile,
    id: FileId,
    /// The lines, as a range of the file's bytes.
    lines: Range<usize>,
    marks: Vec<Mark<'a>>,
}

struct Mark<'a> {
    range: Range<usize>,
    label: Option<Cow<'a, str>>,
    primary: bool,
}

fn pieces<'a>(found: &'a Diagnostic, view: View<'a>) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    let primary = (found.span, found.label.as_deref(), true);
    let related = found.related.iter().map(|other| (other.span, Some(&*other.message), false));
    for (span, label, primary) in std::iter::once(primary).chain(related) {
        let file = view.map.file(span.file);
        let mark = Mark { range: first_line(file, span), label: label.map(inert::message), primary };
        let lines = around(file, &mark.range);
        let near = pieces.iter_mut().find(|piece| piece.id == span.file && piece.is_near(&lines));
        match near {
            Some(piece) => {
                piece.lines = piece.lines.start.min(lines.start)..piece.lines.end.max(lines.end);
                piece.marks.push(mark);
            }
            None => {
                let shown = (view.show)(&file.path);
                let marks = vec![mark];
                pieces.push(Piece {
                    shown: inert::message(&shown).into_owned(),
                    file,
                    id: span.file,
                    lines,
                    marks,
                });
            }
        }
    }
    pieces
}

/// The span, or its part on its first line: marking pages of source says less than marking where they begin.
fn first_line(file: &SourceFile, span: Span) -> Range<usize> {
    let boundary = |at: &usize| file.text.is_char_boundary(*at);
    let length = file.text.len();
    let start = (0..=length.min(span.start as usize)).rev().find(boundary).unwrap_or(0);
    let end = (length.min(span.end as usize).max(start)..=length).find(boundary).unwrap_or(length);
    let covered = file.text.get(start..end).unwrap_or("");
    match covered.find(['\n', '\r']) {
        Some(at) => start..start + at,
        None => start..end,
    }
}

/// The whole line around a range, or what is near to it where the line is very long.
fn around(file: &SourceFile, range: &Range<usize>) -> Range<usize> {
    let text = &file.text;
    let before = text.get(..range.start).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let behind = text.get(range.end..).unwrap_or("");
    let end = range.end + behind.find('\n').unwrap_or(behind.len());
    if end - start <= 8 * AROUND {
        return start..end;
    }
    let shown_end = range.end.min(range.start + 4 * AROUND);
    let near = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    near(start.max(range.start.saturating_sub(AROUND)))..near(end.min(shown_end + AROUND))
}

impl<'a> Piece<'a> {
    fn is_cut(&self) -> bool {
        let starts =
            self.lines.start == 0 || self.file.text.as_bytes().get(self.lines.start - 1) == Some(&b'\n');
        let ends = matches!(self.file.text.as_bytes().get(self.lines.end), None | Some(b'\n'));
        !(starts && ends)
    }

    fn is_near(&self, other: &Range<usize>) -> bool {
        let line = |at: usize| self.file.location(at as u32).line;
        let start = self.lines.start.min(other.start);
        let end = self.lines.end.max(other.end);
        if end - start > 200 * AROUND || self.is_cut() {
            return self.lines.start <= other.start && other.end <= self.lines.end;
        }
        line(end) - line(start) <= TOGETHER
    }

    /// The text of its lines with stars for secrets, as many as each has bytes.
    fn masked(&self, text: &'a str, secrets: &[Span]) -> Cow<'a, str> {
        let inside = |at: usize| {
            let within = |secret: &&Span| {
                secret.file == self.id && (secret.start as usize..secret.end as usize).contains(&at)
            };
            secrets.iter().any(|secret| within(&secret))
        };
        if !secrets.iter().any(|secret| secret.file == self.id) {
            return text.into();
        }
        let mut masked = String::with_capacity(text.len());
        for (at, letter) in text.char_indices() {
            if inside(self.lines.start + at) && !letter.is_control() {
                masked.extend(std::iter::repeat_n('*', letter.len_utf8()));
            } else {
                masked.push(letter);
            }
        }
        masked.into()
    }

    /// The source under its path, or the path alone where nothing could be read; a part of a long line goes with a note of its place instead, since places are
    /// counted from the text that is shown.
    fn elements(self, secrets: &[Span]) -> Vec<Element<'a>> {
        if self.file.text.is_empty() {
            return vec![Origin::path(self.shown).into()];
        }
        let first = self.file.location(self.lines.start as u32).line as usize;
        let text = self.file.text.get(self.lines.clone()).unwrap_or("");
        let text = self.masked(text, secrets);
        let text = text.strip_suffix('\r').unwrap_or(&text).replace("\r\n", " \n");
        let cut = self.is_cut();
        let place = self.marks.first().map_or(0, |mark| mark.range.start);
        let marks = self.marks.into_iter().map(|mark| {
            let inside = |at: usize| at.saturating_sub(self.lines.start).min(text.len());
            let range = inside(mark.range.start)..inside(mark.range.end);
            let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(range).label(mark.label)
        });
        let marks: Vec<_> = marks.collect();
        let snippet = Snippet::source(inert::source(&text).into_owned()).line_start(first).annotations(marks);
        if !cut {
            return vec![snippet.path(self.shown).into()];
        }
        let at = self.file.location(place as u32);
        let note = format!("this is a part of a long line, at {}:{}:{}", self.shown, at.line, at.column);
        vec![snippet.into(), Level::NOTE.message(note).into()]
    }
}

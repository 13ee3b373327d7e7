//! Comments that answer a finding: `# bricep: ignore[BRC5001] reason`, behind a value, or above a line, where it counts
//! for all that begins there.

use std::cmp::Reverse;

use rustc_hash::FxHashSet;

use crate::diagnostic::{Code, Diagnostic, Sink, code, codes, did_you_mean};
use crate::source::{Comment, Data, Document, FileId, Node, SourceMap, Span};

/// The comments of a spec that suppress findings.
pub(super) struct Suppressions {
    list: Vec<Suppression>,
    /// What is wrong with comments that cannot.
    faults: Vec<Diagnostic>,
}

/// One name in one comment.
struct Suppression {
    codes: Vec<&'static Code>,
    /// The name, in the comment.
    span: Span,
    /// Where findings are suppressed.
    reach: Span,
    used: bool,
}

impl Suppressions {
    pub(super) fn read(documents: &[Document], map: &SourceMap) -> Self {
        let mut found = Self { list: Vec::new(), faults: Vec::new() };
        let mut seen: FxHashSet<FileId> = FxHashSet::default();
        for document in documents {
            // A file that two scopes include is two documents.
            if !seen.insert(document.file) {
                continue;
            }
            let mut starts = None;
            for comment in document.comments.iter() {
                let Some(order) = comment.text.strip_prefix("bricep:") else { continue };
                let reach = if comment.own_line {
                    let starts = starts.get_or_insert_with(|| starts_of(document));
                    below(starts, comment.span)
                } else {
                    Some(line_of(map, comment.span))
                };
                found.order(map, comment, order, reach);
            }
        }
        found
    }

    fn order(&mut self, map: &SourceMap, comment: &Comment, order: &str, reach: Option<Span>) {
        let invalid = |message: &str| Diagnostic::new(&code::INVALID_SUPPRESSION, comment.span, message);
        let inside = order
            .trim_start()
            .strip_prefix("ignore")
            .and_then(|rest| rest.trim_start().strip_prefix('['))
            .and_then(|rest| rest.split_once(']'));
        let Some((names, _)) = inside else {
            let found = invalid("the comment begins with `bricep:` and is no suppression");
            return self.faults.push(found.help("write `# bricep: ignore[BRC5001] reason`"));
        };
        let Some(reach) = reach else {
            let found = invalid("nothing follows the comment that it could suppress a finding of");
            return self.faults.push(found.help("write it above the line, or behind the value"));
        };
        for name in names.split(',').map(str::trim) {
            let span = within(map, comment.span, name);
            match fault(name, span) {
                Some(fault) => self.faults.push(fault),
                None => {
                    let codes = code::matching(name).collect();
                    self.list.push(Suppression { codes, span, reach, used: false });
                }
            }
        }
    }

    /// Takes out what is suppressed.
    pub(super) fn apply(&mut self, mut sink: Sink) -> Sink {
        sink.retain(|found| {
            let mut kept = true;
            for suppression in self.list.iter_mut().filter(|one| one.matches(found)) {
                suppression.used = true;
                kept = false;
            }
            kept
        });
        self.faults.drain(..).for_each(|fault| sink.push(fault));
        sink
    }

    /// Reports what suppresses nothing.
    pub(super) fn report(&self, sink: &mut Sink) {
        for unused in self.list.iter().filter(|suppression| !suppression.used) {
            let found = match unused.codes.as_slice() {
                [code] => format!("there is no finding {} `{}` here to suppress", code.id, code.name),
                _ => "there are no such findings here to suppress".to_owned(),
            };
            let found = Diagnostic::new(&code::UNUSED_SUPPRESSION, unused.span, found);
            sink.push(found.help("remove it"));
        }
    }
}

impl Suppression {
    fn matches(&self, found: &Diagnostic) -> bool {
        found.code.configurable
            && found.span.file == self.reach.file
            && (self.reach.start..self.reach.end).contains(&found.span.start)
            && self.codes.contains(&found.code)
    }
}

/// What is wrong with a name in the brackets.
fn fault(name: &str, span: Span) -> Option<Diagnostic> {
    let mut meant = code::matching(name).peekable();
    let invalid = |message: String| Diagnostic::new(&code::INVALID_SUPPRESSION, span, message);
    if meant.peek().is_none() {
        let known = codes().iter().flat_map(|code| [code.id, code.name]);
        let help = did_you_mean(name, known).map_or_else(
            || "name a code as findings do, such as `BRC5001`".to_owned(),
            |known| format!("did you mean `{known}`?"),
        );
        return Some(invalid(format!("there is no code `{name}`")).help(help));
    }
    if meant.all(|code| !code.configurable) {
        let message = format!("`{name}` is an error that cannot be suppressed");
        return Some(invalid(message).help("mend what it says"));
    }
    None
}

/// The place of a name in a comment.
fn within(map: &SourceMap, comment: Span, name: &str) -> Span {
    let at = map.slice(comment).find(name).filter(|_| !name.is_empty());
    at.map_or(comment, |at| {
        let start = comment.start + at as u32;
        Span::new(comment.file, start, start + name.len() as u32)
    })
}

/// The line on which a comment ends.
fn line_of(map: &SourceMap, comment: Span) -> Span {
    let file = map.file(comment.file);
    let before = file.text.get(..comment.start as usize).unwrap_or_default();
    let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    Span::new(comment.file, start as u32, comment.start)
}

/// What begins first behind a comment: an entry of a map, or an element of a list.
fn below(starts: &[Span], comment: Span) -> Option<Span> {
    starts.get(starts.partition_point(|span| span.start < comment.end)).copied()
}

/// The entries and elements of a file in the order of their beginnings, of those with one beginning the largest first.
fn starts_of(document: &Document) -> Vec<Span> {
    let mut starts = Vec::new();
    if let Some(root) = &document.root {
        collect(root, document.file, &mut starts);
    }
    starts.sort_unstable_by_key(|span| (span.start, Reverse(span.end)));
    starts
}

fn collect(node: &Node, file: FileId, starts: &mut Vec<Span>) {
    // What an alias stands for is elsewhere.
    let reach = |own: Span, value: Span| {
        let end =
            if value.file == file && value.start >= own.start { value.end.max(own.end) } else { own.end };
        Span::new(file, own.start, end)
    };
    match &node.data {
        Data::Map(map) => {
            for entry in map.iter().filter(|entry| entry.key.span.file == file) {
                starts.push(reach(entry.key.span, entry.value.span));
                collect(&entry.value, file, starts);
            }
        }
        Data::List(list) => {
            for element in list.iter().filter(|element| element.span.file == file) {
                starts.push(element.span);
                collect(element, file, starts);
            }
        }
        _ => {}
    }
}

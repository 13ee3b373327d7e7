//! Comments that answer a finding: `# bricep: ignore[BRC5001] reason`, behind a value, or above a line, where it counts
//! for all that begins there.

use std::cmp::Reverse;

use rustc_hash::FxHashSet;

use crate::diagnostic::{
    Answer, Change, Code, Diagnostic, Fix, Severity, Sink, Suppressed, code, codes, did_you_mean,
    surely_means,
};
use crate::source::{Comment, Data, Document, FileId, Node, SourceMap, Span};

/// The comments of a spec that suppress findings.
#[derive(Default)]
pub(crate) struct Suppressions {
    list: Vec<Suppression>,
    /// What is wrong with comments that cannot.
    faults: Vec<Diagnostic>,
}

/// One name in one comment.
struct Suppression {
    codes: Vec<&'static Code>,
    /// The comment.
    comment: Span,
    /// The name, in the comment.
    span: Span,
    /// The name with the comma that goes with it.
    part: Span,
    /// Why, in the author's words.
    reason: Option<String>,
    /// Where findings are suppressed.
    reach: Span,
    used: bool,
}

impl Suppressions {
    pub(super) fn read(documents: &[Document], map: &SourceMap) -> Self {
        let mut found = Self::default();
        let mut seen: FxHashSet<FileId> = FxHashSet::default();
        for document in documents {
            // A file that two scopes include is two documents.
            if seen.insert(document.file) {
                found.add(&document.comments, || starts_of(document), map);
            }
        }
        found
    }

    /// Adds the comments of a file; `starts` gives what begins in it, in order.
    pub(crate) fn add(&mut self, comments: &[Comment], starts: impl Fn() -> Vec<Span>, map: &SourceMap) {
        let mut known = None;
        for comment in comments {
            let Some(order) = comment.text.strip_prefix("bricep:") else { continue };
            let reach = if comment.own_line {
                below(known.get_or_insert_with(&starts), comment.span)
            } else {
                Some(line_of(map, comment.span))
            };
            self.order(map, comment, order, reach);
        }
    }

    fn order(&mut self, map: &SourceMap, comment: &Comment, order: &str, reach: Option<Span>) {
        let invalid = |message: &str| Diagnostic::new(&code::INVALID_SUPPRESSION, comment.span, message);
        let inside = order
            .trim_start()
            .strip_prefix("ignore")
            .and_then(|rest| rest.trim_start().strip_prefix('['))
            .and_then(|rest| rest.split_once(']'));
        let Some((names, reason)) = inside else {
            let found = invalid("the comment begins with `bricep:` and is no suppression");
            return self.faults.push(found.help("write `# bricep: ignore[BRC5001] reason`"));
        };
        let Some(reach) = reach else {
            let found = invalid("nothing follows the comment that it could suppress a finding of");
            return self.faults.push(found.help("write it above the line, or behind the value"));
        };
        let parts = parts(map, comment, names);
        for (at, (name, span)) in parts.iter().copied().enumerate() {
            let part = match (parts.get(at + 1), at.checked_sub(1).and_then(|at| parts.get(at))) {
                (Some((_, next)), _) => Span { end: next.start.max(span.end), ..span },
                (None, Some((_, before))) => Span { start: before.end.min(span.start), ..span },
                (None, None) => span,
            };
            match fault(name, span) {
                Some(fault) => self.faults.push(fault),
                None => {
                    let codes = code::matching(name).collect();
                    let comment = comment.span;
                    let reason = Some(reason.trim()).filter(|reason| !reason.is_empty()).map(str::to_owned);
                    self.list.push(Suppression { codes, comment, span, part, reason, reach, used: false });
                }
            }
        }
    }

    /// Takes out what is suppressed.
    pub(crate) fn apply(&mut self, sink: &mut Sink) -> Vec<Suppressed> {
        let taken = sink.take(|found| {
            let mut suppressed = false;
            for suppression in self.list.iter_mut().filter(|one| one.matches(found)) {
                suppression.used = true;
                suppressed = true;
            }
            suppressed
        });
        self.faults.drain(..).for_each(|fault| sink.push(fault));
        let answered = |diagnostic: Diagnostic| {
            let reason =
                self.list.iter().find(|one| one.matches(&diagnostic)).and_then(|one| one.reason.clone());
            Suppressed { diagnostic, by: Answer::Comment, reason }
        };
        taken.into_iter().map(answered).collect()
    }

    /// Reports what suppresses nothing.
    pub(crate) fn report(&self, sink: &mut Sink) {
        // Of what has errors rules say nothing yet.
        let hidden = sink.iter().any(|found| found.severity == Severity::Error && !found.code.is_rule());
        let is_open = |one: &Suppression| hidden && one.codes.iter().any(|code| code.is_rule());
        let unused = |one: &&Suppression| !one.used && !is_open(one);
        for unused in self.list.iter().filter(unused) {
            // A name that is wrong may mean something.
            let faulty = sink.iter().any(|fault| {
                fault.code == &code::INVALID_SUPPRESSION
                    && fault.span.file == unused.comment.file
                    && (unused.comment.start..unused.comment.end).contains(&fault.span.start)
            });
            let mut others = self.list.iter().filter(|other| other.comment == unused.comment);
            let needed = faulty || others.any(|other| other.used);
            let part = if needed { unused.part } else { unused.comment };
            let fix = Fix::new("remove the suppression", Change::Comment { part, text: String::new() });
            let found = match unused.codes.as_slice() {
                [code] => format!("there is no finding {} `{}` here to suppress", code.id, code.name),
                _ => "there are no such findings here to suppress".to_owned(),
            };
            let found = Diagnostic::new(&code::UNUSED_SUPPRESSION, unused.span, found);
            sink.push(found.help("remove it").fix(fix));
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
        let known = || codes().iter().flat_map(|code| [code.id, code.name]);
        let help = did_you_mean(name, known()).map_or_else(
            || "name a code as findings do, such as `BRC5001`".to_owned(),
            |known| format!("did you mean `{known}`?"),
        );
        let mut found = invalid(format!("there is no code `{name}`")).help(help);
        found.fix = surely_means(name, known()).map(|known| {
            let change = Change::Comment { part: span, text: known.to_owned() };
            Fix::new(format!("write `{known}`"), change)
        });
        return Some(found);
    }
    if meant.all(|code| !code.configurable) {
        let message = format!("`{name}` is an error that cannot be suppressed");
        return Some(invalid(message).help("mend what it says"));
    }
    None
}

/// The names between the brackets of a comment, each with its place.
fn parts<'n>(map: &SourceMap, comment: &Comment, names: &'n str) -> Vec<(&'n str, Span)> {
    let bracket = map.slice(comment.span).find('[').map_or(0, |at| at + 1);
    let mut at = comment.span.start as usize + bracket;
    let mut parts = Vec::new();
    for part in names.split(',') {
        let start = at + (part.len() - part.trim_start().len());
        let name = part.trim();
        let span = Span::new(comment.span.file, start as u32, (start + name.len()) as u32);
        parts.push((name, if name.is_empty() { comment.span } else { span }));
        at += part.len() + 1;
    }
    parts
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
    in_order(&mut starts);
    starts
}

/// Sorts places by their beginnings, of those with one beginning the largest first.
pub(crate) fn in_order(places: &mut [Span]) {
    places.sort_unstable_by_key(|span| (span.start, Reverse(span.end)));
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

//! What the parser complains about, in our words and at the place that its author has to mend.

use granit_parser::{ErrorKind, ScanError};

use super::place::{bare_interpolation, line_end, line_start, open_quote};
use crate::diagnostic::{Diagnostic, code};
use crate::source::{FileId, Span, limits};

/// Most bytes of a text that a help shows with its quotes.
const LONGEST_EXAMPLE: usize = 80;

/// An opened `[` or `{`, innermost last, and where the last token ended, when the parser stopped.
pub(super) struct Stopped {
    pub(super) open: Option<usize>,
    pub(super) token_end: usize,
}

/// A syntax error, ready to report.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) diagnostic: Diagnostic,
    /// The first byte of what is broken: reading goes on behind the entry that holds it.
    pub(super) at: usize,
    /// Whether it may be but the echo of an entry that was left out before it.
    pub(super) echo: bool,
    /// Whether nothing behind it is read.
    pub(super) fatal: bool,
}

impl Fault {
    pub(super) fn fatal(diagnostic: Diagnostic) -> Self {
        Self { at: diagnostic.span.start as usize, diagnostic, echo: false, fatal: true }
    }
}

/// Describes what stopped the parser.
pub(super) fn describe(error: &ScanError, file: FileId, text: &str, stopped: &Stopped) -> Fault {
    use ErrorKind as E;
    let mark = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let kind = error.kind();
    if *kind == E::RecursionLimitExceeded {
        return Fault::fatal(too_deep(span_at(text, file, mark)));
    }
    let fault = |at: usize, message: &str, help: &str| Fault {
        diagnostic: Diagnostic::new(&code::SYNTAX_ERROR, span_at(text, file, at), message).help(help),
        at,
        echo: matches!(
            kind,
            E::ExpectedBlockMappingKey | E::ExpectedBlockSequenceEntry | E::InvalidIndentation
        ),
        fatal: false,
    };

    if matches!(kind, E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator)
        && let Some(bare) = bare_interpolation(text, mark)
    {
        let help = match bare.contains(['"', '\\']) {
            _ if bare.len() > LONGEST_EXAMPLE => "put it in quotes".to_owned(),
            true => format!("put it in quotes: `'{bare}'`"),
            false => format!("put it in quotes: `\"{bare}\"`"),
        };
        return fault(
            mark - 1,
            "a text with `${` needs quotes inside `{ }` and `[ ]`, where `{` opens a map",
            &help,
        );
    }

    match kind {
        E::UnclosedQuotedScalar
        | E::InvalidQuotedScalarIndent
        | E::DocumentIndicatorInQuotedScalar
        | E::InvalidTrailingSingleQuotedScalar
        | E::InvalidTrailingDoubleQuotedScalar => {
            if let Some(quote) = open_quote(text, stopped.token_end, mark) {
                let mark = text.get(quote..quote + 1).unwrap_or("\"");
                return fault(
                    quote,
                    &format!("the text opened here with `{mark}` is not closed"),
                    &format!("close it with `{mark}` on the same line, or indent the lines that continue it"),
                );
            }
        }
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::UnclosedFlowCollection { .. }
        | E::InvalidFlowScalarIndent
        | E::InvalidColonPlacement
        | E::BlockEntryInFlowCollection
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator => {
            let marked = matches!(kind, E::UnclosedFlowCollection { .. }).then_some(mark);
            let opened = marked.or(stopped.open.filter(|open| *open <= mark));
            let ended = marked.is_some() || mark >= text.trim_end().len();
            if let Some(open) = opened.filter(|open| ended || line_start(text.as_bytes(), mark) > *open) {
                let (mark, name, close) = if text.as_bytes().get(open) == Some(&b'[') {
                    ('[', "list", ']')
                } else {
                    ('{', "map", '}')
                };
                return fault(
                    open,
                    &format!("the {name} opened here with `{mark}` is not closed"),
                    &format!("put `,` between its entries and close it with `{close}`"),
                );
            }
        }
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabInPlainScalar
        | E::TabAtBlockScalarStart => {
            let start = line_start(text.as_bytes(), mark);
            let tab = indent_tab(text, start).or_else(|| text.get(mark..)?.find('\t').map(|at| mark + at));
            return fault(tab.unwrap_or(mark), "a tab cannot indent YAML", "indent with spaces");
        }
        E::UnexpectedCharacter { character: '`' } => {
            return fault(mark, "a value cannot begin with a backtick", "put the value in quotes");
        }
        E::UnexpectedCharacter { character } => {
            let message = format!("a value cannot begin with `{character}`");
            return fault(mark, &message, "put the value in quotes");
        }
        _ => {}
    }
    let (message, help) = words(kind);
    match message {
        "" => fault(mark, &kind.to_string(), help),
        message => fault(mark, message, help),
    }
}

/// The finding of a value nested deeper than [`limits::DEPTH`].
pub(super) fn too_deep(span: Span) -> Diagnostic {
    let message = format!("lists and maps nest deeper than {} levels", limits::DEPTH);
    Diagnostic::new(&code::NESTING_TOO_DEEP, span, message)
        .help("flatten the value; nothing behind it was read")
}

/// Message and help of the other kinds; the message is empty where the parser's own serves.
fn words(kind: &ErrorKind) -> (&'static str, &'static str) {
    use ErrorKind as E;
    match kind {
        E::MappingValueNotAllowed | E::MappingKeyNotAllowed => (
            "a key cannot stand here",
            "put text that holds `: ` in quotes; give each key a line of its own, indented like its neighbours",
        ),
        E::ExpectedBlockMappingKey | E::InvalidIndentation => {
            ("this line is not indented like the entries before it", "indent it exactly like its neighbours")
        }
        E::ExpectedBlockSequenceEntry | E::BlockSequenceEntryNotAllowed => (
            "this line does not continue the list before it",
            "start it with `- ` at the column of the other items",
        ),
        E::SimpleKeyExpected | E::InvalidSimpleKey => (
            "this line is neither a key nor a list item",
            "write `key: value`, with a space behind the colon",
        ),
        E::MisplacedFlowCollectionEnd => ("this bracket closes nothing", "remove it, or open it before"),
        E::MismatchedFlowCollectionEnd { .. } => {
            ("this bracket is not the one that was opened", "close `[` with `]` and `{` with `}`")
        }
        E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator | E::InvalidColonPlacement => {
            ("`,` or a closing bracket is missing before this", "put `,` between the entries")
        }
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => (
            "something follows the closing quote",
            "put the whole value in quotes; inside '…' write '' for a quote, inside \"…\" write \\\"",
        ),
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => (
            "unknown escape behind `\\`",
            "write `\\\\` for a backslash, or use single quotes, where a backslash is just a character",
        ),
        E::InvalidBlockScalarHeader => {
            ("text stands behind `|` or `>`", "start the text on the next line, indented")
        }
        E::InvalidBlockScalarIndent => (
            "a line of this text is indented less than its first",
            "indent all lines at least like the first",
        ),
        E::CommentNotSeparated => {
            ("a comment needs a space before `#`", "put a space before `#`, or quote the value")
        }
        E::CommentInterceptedScalar => ("a comment cuts this text in two", "move the comment above the key"),
        E::InvalidBlockEntryWhitespace | E::PlainScalarStartsWithDashFlowIndicator => {
            ("`-` needs a space behind it", "write `- ` before an item, or put the value in quotes")
        }
        E::InvalidMappingValueWhitespace | E::FlowMappingValueAdjacentCollection => {
            ("`:` needs a space behind it", "write `key: value`")
        }
        E::MissingAnchorOrAliasName => {
            ("`&` or `*` needs a name behind it", "put the value in quotes if it is meant as text")
        }
        E::UndeclaredTagHandle => {
            ("unknown tag", "remove the tag, or put the value in quotes if it is meant as text")
        }
        E::BomInsideDocument => ("a byte order mark stands inside the text", "remove it"),
        _ => ("", "mend the syntax here; YAML values that hold special characters go in quotes"),
    }
}

fn indent_tab(text: &str, line: usize) -> Option<usize> {
    let indent = text.get(line..)?.bytes().take_while(|byte| matches!(byte, b' ' | b'\t'));
    indent.enumerate().find(|(_, byte)| *byte == b'\t').map(|(at, _)| line + at)
}

/// The character at an offset; at the end of the text, its last one that is seen.
fn span_at(text: &str, file: FileId, at: usize) -> Span {
    let at = if at >= text.trim_end().len() { text.trim_end().len() } else { at };
    let line = line_end(text.as_bytes(), at);
    let width = text.get(at..line).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span::new(file, at as u32, (at + width) as u32)
}

//! What the grammar of tree-sitter needs to be told: where declarations begin, so that each is parsed by itself and one
//! that the grammar gives up on costs no other; and the few marks that it does not know, replaced byte for byte.

use std::ops::Range;

use crate::template::tree::Language;

/// A Bicep file, prepared.
pub(super) struct Prepared {
    /// The text, of the same length, with what the grammar does not know replaced.
    pub(super) text: String,
    /// The declarations that say something of what is deployed, each with the decorators before it.
    pub(super) pieces: Vec<Range<usize>>,
    /// All declarations.
    pub(super) all: Vec<Range<usize>>,
    /// The names of types that may take `null`, or are declared elsewhere.
    pub(super) open_types: Vec<Range<usize>>,
    /// The comments, from `//` or `/*` on.
    pub(super) comments: Vec<Range<usize>>,
    /// Lines that begin with `#`.
    pub(super) directives: Vec<Range<usize>>,
}

/// The words of declarations that are read; the others are of no concern to what is checked.
const READ: &[&str] = &["module", "output", "param", "resource", "using", "var"];

/// The words that declarations begin with.
const WORDS: &[&str] = &[
    "assert",
    "extends",
    "extension",
    "func",
    "import",
    "metadata",
    "module",
    "output",
    "param",
    "provider",
    "resource",
    "targetScope",
    "test",
    "type",
    "using",
    "var",
];

pub(super) fn prepare(text: &str, language: Language) -> Prepared {
    let mut lexer = Lexer {
        text: text.as_bytes(),
        out: text.as_bytes().to_vec(),
        at: 0,
        open: Vec::new(),
        starts: Vec::new(),
        words: Vec::new(),
        comments: Vec::new(),
        directives: Vec::new(),
        decorated: false,
        language,
    };
    lexer.run();
    let Lexer { out, starts, words, comments, directives, .. } = lexer;
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let all: Vec<Range<usize>> = starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
    let mut open_types = Vec::new();
    let mut pieces = Vec::new();
    for (piece, word) in all.iter().zip(&words) {
        let whole = text.get(word.start..piece.end).unwrap_or_default();
        let (word, rest) = whole.split_at(word.len().min(whole.len()));
        match word {
            "type" if rest.trim_end().ends_with('?') => {
                open_types.extend(first_word(rest, piece.end - rest.len()))
            }
            "import" => open_types.push(piece.clone()),
            "using" if !rest.contains('\'') => {}
            word if READ.contains(&word) => pieces.push(piece.clone()),
            _ => {}
        }
    }
    // Only ASCII was replaced, by ASCII.
    let text = String::from_utf8(out).unwrap_or_else(|_| text.to_owned());
    Prepared { text, pieces, all, open_types, comments, directives }
}

/// The first word of a text that begins at a place.
fn first_word(text: &str, at: usize) -> Option<Range<usize>> {
    let start = text.find(|c: char| c.is_ascii_alphanumeric() || c == '_')?;
    let word = text.get(start..)?;
    let length = word.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(word.len());
    Some(at + start..at + start + length)
}

/// What is open around a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    Brace,
    Bracket,
    Paren,
    /// `${` of a text; behind its end the text goes on.
    Hole,
}

struct Lexer<'t> {
    text: &'t [u8],
    out: Vec<u8>,
    at: usize,
    open: Vec<Around>,
    starts: Vec<usize>,
    /// The word of each declaration; decorators that nothing follows have none.
    words: Vec<Range<usize>>,
    comments: Vec<Range<usize>>,
    directives: Vec<Range<usize>>,
    /// Whether the last piece begins with decorators and its declaration is still to come.
    decorated: bool,
    language: Language,
}

impl Lexer<'_> {
    fn run(&mut self) {
        let mut fresh = true;
        while let Some(byte) = self.text.get(self.at).copied() {
            match byte {
                b'\n' => fresh = true,
                b' ' | b'\t' | b'\r' => {}
                b'/' if matches!(self.text.get(self.at + 1), Some(b'/' | b'*')) => {
                    self.comment();
                    continue;
                }
                b'#' => {
                    let start = self.at;
                    self.line();
                    self.directives.push(start..self.at);
                    continue;
                }
                _ => {
                    if fresh {
                        self.declaration();
                    }
                    fresh = false;
                    if self.token(byte) {
                        continue;
                    }
                }
            }
            self.at += 1;
        }
    }

    /// One byte of code; whether `at` stands behind it already.
    fn token(&mut self, byte: u8) -> bool {
        match byte {
            b'\'' => {
                self.quoted();
                return true;
            }
            b'{' => self.open.push(Around::Brace),
            b'[' => self.open.push(Around::Bracket),
            b'(' => self.open.push(Around::Paren),
            b'}' if self.open.last() == Some(&Around::Hole) => {
                self.open.pop();
                self.at += 1;
                self.text_goes_on();
                return true;
            }
            b'}' | b']' | b')' => {
                self.open.pop();
            }
            b'!' => self.assertion(),
            // A text of several lines with holes in it is read as one of which nothing is known.
            b'$' => self.replace(self.at, b" "),
            b'.' if self.text.get(self.at..self.at + 3) == Some(b"...") => {
                self.spread();
                return true;
            }
            _ => {}
        }
        false
    }

    /// The first word of a line: a declaration begins where nothing is open. Inside of a declaration that is not closed, one
    /// begins at the first column, so that a missing bracket costs one declaration.
    fn declaration(&mut self) {
        let at_margin = self.at == 0 || self.text.get(self.at - 1) == Some(&b'\n');
        if !(self.open.is_empty() || at_margin) {
            return;
        }
        let rest = self.text.get(self.at..).unwrap_or_default();
        if rest.first() == Some(&b'@') && self.open.is_empty() {
            if !self.decorated {
                self.starts.push(self.at);
                self.words.push(self.at..self.at);
            }
            self.decorated = true;
            return;
        }
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let word = rest.get(..length).unwrap_or_default();
        let declares = WORDS.iter().any(|known| known.as_bytes() == word)
            && rest.get(length).is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'=' | b'\''));
        if !declares {
            return;
        }
        if !std::mem::take(&mut self.decorated) {
            self.starts.push(self.at);
            self.words.push(self.at..self.at);
        }
        if let Some(last) = self.words.last_mut() {
            *last = self.at..self.at + length;
        }
        self.open.clear();
        // The grammar knows parameters with a type alone; a value for one reads as a variable does.
        if self.language == Language::BicepParam && word == b"param" {
            self.replace(self.at, b"var  ");
        }
    }

    fn replace(&mut self, at: usize, with: &[u8]) {
        if let Some(place) = self.out.get_mut(at..at + with.len()) {
            place.copy_from_slice(with);
        }
    }

    /// `value!` says that a value is there, which changes nothing.
    fn assertion(&mut self) {
        let before = self.at.checked_sub(1).and_then(|at| self.text.get(at).copied());
        let after = self.text.get(self.at + 1).copied();
        let follows =
            before.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b')' | b']'));
        if follows && !matches!(after, Some(b'=' | b'~')) {
            self.replace(self.at, b" ");
        }
    }

    /// `...value`: in an object an entry with a key of one letter, in a list an element.
    fn spread(&mut self) {
        let with: &[u8] = if self.open.last() == Some(&Around::Brace) { b"_: " } else { b"   " };
        self.replace(self.at, with);
        self.at += 3;
    }

    fn comment(&mut self) {
        let start = self.at;
        if self.text.get(start + 1) == Some(&b'/') {
            self.line();
        } else {
            let rest = self.text.get(start + 2..).unwrap_or_default();
            let length = rest.windows(2).position(|pair| pair == b"*/").map_or(rest.len(), |at| at + 2);
            self.at = start + 2 + length;
        }
        self.comments.push(start..self.at);
        // The grammar reads a `\` before the end of the line as the comment going on.
        let end = self.at;
        for at in start..end {
            if self.text.get(at) == Some(&b'\\') {
                self.replace(at, b"/");
            }
        }
    }

    fn line(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    }

    fn quoted(&mut self) {
        if self.text.get(self.at..self.at + 3) == Some(b"'''") {
            let rest = self.text.get(self.at + 3..).unwrap_or_default();
            let length = rest.windows(3).position(|three| three == b"'''").map_or(rest.len(), |at| at + 3);
            self.at += 3 + length;
            // Quotes at the very end of the text belong to it.
            while self.text.get(self.at) == Some(&b'\'') {
                self.at += 1;
            }
            return;
        }
        self.at += 1;
        self.text_goes_on();
    }

    /// The rest of a text, up to its end, the next hole, or the end of the line, over which none goes.
    fn text_goes_on(&mut self) {
        while let Some(byte) = self.text.get(self.at).copied() {
            match byte {
                b'\\' => self.at += 1,
                b'\'' => {
                    self.at += 1;
                    return;
                }
                b'$' if self.text.get(self.at + 1) == Some(&b'{') => {
                    self.open.push(Around::Hole);
                    self.at += 2;
                    return;
                }
                b'\n' => return,
                _ => {}
            }
            self.at += 1;
        }
    }
}

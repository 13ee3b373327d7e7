//! Layout of Bicep text: groups that stand on one line while they fit into 120 columns, and break otherwise.
//!
//! The rules are those of the official formatter; what its syntax tree remembers about the author's line breaks, the
//! template tree says with `inline`.

/// Columns of a line.
const WIDTH: isize = 120;
/// Columns of a level of indentation.
const INDENT: usize = 2;

/// A piece of text whose lines are not decided yet.
#[derive(Clone, Debug)]
pub(super) enum Doc {
    /// Text without line breaks, or a multi-line string.
    Text(String),
    /// Text in a broken group, nothing in a flat one.
    WhenBroken(&'static str),
    /// A line break, or in a flat group this text.
    Line(&'static str),
    /// A line break; it never stands in a flat group.
    HardLine,
    /// One after the other.
    Glue(Vec<Doc>),
    /// One after the other, flat when they fit.
    Group(Vec<Doc>),
    /// A level deeper after each line break.
    Indent(Vec<Doc>),
    /// The last argument of a call, when it is broken itself: its first line counts as one column.
    Tail(Vec<Doc>),
}

impl Doc {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The pieces with a space between each two.
    pub(super) fn spread(docs: Vec<Doc>) -> Self {
        Self::Glue(separate(docs, " "))
    }

    /// All of it on one line, whatever its width.
    pub(super) fn flat_text(&self) -> String {
        let mut out = String::new();
        let mut stack = vec![self];
        while let Some(doc) = stack.pop() {
            match doc {
                Self::Text(text) => out.push_str(text),
                Self::Line(flat) => out.push_str(flat),
                Self::WhenBroken(_) | Self::HardLine => {}
                Self::Glue(docs) | Self::Group(docs) | Self::Indent(docs) | Self::Tail(docs) => {
                    stack.extend(docs.iter().rev());
                }
            }
        }
        out
    }
}

/// `docs` with the text `separator` between each two.
fn separate(docs: Vec<Doc>, separator: &str) -> Vec<Doc> {
    separate_with(docs, || Doc::text(separator))
}

/// `docs` with a separator between each two, none after an empty line.
fn separate_with(docs: Vec<Doc>, separator: impl Fn() -> Doc) -> Vec<Doc> {
    let mut separated = Vec::with_capacity(docs.len() * 2);
    let mut first = true;
    for doc in docs {
        if !first && !matches!(separated.last(), Some(Doc::HardLine)) {
            separated.push(separator());
        }
        first = false;
        separated.push(doc);
    }
    separated
}

/// Builds documents and counts what forces the groups around it to break.
#[derive(Default)]
pub(super) struct Layout {
    breaks: usize,
}

/// How the items of a bracket stand.
pub(super) struct Bracket {
    pub(super) open: &'static str,
    pub(super) close: &'static str,
    /// Between two items, when flat.
    pub(super) separator: &'static str,
    /// Inside the brackets, when flat.
    pub(super) padding: &'static str,
    /// Whether it breaks even if it would fit.
    pub(super) broken: bool,
    /// Whether a single item may move to a line of its own.
    pub(super) indent_single: bool,
}

impl Layout {
    /// How many breaks were forced so far; hand it to [`Layout::group_since`].
    pub(super) fn mark(&self) -> usize {
        self.breaks
    }

    /// Has the groups around break.
    pub(super) fn force_break(&mut self) {
        self.breaks += 1;
    }

    /// A group, or plain pieces when something in them forced a break.
    pub(super) fn group_since(&self, mark: usize, docs: Vec<Doc>) -> Doc {
        if self.breaks > mark { Doc::Glue(docs) } else { Doc::Group(docs) }
    }

    /// Items between brackets; `mark` was taken before the items were laid out.
    pub(super) fn bracket(&mut self, mark: usize, bracket: &Bracket, mut items: Vec<Doc>) -> Doc {
        let (open, close) = (Doc::text(bracket.open), Doc::text(bracket.close));
        if items.is_empty() {
            return Doc::Glue(vec![open, close]);
        }
        if items.len() == 1 && !bracket.indent_single {
            items.insert(0, open);
            items.push(close);
            return Doc::Glue(items);
        }
        if bracket.broken || items.iter().any(|item| matches!(item, Doc::HardLine)) {
            self.force_break();
        }
        let mut inner = vec![Doc::Line(bracket.padding)];
        inner.extend(separate_with(items, || Doc::Line(bracket.separator)));
        self.group_since(mark, vec![open, Doc::Indent(inner), Doc::Line(bracket.padding), close])
    }

    /// Pieces of which all but the first move to indented lines of their own when they do not fit.
    pub(super) fn indent_tail(&self, mark: usize, docs: Vec<Doc>) -> Doc {
        self.group_since(mark, vec![Doc::Indent(separate_with(docs, || Doc::Line(" ")))])
    }

    /// Pieces that all move to indented lines of their own when they do not fit.
    pub(super) fn indent_group(&self, mark: usize, docs: Vec<Doc>) -> Doc {
        let mut all = vec![Doc::Line("")];
        all.extend(separate_with(docs, || Doc::Line(" ")));
        self.group_since(mark, vec![Doc::Indent(all)])
    }
}

/// The text of a document that begins at column 0.
pub(super) fn render(doc: &Doc) -> String {
    let mut printer = Printer { out: String::new(), spaces: String::new(), column: 0 };
    printer.print(0, std::slice::from_ref(doc));
    printer.out
}

struct Printer {
    out: String,
    /// Spaces that are written only when text follows, so that no line ends in them.
    spaces: String,
    column: isize,
}

impl Printer {
    fn print<'d>(&mut self, level: usize, docs: &'d [Doc]) {
        let mut stack: Vec<(usize, std::slice::Iter<'d, Doc>)> = vec![(level, docs.iter())];
        while let Some((level, docs)) = stack.last_mut() {
            let level = *level;
            let Some(doc) = docs.next() else {
                stack.pop();
                continue;
            };
            match doc {
                Doc::Text(text) => self.write(text),
                Doc::WhenBroken(text) => self.write(text),
                Doc::Line(_) | Doc::HardLine => self.newline(level),
                Doc::Glue(docs) | Doc::Tail(docs) => stack.push((level, docs.iter())),
                Doc::Indent(docs) => stack.push((level + 1, docs.iter())),
                Doc::Group(docs) => match self.flatten(docs) {
                    Some(flat) => {
                        for piece in flat {
                            match piece {
                                Flat::Text(text) => self.write(text),
                                Flat::Tail(docs) => self.print(level, docs),
                            }
                        }
                    }
                    None => stack.push((level, docs.iter())),
                },
            }
        }
    }

    /// The pieces of a group on one line, or `None` when they do not fit into the rest of this one.
    fn flatten<'d>(&self, docs: &'d [Doc]) -> Option<Vec<Flat<'d>>> {
        let mut rest = WIDTH - self.column;
        let mut fits = true;
        let mut flat = Vec::new();
        let mut stack = vec![docs.iter()];
        while let Some(docs) = stack.last_mut() {
            let Some(doc) = docs.next() else {
                stack.pop();
                continue;
            };
            let text = match doc {
                Doc::Text(text) => text.as_str(),
                Doc::Line(text) => text,
                Doc::WhenBroken(_) | Doc::HardLine => continue,
                Doc::Glue(docs) | Doc::Group(docs) | Doc::Indent(docs) => {
                    stack.push(docs.iter());
                    continue;
                }
                Doc::Tail(docs) => {
                    rest -= 1;
                    fits = false;
                    if rest < 0 {
                        return None;
                    }
                    flat.push(Flat::Tail(docs));
                    continue;
                }
            };
            if fits {
                rest -= width(text);
                if rest < 0 {
                    return None;
                }
            }
            flat.push(Flat::Text(text));
        }
        (rest >= 0).then_some(flat)
    }

    fn write(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.column += width(text);
        if text.chars().all(char::is_whitespace) {
            self.spaces.push_str(text);
            return;
        }
        self.out.push_str(&self.spaces);
        self.spaces.clear();
        self.out.push_str(text);
    }

    fn newline(&mut self, level: usize) {
        self.out.push('\n');
        self.spaces.clear();
        self.spaces.extend(std::iter::repeat_n(' ', level * INDENT));
        self.column = (level * INDENT) as isize;
    }
}

/// A piece of a group that stands on one line.
enum Flat<'d> {
    Text(&'d str),
    Tail(&'d [Doc]),
}

/// Columns of a text, counted in UTF-16 units as the formatter counts them.
fn width(text: &str) -> isize {
    text.chars().map(|char| char.len_utf16() as isize).sum()
}

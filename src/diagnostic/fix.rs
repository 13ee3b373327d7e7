//! How a finding can be mended: what is to change, and the edits that this comes to in its file.

use crate::source::Span;

/// A change to the source that mends a finding and nothing else: what the spec means otherwise stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an order: ``remove `state` ``.
    pub title: String,
    /// What is to change, whatever the file looks like.
    pub changes: Vec<Change>,
    /// The edits that the changes come to, in order and without overlap; filled in once the files are at hand.
    pub edits: Vec<Edit>,
}

/// What is to change in the tree of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The entry of this key goes, with its value.
    RemoveEntry {
        /// The key.
        key: Span,
    },
    /// An element of a list goes; one of a keyed list may be written as the entry of a map.
    RemoveElement {
        /// The element, as its node has it.
        value: Span,
    },
    /// A key is called otherwise.
    Rename {
        /// The key.
        key: Span,
        /// What it is called then.
        to: String,
    },
    /// A scalar has another value.
    Replace {
        /// The scalar; of an element of a keyed list it may be the key of the map.
        value: Span,
        /// What it is then.
        by: Scalar,
    },
    /// An interpolation of a text is another one.
    Interpolation {
        /// From `${` to `}`.
        part: Span,
        /// What stands there then, `${…}` as well.
        by: String,
    },
    /// A map has one more entry, behind all others.
    Insert {
        /// The map, as its node has it.
        map: Span,
        /// The key.
        key: String,
        /// The value.
        value: Scalar,
    },
    /// A part of a comment reads otherwise; nothing is left of a comment that has no text.
    Comment {
        /// The part.
        part: Span,
        /// What it reads then.
        text: String,
    },
}

/// A value that a change writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// A text.
    Text(String),
    /// What is written without quotes: a number, `true`, `false`.
    Plain(String),
    /// What stands there, as a text.
    Quoted,
}

impl From<&str> for Scalar {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Scalar {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Scalar {
    fn from(number: i64) -> Self {
        Self::Plain(number.to_string())
    }
}

impl From<bool> for Scalar {
    fn from(value: bool) -> Self {
        Self::Plain(value.to_string())
    }
}

impl std::fmt::Display for Scalar {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) | Self::Plain(text) => formatter.write_str(text),
            Self::Quoted => formatter.write_str("what stands there"),
        }
    }
}

/// One edit of a fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that are replaced; none for an insertion.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Fix {
    /// A fix of one change; `title` says as an order what it does.
    pub fn new(title: impl Into<String>, change: Change) -> Self {
        Self { title: title.into(), changes: vec![change], edits: Vec::new() }
    }

    /// One that changes nothing, and so is not offered.
    pub fn none() -> Self {
        Self { title: String::new(), changes: Vec::new(), edits: Vec::new() }
    }

    /// Takes the entry of a key away.
    pub fn remove(name: &str, key: Span) -> Self {
        Self::new(format!("remove `{name}`"), Change::RemoveEntry { key })
    }

    /// Calls a key otherwise.
    pub fn rename(from: &str, key: Span, to: &str) -> Self {
        Self::new(format!("rename `{from}` to `{to}`"), Change::Rename { key, to: to.to_owned() })
    }

    /// Gives a scalar another value.
    pub fn replace(value: Span, by: impl Into<Scalar>) -> Self {
        let by = by.into();
        Self::new(format!("write `{by}`"), Change::Replace { value, by })
    }

    /// Writes another interpolation in place of one.
    pub fn interpolate(part: Span, by: &str) -> Self {
        Self::new(format!("write `{by}`"), Change::Interpolation { part, by: by.to_owned() })
    }

    /// Makes a text of a scalar that is none.
    pub fn quote(value: Span) -> Self {
        Self::new("put it in quotes", Change::Replace { value, by: Scalar::Quoted })
    }

    /// Takes an element of a list away.
    pub fn remove_element(value: Span) -> Self {
        Self::new("remove the element", Change::RemoveElement { value })
    }

    /// Both of two fixes, which only together mend the finding.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        if self.changes.is_empty() || other.changes.is_empty() {
            return Self::none();
        }
        self.title = format!("{} and {}", self.title, other.title);
        self.changes.extend(other.changes);
        self
    }
}

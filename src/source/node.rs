//! The node tree: what a file says, with the place of every key and value.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Span;

/// A value and the places that shaped it.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where the value stands; for a merged value, the place that decided last.
    pub span: Span,
    /// The other places that shaped it (the definition under an overlay, overlays merged into a map), in order.
    pub also: Option<Arc<[Span]>>,
    /// What it is.
    pub data: Data,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub enum Data {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, digit for digit.
    Number(Number),
    /// A text.
    String(Arc<str>),
    /// A list.
    List(Vec<Node>),
    /// A map with text keys.
    Map(Map),
}

/// A number as it was written, in JSON's grammar (`0x1F`, `1_000`, `.inf` are normalised or refused by the loader).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(Arc<str>);

impl Number {
    /// A number from text in JSON's grammar; `None` when it is not one.
    pub fn new(text: &str) -> Option<Self> {
        is_json_number(text).then(|| Self(Arc::from(text)))
    }

    /// The digits as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value when it is a whole number of 64 bits written without fraction or exponent.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// Whether it is written without fraction or exponent.
    pub fn is_integer(&self) -> bool {
        !self.0.contains(['.', 'e', 'E'])
    }
}

fn is_json_number(text: &str) -> bool {
    let rest = text.strip_prefix('-').unwrap_or(text);
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(rest);
    if whole == 0 || (whole > 1 && rest.starts_with('0')) {
        return false;
    }
    let mut rest = &rest[whole..];
    if let Some(fraction) = rest.strip_prefix('.') {
        let count = digits(fraction);
        if count == 0 {
            return false;
        }
        rest = &fraction[count..];
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let count = digits(exponent);
        if count == 0 {
            return false;
        }
        rest = &exponent[count..];
    }
    rest.is_empty()
}

/// A key of a map and its place.
#[derive(Clone, Debug)]
pub struct Key {
    /// The key's text.
    pub text: Arc<str>,
    /// Where it stands.
    pub span: Span,
}

/// One key with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: Key,
    /// The value.
    pub value: Node,
}

/// Entries in the order of the source, each key once.
#[derive(Clone, Debug, Default)]
pub struct Map {
    entries: Vec<Entry>,
    /// Position by key, kept only for maps too large to search; boxed, which keeps every node small.
    index: Option<Box<FxHashMap<Arc<str>, u32>>>,
}

/// Maps up to this many entries are searched one by one.
const SEARCHED: usize = 16;

impl Map {
    /// An empty map with room for `entries`.
    pub fn with_capacity(entries: usize) -> Self {
        Self { entries: Vec::with_capacity(entries), index: None }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.entries.iter()
    }

    /// The entry of a key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.position(key).map(|at| &self.entries[at])
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The value of a key, to change.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.position(key).map(|at| &mut self.entries[at].value)
    }

    /// Adds an entry at the end, unless its key is there: then nothing changes and the entry comes back.
    ///
    /// # Errors
    /// The entry, when its key is in the map already.
    pub fn insert(&mut self, entry: Entry) -> Result<(), Box<Entry>> {
        if self.position(&entry.key.text).is_some() {
            return Err(Box::new(entry));
        }
        if let Some(index) = &mut self.index {
            index.insert(entry.key.text.clone(), self.entries.len() as u32);
        } else if self.entries.len() == SEARCHED {
            let mut index = positions(&self.entries);
            index.insert(entry.key.text.clone(), self.entries.len() as u32);
            self.index = Some(Box::new(index));
        }
        self.entries.push(entry);
        Ok(())
    }

    /// Takes an entry out, keeping the order of the others.
    pub fn remove(&mut self, key: &str) -> Option<Entry> {
        let at = self.position(key)?;
        let entry = self.entries.remove(at);
        if self.index.is_some() {
            self.index = Some(Box::new(positions(&self.entries)));
        }
        Some(entry)
    }

    fn position(&self, key: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(key).map(|at| *at as usize),
            None => self.entries.iter().position(|entry| &*entry.key.text == key),
        }
    }
}

impl Map {
    /// The entries in order, to change their values; keys stay as they are.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&Key, &mut Node)> {
        self.entries.iter_mut().map(|entry| (&entry.key, &mut entry.value))
    }

    /// The same keys with other values.
    #[must_use]
    pub fn map_values(&self, mut value: impl FnMut(&Node) -> Node) -> Self {
        let entries =
            self.entries.iter().map(|entry| Entry { key: entry.key.clone(), value: value(&entry.value) });
        Self { entries: entries.collect(), index: self.index.clone() }
    }

    /// Sorts the entries by key.
    pub fn sort_keys(&mut self) {
        self.entries.sort_by(|a, b| a.key.text.cmp(&b.key.text));
        if let Some(index) = &mut self.index {
            **index = positions(&self.entries);
        }
    }
}

fn positions(entries: &[Entry]) -> FxHashMap<Arc<str>, u32> {
    entries.iter().enumerate().map(|(at, entry)| (entry.key.text.clone(), at as u32)).collect()
}

impl IntoIterator for Map {
    type Item = Entry;
    type IntoIter = std::vec::IntoIter<Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'a> IntoIterator for &'a Map {
    type Item = &'a Entry;
    type IntoIter = std::slice::Iter<'a, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Node {
    /// A value at a place, shaped by nothing else.
    pub fn new(span: Span, data: Data) -> Self {
        Self { span, also: None, data }
    }

    /// The map, if it is one.
    pub fn as_map(&self) -> Option<&Map> {
        match &self.data {
            Data::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The list, if it is one.
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.data {
            Data::List(list) => Some(list),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.data {
            Data::String(text) => Some(text),
            _ => None,
        }
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.data, Data::Null)
    }

    /// The value of a key, if it is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_map()?.get(key)
    }

    /// The value of a key, to change, if it is a map that has it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        match &mut self.data {
            Data::Map(map) => map.get_mut(key),
            _ => None,
        }
    }

    /// What it is, in the words of a message: `a map`, `a list`, `text`, `a number`, `true or false`, `null`.
    pub fn describe(&self) -> &'static str {
        match &self.data {
            Data::Null => "null",
            Data::Bool(_) => "true or false",
            Data::Number(_) => "a number",
            Data::String(_) => "text",
            Data::List(_) => "a list",
            Data::Map(_) => "a map",
        }
    }

    /// Whether two values are the same, wherever they stand.
    pub fn same(&self, other: &Node) -> bool {
        match (&self.data, &other.data) {
            (Data::Null, Data::Null) => true,
            (Data::Bool(a), Data::Bool(b)) => a == b,
            (Data::Number(a), Data::Number(b)) => a == b,
            (Data::String(a), Data::String(b)) => a == b,
            (Data::List(a), Data::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b)),
            (Data::Map(a), Data::Map(b)) => {
                a.len() == b.len()
                    && a.iter()
                        .all(|entry| b.get(&entry.key.text).is_some_and(|value| entry.value.same(value)))
            }
            _ => false,
        }
    }
}

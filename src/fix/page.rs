//! One file, with what edits have to know of it.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{insert, remove, write};
use crate::diagnostic::Change;
use crate::model::interpolation::is_interpolated;
use crate::source::{Held, Item, Layout, SourceFile, Span, Token, layout};

/// Bytes that are replaced, and by what.
pub(super) type Piece = (Range<usize>, String);

/// One file.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    /// JSON, which takes neither plain texts nor commas at the end.
    pub(super) json: bool,
    pub(super) layout: Layout,
    /// Items by the first byte of their key.
    keys: FxHashMap<usize, usize>,
    /// Items by the first byte of their value.
    values: BTreeMap<usize, usize>,
}

impl<'a> Page<'a> {
    /// A file that can be edited.
    pub(super) fn read(file: &'a SourceFile) -> Option<Self> {
        let json = file.path.as_str().ends_with(".json");
        let layout = layout(&file.text)?;
        let (mut keys, mut values) = (FxHashMap::default(), BTreeMap::new());
        for (at, item) in layout.items.iter().enumerate() {
            if let Some(key) = &item.key {
                keys.insert(key.range.start, at);
            }
            let value = match &item.value {
                Held::Holder(holder) => Some(layout.holders[*holder].range.start),
                Held::Scalar(token) => Some(token.range.start),
                Held::Alias => None,
            };
            // A list of lists begins where its first element does, and comes first.
            if let Some(start) = value {
                values.entry(start).or_insert(at);
            }
        }
        Some(Self { text: &file.text, json, layout, keys, values })
    }

    /// The edits that some changes come to together, in order; `None` where they cannot be made.
    pub(super) fn edits(&self, changes: &[&Change]) -> Option<Vec<Piece>> {
        let gone: Vec<usize> = changes.iter().filter_map(|change| self.removed(change)).collect();
        let mut pieces = Vec::new();
        for change in changes {
            pieces.extend(self.pieces(change, &gone)?);
        }
        pieces.sort_by_key(|(range, _)| (range.start, range.end));
        pieces.dedup();
        // Of neighbours that go, each takes what is between them along.
        pieces.dedup_by(|(later, by), (earlier, other)| {
            let joined = by.is_empty() && other.is_empty() && later.start < earlier.end;
            if joined {
                earlier.end = earlier.end.max(later.end);
            }
            joined
        });
        let apart = |pair: &[Piece]| match pair {
            [(earlier, _), (later, _)] => earlier.end <= later.start,
            _ => true,
        };
        let differ = pieces.iter().any(|(range, by)| self.text.get(range.clone()) != Some(by));
        (differ && pieces.windows(2).all(apart)).then_some(pieces)
    }

    /// The item that a change takes away.
    fn removed(&self, change: &Change) -> Option<usize> {
        match change {
            Change::RemoveEntry { key } => self.entry(key),
            Change::RemoveElement { value } => self.element(value),
            _ => None,
        }
    }

    fn pieces(&self, change: &Change, gone: &[usize]) -> Option<Vec<Piece>> {
        match change {
            Change::RemoveEntry { .. } | Change::RemoveElement { .. } => {
                remove::remove(self, self.removed(change)?, gone)
            }
            Change::Rename { key, to } => {
                let item = &self.layout.items[self.entry(key)?];
                let token = item.key.as_ref()?;
                let others = &self.layout.holders[item.holder].items;
                if others.iter().any(|at| self.layout.items[*at].is_called(to)) {
                    return None;
                }
                let flow = self.layout.holders[item.holder].flow;
                Some(vec![(token.range.clone(), write::text(to, token.style, flow, self.json)?)])
            }
            Change::Replace { value, by } => {
                let (token, flow) = self.scalar(value)?;
                // A part of it is known at the deployment, or comes from a variable.
                if is_interpolated(&token.text) {
                    return None;
                }
                Some(vec![(
                    token.range.clone(),
                    write::scalar(by, &token.text, token.style, flow, self.json)?,
                )])
            }
            Change::Interpolation { part, by } => {
                self.interpolated(part, by)?;
                Some(vec![(range(part), by.clone())])
            }
            Change::Insert { map, key, value } => insert::insert(self, self.map(map)?, key, value),
            Change::Comment { part, text } => self.comment(part, text),
        }
    }

    /// Whether an alias elsewhere stands for a part of this, or of what it is in.
    pub(super) fn is_shared(&self, range: &Range<usize>) -> bool {
        self.layout.shared.iter().any(|shared| shared.start <= range.end && range.start <= shared.end)
    }

    /// The entry of a key.
    pub(super) fn entry(&self, key: &Span) -> Option<usize> {
        let at = *self.keys.get(&(key.start as usize))?;
        let item = &self.layout.items[at];
        let own = item.key.as_ref().is_some_and(|own| own.range == range(key));
        (own && !item.odd).then_some(at)
    }

    /// The element of a list, or the entry that it is in a keyed list's map form.
    pub(super) fn element(&self, value: &Span) -> Option<usize> {
        let at = *self.values.get(&(value.start as usize))?;
        let item = &self.layout.items[at];
        let own = match &item.value {
            Held::Holder(_) => true,
            Held::Scalar(token) => token.range == range(value),
            Held::Alias => false,
        };
        (own && !item.odd).then_some(at)
    }

    /// The scalar at a place, and whether it stands in flow style: a value, or a key that a keyed list takes for one.
    pub(super) fn scalar(&self, value: &Span) -> Option<(&Token, bool)> {
        let start = value.start as usize;
        let items = [self.values.get(&start), self.keys.get(&start)].into_iter().flatten();
        items.map(|at| &self.layout.items[*at]).find_map(|item| {
            let held = match &item.value {
                Held::Scalar(token) => Some(token),
                _ => None,
            };
            let own = |token: &&Token| token.range == range(value) && !token.range.is_empty();
            let token = [item.key.as_ref(), held].into_iter().flatten().find(own)?;
            Some((token, self.layout.holders[item.holder].flow))
        })
    }

    /// The text that holds an interpolation, and what it says with another one in its place.
    pub(super) fn interpolated(&self, part: &Span, by: &str) -> Option<(&Token, String)> {
        let part = range(part);
        let (_, at) = self.values.range(..=part.start).next_back()?;
        let Held::Scalar(token) = &self.layout.items[*at].value else { return None };
        let old = self.text.get(part.clone())?;
        let whole = old.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'));
        if part.end > token.range.end || whole.is_none_or(|inside| inside.contains(['$', '{', '}', '\n'])) {
            return None;
        }
        let before = self.text.get(token.range.start..part.start)?.matches(old).count();
        let (place, _) = token.text.match_indices(old).nth(before)?;
        let mut said = token.text.clone();
        said.replace_range(place..place + old.len(), by);
        Some((token, said))
    }

    pub(super) fn map(&self, map: &Span) -> Option<usize> {
        let begins = |at: &usize| self.layout.holders[*at].range.start == map.start as usize;
        // Holders are in the order of their beginnings.
        let from = self.layout.holders.partition_point(|one| one.range.start < map.start as usize);
        let mut maps = (from..self.layout.holders.len()).take_while(begins);
        maps.find(|at| self.layout.holders[*at].is_map)
    }

    fn comment(&self, part: &Span, text: &str) -> Option<Vec<Piece>> {
        let range = range(part);
        let whole =
            self.layout.comments.iter().find(|one| one.start <= range.start && range.end <= one.end)?;
        if !text.is_empty() || range != *whole {
            let stays = !text.contains(['\n', '\r']) && range.start > whole.start;
            return stays.then(|| vec![(range, text.to_owned())]);
        }
        let line = self.line_start(range.start);
        if self.is_blank(line..range.start) {
            return Some(vec![(self.whole_lines(line..range.end), String::new())]);
        }
        let before = self.text.get(line..range.start)?.trim_end();
        Some(vec![(line + before.len()..range.end, String::new())])
    }
}

fn range(span: &Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

impl Item {
    /// Whether it is the entry of this key.
    pub(super) fn is_called(&self, key: &str) -> bool {
        self.key.as_ref().is_some_and(|own| own.text == key)
    }
}

/// Lines.
impl Page<'_> {
    /// The first byte of the line that holds `at`, behind a byte order mark.
    pub(super) fn line_start(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        if start == 0 && before.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { start }
    }

    /// Where the line that holds `at` ends, before its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let line = rest.find('\n').map_or(rest, |end| rest.get(..end).unwrap_or_default());
        at + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// Whether nothing but white space stands there.
    pub(super) fn is_blank(&self, range: Range<usize>) -> bool {
        self.text.get(range).is_some_and(|text| text.chars().all(|c| matches!(c, ' ' | '\t' | '\r' | '\n')))
    }

    /// Whether nothing follows on the line but white space and a comment.
    pub(super) fn ends_line(&self, at: usize) -> bool {
        let rest = self.text.get(at..self.line_end(at)).unwrap_or_default();
        let bare = rest.trim_start_matches([' ', '\t']);
        bare.is_empty() || (bare.starts_with('#') && bare.len() < rest.len())
    }

    /// A range of lines with the line break that belongs to it: its own, at the end of the file the one before it.
    pub(super) fn whole_lines(&self, range: Range<usize>) -> Range<usize> {
        let end = self.line_end(range.end);
        let rest = self.text.get(end..).unwrap_or_default();
        let own = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
        if own > 0 || range.start == 0 {
            return range.start..end + own;
        }
        let before = self.text.get(..range.start).unwrap_or_default();
        let before = before.strip_suffix('\n').unwrap_or(before);
        before.strip_suffix('\r').unwrap_or(before).len()..end
    }

    /// The line break of the file.
    pub(super) fn line_break(&self) -> &'static str {
        let first = self.text.find('\n').unwrap_or_default();
        if first > 0 && self.text.as_bytes().get(first - 1) == Some(&b'\r') { "\r\n" } else { "\n" }
    }

    /// The comma behind an item of flow style, comments passed over.
    pub(super) fn comma(&self, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            let comment = self.layout.comments.partition_point(|comment| comment.start < at);
            if let Some(comment) = self.layout.comments.get(comment).filter(|comment| comment.start == at) {
                at = comment.end;
            }
            match self.text.as_bytes().get(at)? {
                b',' => return Some(at),
                b' ' | b'\t' | b'\r' | b'\n' => at += 1,
                _ => return None,
            }
        }
    }
}

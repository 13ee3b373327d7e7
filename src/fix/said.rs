//! What a file has to say once it is changed, against which the edited text is held: an edit that changes anything else
//! (a comment that slips into a text, say) is found.

use std::ops::Range;

use super::page::Page;
use crate::diagnostic::{Change, Scalar};
use crate::source::{Said, Style, layout};

impl Page<'_> {
    /// Whether a text says what this file says, but for some changes.
    pub(super) fn becomes(&self, text: &str, changes: &[&Change]) -> bool {
        let expected = self.expected(changes);
        expected.is_some_and(|expected| layout(text).is_some_and(|layout| layout.stream == expected))
    }

    fn expected(&self, changes: &[&Change]) -> Option<Vec<Said>> {
        let mut parts = Vec::new();
        for change in changes {
            parts.extend(self.part(change)?);
        }
        // From the end, so that the places of those before stay what they are.
        parts.sort_by_key(|(range, _)| std::cmp::Reverse((range.start, range.end)));
        let mut stream = self.layout.stream.clone();
        for (range, said) in parts {
            stream.splice(range, said);
        }
        Some(stream)
    }

    /// The events that a change replaces, and by what; nothing for a comment.
    fn part(&self, change: &Change) -> Option<Option<(Range<usize>, Vec<Said>)>> {
        let again = |event: usize, what: String| {
            let mark = self.layout.stream.get(event)?.mark.clone();
            Some(Some((event..event + 1, vec![Said { mark, what }])))
        };
        match change {
            Change::RemoveEntry { key } => {
                Some(Some((self.layout.items[self.entry(key)?].events.clone(), Vec::new())))
            }
            Change::RemoveElement { value } => {
                Some(Some((self.layout.items[self.element(value)?].events.clone(), Vec::new())))
            }
            Change::Rename { key, to } => {
                let key = self.layout.items[self.entry(key)?].key.as_ref()?;
                again(key.event, text(to))
            }
            Change::Replace { value, by } => {
                let token = self.scalar(value)?.0;
                again(token.event, what(by, &token.text))
            }
            Change::Interpolation { part, by } => {
                let (token, said) = self.interpolated(part, by)?;
                again(token.event, text(&said))
            }
            Change::Insert { map, key, value } => {
                let end = self.layout.holders[self.map(map)?].events.end.checked_sub(1)?;
                let said = |what| Said { mark: String::new(), what };
                Some(Some((end..end, vec![said(text(key)), said(what(value, ""))])))
            }
            Change::Comment { .. } => Some(None),
        }
    }
}

fn text(text: &str) -> String {
    Said::scalar(text, Style::Double)
}

fn what(value: &Scalar, old: &str) -> String {
    match value {
        Scalar::Text(value) => text(value),
        Scalar::Quoted => text(old),
        Scalar::Plain(value) => Said::scalar(value, Style::Plain),
    }
}

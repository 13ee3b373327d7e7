//! Taking an entry or an element away, with its lines and the comment behind it.

use std::ops::Range;

use super::page::{Page, Piece};
use crate::source::{Holder, Item};

/// Takes one item away, beside those that go with it.
pub(super) fn remove(page: &Page<'_>, at: usize, gone: &[usize]) -> Option<Vec<Piece>> {
    let item = &page.layout.items[at];
    let holder = &page.layout.holders[item.holder];
    let inside = |shared: &Range<usize>| item.range.start <= shared.start && shared.end <= item.range.end;
    let whole = page.layout.shared.iter().any(inside);
    // What other parts of the file stand for would be gone.
    if item.odd || holder.bare || whole {
        return None;
    }
    let place = holder.items.iter().position(|other| *other == at)?;
    let stays = |other: &&usize| !gone.contains(other);
    let (before, behind) = (holder.items.get(..place)?, holder.items.get(place + 1..)?);
    let next = behind.iter().find(stays).map(|next| &page.layout.items[*next]);
    let before = before.iter().rfind(stays).map(|before| &page.layout.items[*before]);
    if holder.flow {
        return flow(page, holder, item, before, next);
    }
    if !page.ends_line(item.range.end) {
        return None;
    }
    match (before, next) {
        (None, None) => last(page, holder, item),
        (None, Some(next)) if !page.leads(item) => Some(vec![(behind_dash(page, item, next), String::new())]),
        _ => page.leads(item).then(|| vec![(page.lines(item), String::new())]),
    }
}

fn touches(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

impl Page<'_> {
    /// Whether an item is the first thing on its line.
    fn leads(&self, item: &Item) -> bool {
        self.is_blank(self.line_start(item.range.start)..item.range.start)
    }

    /// The lines of an item that leads its first one.
    fn lines(&self, item: &Item) -> Range<usize> {
        self.whole_lines(self.line_start(item.range.start)..item.range.end)
    }

    fn has_comment(&self, range: Range<usize>) -> bool {
        let first = self.layout.comments.partition_point(|comment| comment.end <= range.start);
        self.layout.comments.get(first).is_some_and(|comment| touches(comment, &range))
    }
}

/// The first entry of a map that begins on the line of its `-`: the second one takes its place, unless comments of its
/// own stand above it.
fn behind_dash(page: &Page<'_>, item: &Item, next: &Item) -> Range<usize> {
    let end = page.line_end(item.range.end);
    if !page.has_comment(end..next.range.start) {
        return item.range.start..next.range.start;
    }
    let before = page.text.get(..item.range.start).unwrap_or_default();
    before.trim_end_matches([' ', '\t']).len()..end
}

/// The only item, or one of those that all go: an empty list or map is left.
fn last(page: &Page<'_>, holder: &Holder, item: &Item) -> Option<Vec<Piece>> {
    let empty = if holder.is_map { "{}" } else { "[]" };
    let parent = &page.layout.items[holder.item?];
    if parent.odd || holder.marked {
        return None;
    }
    if !page.leads(item) {
        let end = page.line_end(item.range.end);
        return Some(vec![(item.range.start..end, empty.to_owned())]);
    }
    let lines = (page.lines(item), String::new());
    // Beside a first one on the line of its `-`, which leaves the empty map.
    if !holder.items.first().is_some_and(|first| page.leads(&page.layout.items[*first])) {
        return Some(vec![lines]);
    }
    let behind = parent.mark? + 1;
    Some(vec![(behind..behind, format!(" {empty}")), lines])
}

fn flow(
    page: &Page<'_>,
    holder: &Holder,
    item: &Item,
    before: Option<&Item>,
    next: Option<&Item>,
) -> Option<Vec<Piece>> {
    let comma = page.comma(item.range.end);
    let end = comma.map_or(item.range.end, |comma| comma + 1);
    let alone = page.leads(item) && page.ends_line(end);
    let own =
        if alone { page.whole_lines(page.line_start(item.range.start)..end) } else { item.range.start..end };
    match (before, next) {
        (None, None) => {
            let inside = holder.range.start + 1..holder.range.end.checked_sub(1)?;
            let bare = page.is_blank(inside.start..item.range.start) && page.is_blank(end..inside.end);
            Some(vec![(if bare { inside } else { own }, String::new())])
        }
        // It goes with its line.
        (_, Some(_)) if alone => Some(vec![(own, String::new())]),
        (_, Some(next)) => {
            // A comment belongs to what follows it on a line of its own.
            let end = if page.has_comment(end..next.range.start) { end } else { next.range.start };
            let same_line = page.line_end(item.range.end) == page.line_end(next.range.start);
            let own = if same_line || before.is_none() {
                own.start..end
            } else {
                page.behind_space(own.start)..own.end
            };
            Some(vec![(own, String::new())])
        }
        (Some(before), None) => {
            let comma = page.comma(before.range.end)?;
            let between = comma + 1..item.range.start;
            if alone && page.text.get(between.clone())?.contains('\n') {
                return Some(vec![(comma..comma + 1, String::new()), (own, String::new())]);
            }
            if page.has_comment(between) {
                return None;
            }
            let start = if page.has_comment(before.range.end..comma) { comma } else { before.range.end };
            Some(vec![(start..end, String::new())])
        }
    }
}

impl Page<'_> {
    /// Where the white space before a place begins, on its line.
    fn behind_space(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        before.trim_end_matches([' ', '\t']).len()
    }
}

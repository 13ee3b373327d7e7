//! One more entry, behind all others of a map.

use super::page::{Page, Piece};
use super::write;
use crate::diagnostic::Scalar;
use crate::source::Style;

pub(super) fn insert(page: &Page<'_>, map: usize, key: &str, value: &Scalar) -> Option<Vec<Piece>> {
    let holder = &page.layout.holders[map];
    let items = || holder.items.iter().map(|at| &page.layout.items[*at]);
    if holder.bare || items().any(|item| item.is_called(key)) {
        return None;
    }
    let style = items().find_map(|item| item.key.as_ref()).map_or(Style::Plain, |key| key.style);
    let name = write::text(key, style, holder.flow, page.json)?;
    let value = write::scalar(value, "", Style::Plain, holder.flow, page.json)?;
    let entry = format!("{name}: {value}");
    let (Some(first), Some(last)) = (items().next(), items().next_back()) else {
        let inside = holder.range.start + 1..holder.range.end.checked_sub(1)?;
        return (holder.flow && page.is_blank(inside.clone())).then(|| vec![(inside, entry)]);
    };
    if last.odd {
        return None;
    }
    let line = page.line_start(first.range.start);
    let indentation = || -> String {
        let before = page.text.get(line..first.range.start).unwrap_or_default();
        before.chars().map(|c| if c == '\t' { '\t' } else { ' ' }).collect()
    };
    let own_line = page.is_blank(page.line_start(last.range.start)..last.range.start);
    if holder.flow {
        let comma = page.comma(last.range.end);
        let at = comma.map_or(last.range.end, |comma| comma + 1);
        let front = if comma.is_some() { "" } else { "," };
        let behind = if comma.is_some() { "," } else { "" };
        let between =
            if own_line { format!("{}{}", page.line_break(), indentation()) } else { " ".to_owned() };
        return Some(vec![(at..at, format!("{front}{between}{entry}{behind}"))]);
    }
    if !page.ends_line(last.range.end) {
        return None;
    }
    let end = page.line_end(last.range.end);
    Some(vec![(end..end, format!("{}{}{entry}", page.line_break(), indentation()))])
}

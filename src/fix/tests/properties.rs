//! Random files in random layouts: whatever is taken away, renamed or written, all other bytes stay.

use proptest::prelude::*;

use super::*;

/// A value and how it is laid out.
#[derive(Clone, Debug)]
enum Laid {
    Scalar(&'static str),
    Map(Vec<Laid>, bool),
    List(Vec<Laid>, bool),
}

const SCALARS: &[&str] =
    &["1", "two", "'th ree'", "\"f\\\"our\"", "ünf", "", "|", "${var.x}", "[]", "{}", "-5", "null"];

fn laid() -> impl Strategy<Value = Laid> {
    let scalar = prop::sample::select(SCALARS).prop_map(Laid::Scalar);
    scalar.prop_recursive(4, 24, 4, |inner| {
        let items = prop::collection::vec(inner, 1..4);
        prop_oneof![
            (items.clone(), any::<bool>()).prop_map(|(items, flow)| Laid::Map(items, flow)),
            (items, any::<bool>()).prop_map(|(items, flow)| Laid::List(items, flow)),
        ]
    })
}

/// Writes values, with comments and blank lines that `noise` gives out.
struct Writer {
    out: String,
    noise: u64,
    line: &'static str,
    json: bool,
}

impl Writer {
    fn chance(&mut self, one_in: u64) -> bool {
        self.noise =
            self.noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.noise >> 33).is_multiple_of(one_in)
    }

    fn end(&mut self, indentation: usize) {
        if !self.json && self.chance(4) {
            self.out += " # ç ,x";
        }
        self.out += self.line;
        if !self.json && self.chance(6) {
            self.out += &format!("{}# own: [line]{}", " ".repeat(indentation), self.line);
        }
        if self.chance(9) {
            self.out += self.line;
        }
    }

    fn key(json: bool, at: usize) -> String {
        let name = ["alpha", "b c", "ö", "delta"][at % 4];
        if json || name.contains(' ') { format!("\"{name}\"") } else { name.to_owned() }
    }

    /// Behind a key and its `:`, or behind a `-`; ends in a line break.
    fn block(&mut self, value: &Laid, indentation: usize, behind_dash: bool) {
        match value {
            Laid::Map(items, false) => {
                let mut lead = !behind_dash || self.chance(3);
                if lead {
                    self.end(indentation + 2);
                } else {
                    self.out += " ";
                }
                for (at, item) in items.iter().enumerate() {
                    if lead {
                        self.out += &" ".repeat(indentation + 2);
                    }
                    lead = true;
                    self.out += &format!("{}:", Self::key(self.json, at));
                    self.block(item, indentation + 2, false);
                }
            }
            Laid::List(items, false) => {
                self.end(indentation + 2);
                for item in items {
                    self.out += &format!("{}-", " ".repeat(indentation + 2));
                    self.block(item, indentation + 2, true);
                }
            }
            Laid::Scalar("|") => {
                let (line, space) = (self.line, " ".repeat(indentation + 4));
                self.out += &format!(" |{line}{space}text: x{line}{space}# text{line}");
            }
            Laid::Scalar("") => self.end(indentation),
            other => {
                self.out += " ";
                self.flow(other, indentation);
                self.end(indentation);
            }
        }
    }

    fn flow(&mut self, value: &Laid, indentation: usize) {
        match value {
            Laid::Scalar(text) if self.json => {
                let plain = text.parse::<i64>().is_ok() || ["[]", "{}", "null"].contains(text);
                self.out += &if plain { (*text).to_owned() } else { format!("{text:?}") };
            }
            Laid::Scalar("" | "|" | "${var.x}") => self.out += "'${var.x}'",
            Laid::Scalar(text) => self.out += text,
            Laid::Map(items, _) | Laid::List(items, _) => {
                let map = matches!(value, Laid::Map(..));
                let lines = self.chance(2);
                self.out += if map { "{" } else { "[" };
                for (at, item) in items.iter().enumerate() {
                    match lines {
                        true if self.json => self.out += self.line,
                        true => self.end(indentation + 4),
                        false if self.chance(2) => self.out += " ",
                        false => {}
                    }
                    if lines {
                        self.out += &" ".repeat(indentation + 4);
                    }
                    if map {
                        self.out += &format!("{}: ", Self::key(self.json, at));
                    }
                    self.flow(item, indentation + 4);
                    if at + 1 < items.len() || (!self.json && self.chance(5)) {
                        self.out += if lines || self.json { "," } else { ", " };
                    }
                }
                if lines {
                    self.out += self.line;
                    self.out += &" ".repeat(indentation + 2);
                }
                self.out += if map { "}" } else { "]" };
            }
        }
    }
}

fn written(values: &[Laid], noise: u64, json: bool) -> String {
    let line = if noise.is_multiple_of(2) { "\n" } else { "\r\n" };
    let mut writer = Writer { out: String::new(), noise, line, json };
    if json {
        writer.flow(&Laid::Map(values.to_vec(), true), 0);
        return writer.out;
    }
    if noise.is_multiple_of(3) {
        writer.out += "\u{feff}";
    }
    for (at, value) in values.iter().enumerate() {
        writer.out += &format!("{}:", Writer::key(json, at));
        writer.block(value, 0, false);
    }
    if noise.is_multiple_of(5) {
        let ends = writer.out.trim_end_matches(['\n', '\r']).len();
        writer.out.truncate(ends);
    }
    writer.out
}

/// Every change that could be made to a file.
fn changes(page: &Page<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for item in &page.layout.items {
        match (&item.key, &item.value) {
            (Some(key), _) => {
                let key = span(key.range.clone());
                changes.push(Change::RemoveEntry { key });
                changes.push(Change::Rename { key, to: "brand new".to_owned() });
            }
            (None, Held::Scalar(token)) => {
                changes.push(Change::RemoveElement { value: span(token.range.clone()) })
            }
            (None, Held::Holder(at)) => {
                let range = page.layout.holders[*at].range.clone();
                changes.push(Change::RemoveElement { value: span(range) });
            }
            (None, Held::Alias) => {}
        }
        if let Held::Scalar(token) = &item.value {
            let value = span(token.range.clone());
            changes.push(Change::Replace { value, by: Scalar::from("#new: 'x'") });
            changes.push(Change::Replace { value, by: Scalar::from(7) });
        }
    }
    let maps = page.layout.holders.iter().filter(|holder| holder.is_map);
    changes.extend(maps.map(|map| Change::Insert {
        map: span(map.range.clone()),
        key: "brand new".to_owned(),
        value: Scalar::from("yes"),
    }));
    changes
}

/// The lines that a change may touch: those of the item, and of what stands before and behind it.
fn untouched(page: &Page<'_>, text: &str, change: &Change) -> bool {
    let place = change.place();
    let around = match change {
        Change::RemoveEntry { .. } | Change::RemoveElement { .. } => {
            let at = page.entry(&place).or_else(|| page.element(&place)).unwrap();
            let item = &page.layout.items[at];
            let siblings = &page.layout.holders[item.holder].items;
            let here = siblings.iter().position(|other| *other == at).unwrap();
            let before = here.checked_sub(1).map_or_else(
                || page.layout.holders[item.holder].item.map_or(0, |at| page.layout.items[at].range.start),
                |before| page.layout.items[siblings[before]].range.end,
            );
            let behind = siblings.get(here + 1).map(|next| page.layout.items[*next].range.start);
            before..behind.unwrap_or_else(|| page.line_end(page.layout.holders[item.holder].range.end))
        }
        Change::Insert { .. } => place.start as usize..page.line_end(place.end as usize),
        _ => place.start as usize..place.end as usize,
    };
    let end = (around.end + 2).min(page.text.len());
    let front = page.text.as_bytes().get(..around.start.saturating_sub(2)).unwrap();
    let back = page.text.as_bytes().get(end..).unwrap();
    text.as_bytes().starts_with(front) && text.as_bytes().ends_with(back)
}

/// Whether a comment may become a part of a text before it, once what stands between them is gone. That is found when the
/// fix is applied.
fn may_slip(text: &str) -> bool {
    text.contains('|') && comments(text) > 0
}

/// The comments on lines of their own, which stay, but for those inside what is gone.
fn comments(text: &str) -> usize {
    text.lines().filter(|line| line.trim_start().starts_with("# own")).count()
}

proptest! {
    #[test]
    fn a_change_leaves_all_else_alone(
        values in prop::collection::vec(laid(), 1..4),
        noise in any::<u64>(),
        json in any::<bool>(),
    ) {
        let text = written(&values, noise, json);
        let path = if json { "bricep.json" } else { "bricep.yaml" };
        page_of(path, &text, |page| {
            for change in changes(page) {
                let after = changed(page, &[&change]);
                if after == "refused" {
                    // What a variable gives has no place here, and a spec has at least one entry.
                    let interpolated = matches!(change, Change::Replace { value, .. }
                        if page.scalar(&value).is_some_and(|(token, _)| token.text.contains("${")));
                    let empty = matches!(change, Change::Replace { value, .. } if value.start == value.end);
                    let last = page.layout.holders[0].items.len() == 1;
                    let root = last && matches!(change, Change::RemoveEntry { key } if page.layout.items[page.entry(&key).unwrap()].holder == 0);
                    prop_assert!(interpolated || empty || root, "{change:?} is refused\n{text}");
                    continue;
                }
                if after.starts_with("otherwise") {
                    prop_assert!(may_slip(&text), "{change:?}\n{text}\n{after}");
                    continue;
                }
                prop_assert!(untouched(page, &after, &change), "{change:?}\n{text}\n=>\n{after}");
                if json {
                    prop_assert!(serde_json::from_str::<serde_json::Value>(&after).is_ok(), "{after}");
                }
                if !matches!(change, Change::RemoveEntry { .. } | Change::RemoveElement { .. }) {
                    prop_assert_eq!(comments(&after), comments(&text));
                }
            }
            Ok(())
        })?;
    }

    /// Any of the items of one list or map go together, or the fix is none.
    #[test]
    fn what_goes_together_leaves_the_rest(
        values in prop::collection::vec(laid(), 1..4),
        noise in any::<u64>(),
        json in any::<bool>(),
        chosen in any::<u64>(),
    ) {
        let text = written(&values, noise, json);
        let path = if json { "bricep.json" } else { "bricep.yaml" };
        page_of(path, &text, |page| {
            for holder in &page.layout.holders {
                let gone = holder.items.iter().enumerate().filter(|(at, _)| (chosen >> at) & 1 == 1);
                let gone: Vec<Change> = gone.filter_map(|(_, at)| removal(page, *at)).collect();
                let after = changed(page, &gone.iter().collect::<Vec<_>>());
                if after.starts_with("otherwise") {
                    prop_assert!(may_slip(&text), "{gone:?}\n{text}\n{after}");
                    continue;
                }
                let well_formed = || serde_json::from_str::<serde_json::Value>(&after).is_ok();
                prop_assert!(!json || after == "refused" || well_formed(), "{after}");
            }
            Ok(())
        })?;
    }
}

/// The change that takes an item away.
fn removal(page: &Page<'_>, at: usize) -> Option<Change> {
    let item = &page.layout.items[at];
    Some(match (&item.key, &item.value) {
        (Some(key), _) => Change::RemoveEntry { key: span(key.range.clone()) },
        (None, Held::Scalar(token)) => Change::RemoveElement { value: span(token.range.clone()) },
        (None, Held::Holder(at)) => {
            Change::RemoveElement { value: span(page.layout.holders[*at].range.clone()) }
        }
        (None, Held::Alias) => return None,
    })
}

//! Text from a spec may hold what moves a terminal's cursor, changes its title or turns the reading order around.

use std::borrow::Cow;

/// Messages longer than this many bytes are cut: they may quote a value of megabytes.
const LONGEST: usize = 2_000;

/// Whether a terminal does something with the character other than to show it.
pub(super) fn is_active(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{2028}' | '\u{2029}')
        || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A message with such characters written out (`\u{1b}`), line breaks as `\n`, and cut where it is very long.
pub(crate) fn message(text: &str) -> Cow<'_, str> {
    let cut = (text.len() > LONGEST).then(|| {
        let end = (0..=LONGEST).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.get(..end).unwrap_or("")
    });
    let shown = cut.unwrap_or(text);
    if cut.is_none() && !shown.contains(is_active) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(shown.len() + 16);
    for character in shown.chars() {
        if is_active(character) { out.extend(character.escape_default()) } else { out.push(character) }
    }
    if cut.is_some() {
        out.push('…');
    }
    Cow::Owned(out)
}

/// A piece of source with such characters replaced by others of the same length in bytes, so that places in it stay;
/// tabs and line breaks stay.
pub(crate) fn source(text: &str) -> Cow<'_, str> {
    let harmful = |character: char| is_active(character) && !matches!(character, '\t' | '\n');
    if !text.contains(harmful) {
        return Cow::Borrowed(text);
    }
    let inert = |character: char| match (harmful(character), character.len_utf8()) {
        (false, _) => character,
        (true, 1) => '?',
        (true, 2) => '\u{00BF}',
        (true, _) => '\u{FFFD}',
    };
    Cow::Owned(text.chars().map(inert).collect())
}

/// A value as one line of JSON.
pub(super) fn json(value: &impl serde::Serialize) -> String {
    // Text keys and plain values only: this cannot fail.
    let mut out = escaped(serde_json::to_string(value).unwrap_or_default());
    out.push('\n');
    out
}

/// Writes as `\u009b` what JSON lets stand as it is and a terminal would act upon; such characters occur inside
/// strings alone.
fn escaped(json: String) -> String {
    if !json.contains(is_active) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 64);
    for character in json.chars() {
        if is_active(character) {
            out.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn active_characters_are_written_out_in_messages() {
        assert_eq!(message("plain é"), "plain é");
        assert_eq!(message("a\u{1b}[31m\n\u{9b}\u{202e}"), "a\\u{1b}[31m\\n\\u{9b}\\u{202e}");
        let long = "é".repeat(5_000);
        assert_eq!(message(&long).chars().count(), 1_001);
    }

    #[test]
    fn active_characters_are_replaced_in_source_without_moving_it() {
        let text = "a\u{1b}b\u{9b}c\u{202e}d\te\r";
        let shown = source(text);
        assert_eq!(shown, "a?b\u{bf}c\u{fffd}d\te?");
        assert_eq!(shown.len(), text.len());
    }
}

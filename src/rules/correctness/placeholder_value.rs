//! A value that somebody meant to fill in.

use crate::rules::prelude::*;

rule!("BRC4119", "placeholder-value", Correctness = Warning, Check::Texts(check));

fn check(_: &Cx<'_>, text: &str, value: Value<'_>, findings: &mut Findings<'_>) {
    if is_placeholder(text.trim()) {
        findings.push(
            value
                .wrong(format!("`{text}` stands for a value that is still to be filled in"))
                .help("write the value"),
        );
    }
}

/// Whether a text is there to be replaced by another one.
fn is_placeholder(text: &str) -> bool {
    const ZEROS: &str = "00000000-0000-0000-0000-000000000000";
    const WORDS: [&str; 7] =
        ["CHANGEME", "CHANGE_ME", "CHANGE-ME", "PLEASE_SET_ME", "REPLACE_ME", "REPLACE-ME", "TODO"];
    let inner = |open, close| text.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
    let is_name = |name: &str| {
        let fits = |letter: char| letter.is_ascii_alphanumeric() || " -_.".contains(letter);
        !name.is_empty()
            && name.chars().all(fits)
            && name.starts_with(|letter: char| letter.is_ascii_alphabetic())
    };
    text == ZEROS
        || text.contains(&format!("/{ZEROS}/"))
        || WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
        || inner('<', '>').is_some_and(is_name)
        || inner('{', '}')
            .is_some_and(|name| is_name(name) && name.chars().all(|letter| !letter.is_ascii_lowercase()))
}

//! A value that its key says is a secret, written out.

use crate::rules::prelude::*;

rule!("BRC6002", "plain-password", Security, Check::Resources(&[], check));

/// The ends of keys whose values are secret whatever they look like.
const CERTAIN: [&str; 6] = ["password", "passwd", "pwd", "clientsecret", "accountkey", "passphrase"];

/// The ends of keys whose values are secret where they look as if drawn at random.
const LIKELY: [&str; 7] =
    ["token", "secret", "apikey", "accesskey", "privatekey", "connectionstring", "sastoken"];

/// Settings of Spark that end in the name of an account.
const SETTINGS: [&str; 3] =
    ["fs.azure.account.key.", "fs.azure.account.oauth2.client.secret", "fs.azure.sas.fixed.token"];

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    walk(resource.body, findings);
}

fn walk(value: Value<'_>, findings: &mut Findings<'_>) {
    for (key, inner) in value.entries() {
        look(key, inner, findings);
        walk(inner, findings);
    }
    value.list().for_each(|element| walk(element, findings));
    // Lists of pairs: parameters of jobs, tags.
    let name = ["name", "key"].into_iter().find_map(|field| value.get(field).text());
    let paired = ["default", "value"].into_iter().map(|field| value.get(field)).find(|value| value.is_set());
    if let Some((name, paired)) = name.zip(paired) {
        look(&name, paired, findings);
    }
}

fn look(key: &str, value: Value<'_>, findings: &mut Findings<'_>) {
    let Some(text) = value.text() else { return };
    let plain: String =
        key.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect();
    let ends = |ends: &[&str]| ends.iter().any(|end| plain.ends_with(end));
    let is_setting = SETTINGS.iter().any(|setting| key.contains(setting));
    let is_secret = (is_setting || ends(&CERTAIN)) && !is_named(&text) || ends(&LIKELY) && is_random(&text);
    if is_secret {
        findings.push(
            value
                .wrong(format!("`{key}` is written out, for all to read who may read the spec"))
                .help("keep it in a secret scope, and write `{{secrets/<scope>/<key>}}`; where a secret is expected, `${secret.<name>}`")
                .hide(),
        );
    }
}

/// Whether a text is no secret itself: empty, a word for nothing, or the name of one.
fn is_named(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    let is_name = lower == text
        && lower.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_./".contains(letter))
        && ["-", "_", "/"].iter().any(|mark| lower.contains(mark))
        && ["password", "pwd", "secret", "key"].iter().any(|word| lower.contains(word));
    ["", "true", "false", "none", "null", "changeme", "todo"].contains(&&*lower)
        || lower.starts_with('<')
        || is_name
}

/// Whether a text looks as if it was drawn at random.
fn is_random(text: &str) -> bool {
    let has = |test: fn(&char) -> bool| text.chars().filter(test).count() >= 3;
    text.len() >= 20
        && has(char::is_ascii_digit)
        && has(char::is_ascii_alphabetic)
        && !text.contains([' ', '/', '$', '{'])
        && !crate::rules::grants::is_guid(text)
        && entropy(text) > 3.3
}

/// Bits of a letter.
fn entropy(text: &str) -> f64 {
    let mut counts = [0_u32; 256];
    text.bytes().for_each(|byte| counts[usize::from(byte)] += 1);
    let length = text.len() as f64;
    let share = |count: &u32| f64::from(*count) / length;
    counts.iter().filter(|count| **count > 0).map(|count| -share(count) * share(count).log2()).sum()
}

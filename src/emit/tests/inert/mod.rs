//! Texts of a spec come out as texts, whatever they hold.
//!
//! Each place of the schema that takes free text gets one with a mark of its own between attacks. Every generated file
//! is read back: its texts have to be those of the spec, and all else has to be as it is for harmless texts.

mod bicep;
mod findings;
mod frame;
mod places;
mod read;
mod resources;

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use self::places::SOURCES;
use crate::diagnostic::Severity;
use crate::emit::{GeneratedFile, generate};
use crate::model::{Assets, Route, interpolation};
use crate::source::{Memory, ProjectPath};
use crate::spec::{self, Checked, Options};

/// What means something to a shell, a terminal, a pipeline, a template or a parser.
const ATTACKS: &[&str] = &[
    "'",
    "\"",
    "\\",
    "'''",
    "\"\"\"",
    "`",
    "$",
    "${",
    "$${",
    "${x}",
    "}",
    "{",
    "{0}",
    "{{",
    "}}",
    "[",
    "]",
    "[[",
    "]]",
    "[concat('a')]",
    "$(id)",
    "`id`",
    "$((1))",
    ";",
    "&&",
    "| sh",
    "> /tmp/x",
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "  ",
    "##vso[task.setvariable variable=x]y",
    "##[error]x",
    "\n::set-output name=x::y",
    "::add-mask::x",
    "$[ x ]",
    "${{ github.token }}",
    "$(System.AccessToken)",
    "{{secrets/s/k}}",
    "{% x %}",
    "<% x %>",
    "//",
    "/*",
    "*/",
    "#",
    "# x",
    ": ",
    "- ",
    "&a",
    "*a",
    "!t",
    "%",
    "@",
    "|",
    ">",
    "~",
    "null",
    "---",
    "...",
    "=",
    ",",
    "\u{1}",
    "\u{7}",
    "\u{8}",
    "\u{1b}[31m",
    "\u{1b}]0;x\u{7}",
    "\u{7f}",
    "\u{85}",
    "\u{9b}2J",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\u{feff}",
    "é",
    "😀",
    "</script>",
    "\nEOF\n",
    "#disable-diagnostics x",
    "@description('x')",
    "a.core.windows.net",
];

const SPEC: &str = "bricep.json";

/// Two texts to stand before and behind a mark.
type Around = (String, String);

fn attack() -> impl Strategy<Value = Around> {
    let piece = prop_oneof![
        20 => prop::sample::select(ATTACKS).prop_map(str::to_owned),
        3 => "[ -~]{1,8}",
        1 => Just("x".repeat(500)),
    ];
    // Hundreds of places hold each text, and a template takes 4 MB.
    let cut = |pieces: Vec<String>| pieces.concat().chars().take(500).collect::<String>();
    let side = || vec(piece.clone(), 0..6).prop_map(cut);
    // What only means something as a whole.
    let bounds = [("[", "]"), ("[[", "]"), ("[", "']"), ("'''", "'''"), ("{", "}"), ("", "\\"), ("\n", "\n")];
    let whole = (prop::sample::select(bounds.to_vec()), side(), side());
    let whole = whole
        .prop_map(|((open, close), before, behind)| (format!("{open}{before}"), format!("{behind}{close}")));
    prop_oneof![(side(), side()), whole]
}

/// The marks of a text, in order.
fn marks(text: &str) -> Vec<&str> {
    let mut marks = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('Q') {
        rest = &rest[start..];
        let end = rest[1..].find('Q').map_or(0, |end| end + 1);
        let inside = rest.get(1..end).unwrap_or_default();
        let digits = inside.trim_end_matches(['a', 'b']);
        if !digits.is_empty()
            && digits.len() + 1 == inside.len()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
        {
            marks.push(&rest[..=end]);
            rest = &rest[end + 1..];
        } else {
            rest = &rest[1..];
        }
    }
    marks
}

/// The text of a place, in the base (`a`) or in an overlay (`b`).
fn marked(around: &Around, number: usize, layer: char) -> (String, String) {
    let mark = format!("Q{number}{layer}Q");
    let text = format!("{}{mark}{}", around.0, around.1);
    (mark, text)
}

/// The beginning of a text: YAML's keys end after 1,024 characters, escapes included.
fn short(around: &Around) -> Around {
    let cut = |text: &str| text.chars().take(60).collect();
    (cut(&around.0), cut(&around.1))
}

/// A spec as text; characters that YAML does not take as they stand are written by their numbers.
fn written(spec: &Value) -> String {
    spec.to_string().chars().fold(String::new(), |mut out, character| {
        match character {
            '\u{7f}'..='\u{9f}' | '\u{2028}'..='\u{202f}' | '\u{feff}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            _ => out.push(character),
        }
        out
    })
}

/// Harmless texts, for comparison. Keys of them need quotes, as those of the others do.
fn harmless() -> Around {
    ("before ".to_owned(), " behind".to_owned())
}

fn check(spec: &Value, route: Route) -> (Memory, Checked) {
    let spec = written(spec);
    let files = Memory::with(SOURCES.into_iter().chain([(SPEC, &*spec)])).unwrap();
    let root = ProjectPath::root().join(SPEC).unwrap();
    let checked = spec::check(&files, &root, &Options { route: Some(route), ..Options::default() });
    (files, checked)
}

fn errors(checked: &Checked) -> Vec<(String, String)> {
    let errors = checked.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    errors.map(|found| (found.path.clone(), found.message.clone())).collect()
}

fn files(spec: &Value, route: Route) -> Vec<GeneratedFile> {
    let (files, checked) = check(spec, route);
    assert!(errors(&checked).is_empty(), "{:?}", errors(&checked));
    let model = checked.model.unwrap();
    let sources = model.resources.iter().flat_map(|resource| resource.sources.iter().flatten());
    let assets = Assets::read(&files, sources).unwrap();
    generate(&model, &assets, "bricep.yaml").unwrap_or_else(|found| panic!("{found:?}"))
}

/// The ways in which a text may stand inside of a literal: as it is, as the format of `format`, as JSON, as the spec
/// language has it, and what follows of these.
fn forms(text: &str) -> Vec<String> {
    let quoted = Value::from(text).to_string();
    let json = quoted[1..quoted.len() - 1].to_owned();
    let doubled = |text: &str| text.replace('{', "{{").replace('}', "}}");
    vec![
        text.to_owned(),
        doubled(text),
        doubled(&json),
        interpolation::escape(text),
        interpolation::escape(&json),
        json,
    ]
}

/// Holds the files of an attacked spec against those of a harmless one.
fn same_but_for_texts(
    harmless: &[GeneratedFile],
    attacked: &[GeneratedFile],
    texts: &BTreeMap<String, String>,
) -> Result<BTreeSet<String>, TestCaseError> {
    let names = |files: &[GeneratedFile]| files.iter().map(|file| file.path.clone()).collect::<Vec<_>>();
    prop_assert_eq!(names(harmless), names(attacked));
    let mut seen = BTreeSet::new();
    for (before, after) in harmless.iter().zip(attacked) {
        let parts = |file: &GeneratedFile| {
            read::parts(&file.path, &file.text)
                .map_err(|fault| TestCaseError::fail(format!("{}: {fault}", file.path)))
        };
        let (expected, found) = (parts(before)?, parts(after)?);
        if expected.rest != found.rest {
            let at = expected.rest.bytes().zip(found.rest.bytes()).take_while(|(a, b)| a == b).count();
            let near = |text: &str| {
                String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(120)..text.len().min(at + 120)])
                    .into_owned()
            };
            return Err(TestCaseError::fail(format!(
                "{} is not as it was: {:?} became {:?}",
                after.path,
                near(&expected.rest),
                near(&found.rest)
            )));
        }
        for text in &found.texts {
            for mark in marks(text) {
                let wanted = &texts[mark];
                let whole = forms(wanted).iter().any(|form| text.contains(form));
                prop_assert!(whole, "{}: {:?} became {:?}", after.path, wanted, text);
                seen.insert(mark.to_owned());
            }
        }
    }
    Ok(seen)
}

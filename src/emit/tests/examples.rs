//! The worked examples, line by line. What differs, and why, is `docs/reference/example-differences.md`.

#![allow(clippy::disallowed_methods, reason = "the examples are no part of a project")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use similar::{ChangeTag, TextDiff};

use super::{compile, text};
use crate::kinds::KINDS;
use crate::source::Memory;

/// Files of an example that bricep does not write as they stand there.
const HAND_MADE: &[&str] = &["bricep.yaml", "apply.sh", "operate.sh", "extract.py"];

fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared =
        if beside.is_dir() { Some(beside) } else { std::env::var_os("BRICEP_SHARED").map(PathBuf::from) };
    if shared.is_none() {
        println!("skipped: the worked examples are not here; set BRICEP_SHARED");
    }
    shared
}

/// The kinds that the examples register. A provider registers all that bricep knows, with their actions, and the list
/// grows.
const REGISTERED: &[&str] = &["clusters", "instancePools", "jobs", "notebooks"];

/// What the official compiler says of itself is no part of a template.
fn normalised(text: &str) -> String {
    let mut lines = String::new();
    let newer: Vec<String> = KINDS
        .iter()
        .filter(|kind| !REGISTERED.contains(&kind.arm_type))
        .flat_map(|kind| {
            let actions = kind.actions.iter().flat_map(|action| [Some(action.name), action.list_twin]);
            actions.flatten().chain([kind.arm_type])
        })
        .map(|name| format!("'{name}'"))
        .collect();
    for line in text.lines() {
        let line = newer.iter().fold(line.to_owned(), |line, name| {
            line.replace(&format!(", {name}"), "").replace(&format!("({name}, "), "(")
        });
        let trimmed = line.trim_start();
        if newer.iter().any(|name| name == trimmed) {
            continue;
        }
        let generator = trimmed.starts_with("\"templateHash\":")
            || trimmed == "\"version\": \"0.46.0.0\","
            || trimmed == format!("\"version\": \"{}\",", env!("CARGO_PKG_VERSION"));
        let line = if generator { "(generator)" } else { &line };
        let line = line.replace("\"name\": \"bicep\",", "\"name\": \"bricep\",");
        let short: String = line.chars().take(160).collect();
        let _ = writeln!(lines, "{short}");
    }
    lines
}

/// The lines of an example's files that bricep writes otherwise.
fn differences(folder: &Path, spec: &str) -> String {
    let mut files = Memory::with([("bricep.yaml", spec)]).unwrap();
    let notebook = folder.join("notebooks/extract.py");
    if let Ok(bytes) = std::fs::read(notebook) {
        files.insert(crate::source::ProjectPath::root().join("notebooks/extract.py").unwrap(), bytes);
    }
    let (_, _, generated) = compile(&files, None);
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_file())
        .map(|entry| entry.file_name().into_string().unwrap())
        .filter(|name| !HAND_MADE.contains(&name.as_str()))
        .collect();
    names.sort_unstable();
    assert!(names.len() > 8, "{names:?}");
    let mut report = String::new();
    for name in names {
        let theirs = normalised(&std::fs::read_to_string(folder.join(&name)).unwrap());
        let ours = normalised(text(&generated, &name));
        let mut first = true;
        for change in TextDiff::from_lines(&theirs, &ours).iter_all_changes() {
            let sign = match change.tag() {
                ChangeTag::Equal => continue,
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
            };
            if std::mem::take(&mut first) {
                let _ = writeln!(report, "{name}");
            }
            let _ = writeln!(report, "{sign}{}", change.value().trim_end());
        }
    }
    report
}

/// The listed differences of an example.
fn listed(example: &str) -> String {
    let page = include_str!("../../../docs/reference/example-differences.md");
    let (_, rest) = page.split_once(&format!("## `{example}`")).unwrap();
    let (_, rest) = rest.split_once("```diff\n").unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_custom_provider_example() {
    let Some(shared) = shared() else { return };
    let folder = shared.join("reference/bicep/custom-provider");
    let spec = std::fs::read_to_string(folder.join("bricep.yaml")).unwrap();
    pretty(&differences(&folder, &spec), &listed("custom-provider"));
}

#[test]
fn the_deployment_script_example() {
    let Some(shared) = shared() else { return };
    let folder = shared.join("reference/bicep/deployment-script");
    pretty(&differences(&folder, include_str!("deployment-script.yaml")), &listed("deployment-script"));
}

fn pretty(found: &str, listed: &str) {
    assert!(found == listed, "the lines that differ are:\n{found}\nand those listed are:\n{listed}");
}

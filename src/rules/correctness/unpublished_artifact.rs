//! A pipeline that reads an artifact which it never publishes.

use rustc_hash::FxHashSet;

use crate::rules::templates::prelude::*;
use crate::source::Span;
use crate::template::ARTIFACTS;
use crate::template::tree::Language;

rule!("BRC4215", "unpublished-artifact", Correctness = Warning, Check::Templates(check));

fn check(set: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    let Some(root) = template.root.as_ref().filter(|_| template.language == Language::Pipeline) else {
        return;
    };
    let Some(published) = published(root) else { return };
    let mut seen = FxHashSet::default();
    root.each(&mut |value| {
        if value.text().is_none() {
            return;
        }
        let source = set.map().slice(value.span);
        for (at, _) in source.match_indices(ARTIFACTS) {
            let rest = source.get(at + ARTIFACTS.len()..).unwrap_or_default();
            let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "_-".contains(c))).unwrap_or(rest.len());
            let name = rest.get(..length).unwrap_or_default();
            // `a`, `b` and `s` are folders that every job has.
            if name.len() < 2 || published.contains(name) || !seen.insert(name.to_owned()) {
                continue;
            }
            let start = value.span.start + (at + ARTIFACTS.len()) as u32;
            let span = Span::new(value.span.file, start, start + length as u32);
            let message = format!("the pipeline reads the artifact `{name}` and never publishes it");
            let help = format!("publish it in an earlier stage (`publish: <folder>`, `artifact: {name}`), or read the files of the repository");
            told.push(told.found(span, message).help(help));
        }
    });
}

/// The names of artifacts and folders that there may be; nothing where they are not to be seen.
fn published(root: &Value) -> Option<FxHashSet<String>> {
    let mut names = FxHashSet::default();
    let mut hidden = root.entry("extends").is_some();
    root.each(&mut |value| {
        let text = |key: &str| value.get(key).and_then(Value::text);
        // Templates of pipelines, and downloads from elsewhere, bring what they bring.
        hidden |= value.entry("template").is_some()
            || value.entry("targetPath").is_some_and(|_| text("buildType").is_some());
        if value.entry("publish").is_some() {
            match text("artifact") {
                Some(name) => names.insert(name.to_owned()),
                None => std::mem::replace(&mut hidden, true),
            };
        }
        if let Some(task) = text("task").filter(|task| task.starts_with("Publish")) {
            let name =
                ["artifact", "artifactName"].iter().find_map(|key| value.get(&format!("inputs.{key}")));
            match name.map(Value::text) {
                Some(Some(name)) if !name.contains('$') => names.insert(name.to_owned()),
                None if task.starts_with("PublishBuildArtifacts") => names.insert("drop".to_owned()),
                _ => std::mem::replace(&mut hidden, true),
            };
        }
        for key in ["pipeline", "path"] {
            names.extend(text(key).map(|name| name.split('/').next().unwrap_or_default().to_owned()));
        }
    });
    (!hidden).then_some(names)
}

//! What rules find, at which place.

mod access;
mod alerts;
mod app_cost;
mod apps;
mod autoscale;
mod azure;
mod catalogs;
mod clusters;
mod cost;
mod dashboard_parts;
mod dashboards;
mod doubts;
mod files;
mod git;
mod grants;
mod jobs;
mod macros;
mod mends;
mod permissions;
mod pipelines;
mod platform;
mod policies;
mod pools;
mod production;
mod runs;
mod scripts;
mod secrets;
mod serving;
mod several;
mod storage;
mod suppressions;
mod tags;
mod tasks;
mod values;
mod variants;
mod vector_search;
mod warehouses;

use super::Options;
use crate::diagnostic::Diagnostic;
use crate::source::{Memory, ProjectPath};
use crate::spec::{self, Checked};

/// The day that counts as today.
const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 25);

/// A cluster without a fault: `@cluster` in a test; `@job` likewise stands for a job's name and what production asks for.
const CLUSTER: &str = "spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, num_workers: 1, data_security_mode: USER_ISOLATION, autotermination_minutes: 30, custom_tags: { owner: etl }";
const TASK: &str = "notebook_task: { notebook_path: /Shared/etl }, max_retries: 1";

/// What `validate: { catalogue: ./catalogue.json }` reads.
const CATALOGUE: &str = r#"{
  "version": 1, "workspace": "https://adb-1.1.azuredatabricks.net", "date": "2026-11-20",
  "runtimes": [{ "key": "17.3.x-scala2.13", "name": "17.3 LTS" }, { "key": "16.4.x-gpu-ml-scala2.12", "name": "16.4 LTS ML" }],
  "node_types": [
    { "id": "Standard_D4ds_v5", "cores": 4, "memory_mb": 16384, "gpus": 0, "photon": true },
    { "id": "Standard_F4s", "cores": 4, "memory_mb": 8192, "gpus": 0, "photon": false },
    { "id": "Standard_X4", "cores": 4, "memory_mb": 8192, "gpus": 1, "photon": false }
  ]
}"#;

fn check(body: &str) -> Checked {
    let body = body.replace("@cluster", CLUSTER).replace("@task", TASK);
    let lines: Vec<&str> = body.lines().collect();
    let indentation = |line: &&str| line.len() - line.trim_start().len();
    let least = lines.iter().filter(|line| !line.trim().is_empty()).map(indentation).min().unwrap_or(0);
    let body: Vec<&str> = lines.iter().map(|line| line.get(least..).unwrap_or_default()).collect();
    let text = format!("version: 1\nname: demo\n{}\n", body.join("\n").trim());
    // Local files that a test may name; what is in them is nothing to a rule.
    let local = ["load.py", "load.sql", "setup.sh"].map(|path| (path, "# …\n".to_owned()));
    let named = [("bricep.yaml", text), ("catalogue.json", CATALOGUE.to_owned())];
    let files = Memory::with(named.into_iter().chain(local)).unwrap();
    let options = spec::Options { rules: Some(Options { today: Some(TODAY) }), ..spec::Options::default() };
    spec::check(&files, &ProjectPath::root().join("bricep.yaml").unwrap(), &options)
}

/// The findings of a code in a spec that has version and name, and this below: line, column, what is marked, words.
/// Other rules may find more; the language may not.
fn found(code: &str, body: &str) -> String {
    let checked = check(body);
    let language: Vec<&Diagnostic> = checked
        .diagnostics
        .iter()
        .filter(|found| found.code.id < "BRC4000" && found.code.id != code)
        .collect();
    assert!(language.is_empty(), "{language:#?}");
    let mut told = String::new();
    for found in checked.diagnostics.iter().filter(|found| found.code.id == code) {
        let at = checked.map.file(found.span.file).location(found.span.start);
        let marked = checked.map.slice(found.span).lines().next().unwrap_or_default();
        let environment = found.environment.as_ref().map(|name| format!(" (in {name})")).unwrap_or_default();
        told += &format!("{}:{} `{marked}` {}{environment}\n", at.line, at.column, found.message);
        told += &format!("    {}: {}\n", found.path, found.help.as_deref().unwrap_or("no help"));
        for related in &found.related {
            let at = checked.map.file(related.span.file).location(related.span.start);
            told += &format!("    {}:{} {}\n", at.line, at.column, related.message);
        }
    }
    told
}

/// What the fixes of a code make of a spec that has version and name, and this below: the lines that go, and those that come.
fn mended(code: &str, body: &str) -> String {
    let checked = check(body);
    let found: Vec<&Diagnostic> = checked.diagnostics.iter().filter(|found| found.code.id == code).collect();
    let mut edits: Vec<_> =
        found.iter().filter_map(|found| found.fix.as_ref()).flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let Some(first) = edits.first() else { return "no fix".to_owned() };
    let before = checked.map.file(first.span.file).text.to_string();
    let mut after = before.clone();
    for edit in edits {
        after.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (lines(&before), lines(&after));
    let gone = old.iter().filter(|line| !new.contains(line)).map(|line| format!("- {}\n", line.trim()));
    let come = new.iter().filter(|line| !old.contains(line)).map(|line| format!("+ {}\n", line.trim()));
    gone.chain(come).collect()
}

/// A rule says nothing of these.
fn silent(code: &str, bodies: &[&str]) {
    for body in bodies {
        assert_eq!(found(code, body), "", "{body}");
    }
}

/// A job of which this is told besides its name.
fn job(body: &str) -> String {
    let lines: Vec<String> = body.trim_matches('\n').lines().map(|line| format!("      {line}")).collect();
    format!("resources:\n  jobs:\n    nightly:\n      name: nightly\n{}", lines.join("\n"))
}

/// What a rule's file is called says what the rule is called, and all files are in the list.
#[test]
fn every_file_of_a_rule_is_in_the_list() {
    let mut files = Vec::new();
    for category in ["correctness", "cost", "security", "operations", "platform"] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules").join(category);
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let stem = path.file_stem().unwrap().to_string_lossy().replace('_', "-");
            if stem != "mod" {
                files.push((category.to_owned(), stem));
            }
        }
    }
    let named = super::RULES
        .iter()
        .map(|rule| (format!("{:?}", rule.category).to_lowercase(), rule.code.name.to_owned()));
    let mut named: Vec<_> = named.collect();
    files.sort();
    named.sort();
    assert_eq!(files, named);
}

/// The number of a code tells what its findings are about, and the list is in its order.
#[test]
fn codes_are_in_their_bands() {
    let ids: Vec<&str> = super::RULES.iter().map(|rule| rule.code.id).collect();
    assert!(ids.is_sorted(), "{ids:?}");
    for rule in super::RULES {
        let category = match &rule.code.id[..4] {
            "BRC4" => super::Category::Correctness,
            "BRC5" => super::Category::Cost,
            "BRC6" => super::Category::Security,
            "BRC7" => super::Category::Operations,
            _ => super::Category::Platform,
        };
        assert_eq!(rule.category, category, "{}", rule.code.id);
    }
}

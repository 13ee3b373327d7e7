//! Templates that are right have no findings: those that bricep generates, and the worked examples of the official
//! compiler.

use std::path::Path;

use super::{RETIRED, TODAY};
use crate::source::{Disk, Files, ProjectPath};
use crate::spec::Options;
use crate::{rules, template};

/// The codes of what is found in every template and pipeline below a folder, but for what is said of all custom providers;
/// and how many files there are.
fn findings(folder: &Path) -> (Vec<String>, usize) {
    let disk = Disk::new(folder).unwrap();
    let options = Options { rules: Some(rules::Options { today: Some(TODAY) }), ..Options::default() };
    let files = disk.walk(&ProjectPath::root()).unwrap();
    let templates: Vec<ProjectPath> =
        files.into_iter().filter(|path| template::is_template(&disk, path)).collect();
    let mut told = Vec::new();
    for path in &templates {
        for found in template::check(&disk, path, &options).diagnostics {
            if found.code.id != RETIRED {
                told.push(format!("{path}: {} {}", found.code.id, found.message));
            }
        }
    }
    (told, templates.len())
}

#[test]
fn generated_templates_and_pipelines_are_clean() {
    let (told, count) = findings(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples"));
    assert_eq!(told, [""; 0]);
    assert!(count > 50, "{count}");
}

/// The examples of single constructs show resources that lack what a kind requires.
#[test]
fn worked_examples_of_the_compiler_are_clean() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared =
        if beside.is_dir() { Some(beside) } else { std::env::var_os("BRICEP_SHARED").map(Into::into) };
    let Some(folder) = shared.map(|shared| shared.join("reference/bicep")) else {
        println!("skipped: the worked examples are not here; set BRICEP_SHARED");
        return;
    };
    let (told, count) = findings(&folder);
    let expected = [
        "constructs/custom.bicep: BRC2003 the instance pool `pool` has no `nodeTypeId`",
        "constructs/custom.bicep: BRC2003 the cluster `cluster` has no `sparkVersion`",
        "constructs/custom.bicep: BRC2010 the cluster `cluster` has none of `numWorkers`, `autoscale` and `isSingleNode`",
        "constructs/custom.json: BRC2003 the instance pool `pool` has no `nodeTypeId`",
        "constructs/custom.json: BRC2003 the cluster `cluster` has no `sparkVersion`",
        "constructs/custom.json: BRC2010 the cluster `cluster` has none of `numWorkers`, `autoscale` and `isSingleNode`",
    ];
    assert_eq!(told, expected);
    assert!(count > 30, "{count}");
}

//! Every kind has a page, and the page's example is a spec that compiles on every route.

use std::collections::BTreeSet;

use bricep::emit::generate;
use bricep::kinds::KINDS;
use bricep::model::{Assets, Route};
use bricep::source::{Memory, ProjectPath};
use bricep::spec::{self, Options};

use crate::blocks::{Block, Promise, blocks, read};

fn examples(kind: &str) -> Vec<Block> {
    blocks(&read(&format!("docs/reference/kinds/{kind}.md")))
}

#[test]
fn every_kind_has_a_page_whose_example_is_clean() {
    for kind in KINDS {
        let blocks = examples(kind.name);
        assert!(!blocks.is_empty(), "the page of {} has no example", kind.name);
        for block in blocks {
            assert_eq!(block.promise, Promise::Clean, "{}", kind.name);
            let (codes, told) = block.check();
            assert!(codes.is_empty(), "the page of {}, line {}:\n{told}", kind.name, block.line);
        }
    }
}

#[test]
fn no_page_is_of_a_kind_that_is_gone() {
    let index = read("docs/reference/kinds/README.md");
    let listed: BTreeSet<&str> = index
        .lines()
        .filter_map(|line| line.strip_prefix("| [`")?.split_once('`').map(|(kind, _)| kind))
        .collect();
    assert_eq!(listed, KINDS.iter().map(|kind| kind.name).collect());
}

const AZURE: &str = "azure: { location: westeurope, resource_group: rg-example }\n";

/// The files that an example compiles to on a route.
pub(crate) fn compiled(block: &Block, route: Route) -> Vec<(String, String)> {
    let mut files = Memory::new();
    for (path, text) in block.files() {
        let text = if path == "bricep.yaml" { format!("{text}{AZURE}") } else { text.to_owned() };
        files.insert(ProjectPath::root().join(path).unwrap(), text);
    }
    let root = ProjectPath::root().join("bricep.yaml").unwrap();
    let model =
        spec::check(&files, &root, &Options { route: Some(route), ..Options::default() }).model.unwrap();
    let sources = model.resources.iter().flat_map(|resource| resource.sources.iter().flatten());
    let assets = Assets::read(&files, sources).unwrap();
    generate(&model, &assets, "bricep.yaml").unwrap().into_iter().map(|file| (file.path, file.text)).collect()
}

#[test]
fn every_example_compiles_on_every_route() {
    for kind in KINDS {
        let plain = kind.arm_type.chars().all(|letter| letter.is_ascii_alphanumeric());
        assert!(
            plain && kind.arm_type.starts_with(|letter: char| letter.is_ascii_lowercase()),
            "{}",
            kind.name
        );
        for block in examples(kind.name) {
            for route in Route::ALL {
                let (path, needle) = match route {
                    Route::CustomProvider => (
                        "infra/databricks-infrastructure.bicep",
                        format!("'Microsoft.CustomProviders/resourceProviders/{}@", kind.arm_type),
                    ),
                    _ => ("infra/manifest.json", format!("\"{}\":{{", kind.name)),
                };
                let files = compiled(&block, route);
                let (_, text) = files.iter().find(|(found, _)| found == path).unwrap();
                assert!(text.contains(&needle), "{} on {}: no {needle} in {path}", kind.name, route.as_str());
            }
        }
    }
}

use insta::assert_snapshot;

use super::{findings, run};

const CATALOGUE: &str = r#"{"version": 1, "workspace": "https://host", "date": "2026-11-25", "runtimes": [{"key": "18.0.x-scala2.13", "name": "18.0"}], "node_types": [{"id": "Standard_X1", "cores": 1, "memory_mb": 1024, "gpus": 0, "photon": true}]}"#;

#[test]
fn each_environment_has_the_catalogue_of_its_workspace() {
    let spec = "
        version: 1
        name: demo
        environments:
          dev: {}
          test: { validate: { catalogue: ./conf/test.json } }
        ";
    let checked = run(&[("bricep.yaml", spec), ("conf/test.json", CATALOGUE)]);
    assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
    let facts = checked.model.unwrap().facts;
    let known =
        facts.iter().map(|facts| facts.as_ref().map(|facts| facts.node_type("Standard_X1").is_some()));
    assert_eq!(known.collect::<Vec<_>>(), [None, Some(true)]);
}

#[test]
fn a_catalogue_that_cannot_be_read_is_told_once_at_its_name() {
    let spec = "
        version: 1
        name: demo
        validate: { catalogue: ./a.json }
        environments:
          dev: {}
          test: { validate: { catalogue: ./a.jsn } }
          prod: {}
        ";
    let cut = &CATALOGUE[..40];
    assert_snapshot!(findings(&[("bricep.yaml", spec), ("a.json", cut)]), @"
    bricep.yaml:3:24: error[BRC1024] invalid-catalogue: `a.json` is no catalogue of a workspace: EOF while parsing a string at line 1 column 40 (write it anew with `bricep catalogue pull`)
        `./a.json` /validate/catalogue
    bricep.yaml:6:34: error[BRC1015] source-not-found: there is no file `a.jsn` (did you mean `a.json`?)
        `./a.jsn` /environments/test/validate/catalogue
    ");
    let (empty, other) = ("{}", CATALOGUE.replace("\"version\": 1", "\"version\": 7"));
    let one = "version: 1\nname: demo\nvalidate: { catalogue: ./a.json }\n";
    assert_snapshot!(findings(&[("bricep.yaml", one), ("a.json", empty)]), @"
    bricep.yaml:3:24: error[BRC1024] invalid-catalogue: `a.json` is no catalogue of a workspace: missing field `version` at line 1 column 2 (write it anew with `bricep catalogue pull`)
        `./a.json` /validate/catalogue
    ");
    assert_snapshot!(findings(&[("bricep.yaml", one), ("a.json", &other)]), @"
    bricep.yaml:3:24: error[BRC1024] invalid-catalogue: `a.json` is of version 7, and this bricep reads version 1 (write it anew with `bricep catalogue pull`)
        `./a.json` /validate/catalogue
    ");
    assert_snapshot!(findings(&[("bricep.yaml", &one.replace("./a", "../a"))]), @"
    bricep.yaml:3:24: error[BRC1011] path-outside-project: `../a.json` leads out of the folder of the spec (keep the catalogue beside the spec)
        `../a.json` /validate/catalogue
    ");
}

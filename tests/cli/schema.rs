use insta::assert_snapshot;

use crate::project::Project;

#[test]
#[expect(clippy::disallowed_methods, reason = "the committed schemas are read")]
fn schemas_are_json() {
    let project = Project::new(&[]);
    let kinds = project.run(&["schema", "--list"]);
    assert_eq!((kinds.code, &*kinds.err), (Some(0), ""));
    assert!(kinds.out.lines().any(|kind| kind == "instance_pools"), "{}", kinds.out);
    assert!(kinds.out.lines().is_sorted(), "{}", kinds.out);
    for kind in kinds.out.lines() {
        let run = project.run(&["schema", "--kind", kind]);
        assert_eq!(run.code, Some(0));
        let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/v1/kinds");
        let committed = std::fs::read_to_string(format!("{committed}/{kind}.schema.json")).unwrap();
        assert!(run.out == committed, "{kind}: run `cargo xtask schemas`");
        let schema: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(schema["type"], "object", "{kind}");
    }
    let whole: serde_json::Value = serde_json::from_str(&project.run(&["schema"]).out).unwrap();
    assert_eq!(whole["properties"]["version"]["type"], "integer");
}

#[test]
fn a_schema_is_written_beside_a_spec_that_then_names_it() {
    let project = Project::new(&[("lake/bricep.yaml", "version: 1\nname: lake\n")]);
    assert_snapshot!(project.run(&["schema", "--write", "lake"]).shown(), @"
    exit 0
    --- stdout
    --- stderr
    Wrote lake/bricep.schema.json, and named it in lake/bricep.yaml
    ");
    assert_eq!(project.files(), ["lake/bricep.schema.json", "lake/bricep.yaml"]);
    let named = "# yaml-language-server: $schema=bricep.schema.json\nversion: 1\nname: lake\n";
    assert_eq!(project.read("lake/bricep.yaml").unwrap(), named);
    assert_eq!(project.run(&["validate", "lake/bricep.yaml"]).code, Some(0));

    // A spec that names a schema keeps its choice.
    assert_snapshot!(project.run(&["schema", "--write", "lake"]).shown(), @"
    exit 0
    --- stdout
    --- stderr
    Wrote lake/bricep.schema.json
    ");
    assert_eq!(project.read("lake/bricep.yaml").unwrap(), named);

    assert_snapshot!(project.run(&["schema", "--write", "new"]).shown(), @"
    exit 0
    --- stdout
    --- stderr
    Wrote new/bricep.schema.json
    ");
    assert!(project.read("new/bricep.yaml").is_none());
}

#[test]
fn unknown_kinds_are_wrong_usage() {
    let project = Project::new(&[]);
    assert_snapshot!(project.run(&["schema", "--kind", "cluster"]).shown(), @"
    exit 2
    --- stdout
    --- stderr
    error: there is no kind `cluster`; did you mean `clusters`?
    ");
    assert_snapshot!(project.run(&["schema", "--kind", "x"]).shown(), @"
    exit 2
    --- stdout
    --- stderr
    error: there is no kind `x`; see `bricep schema --list`
    ");
}

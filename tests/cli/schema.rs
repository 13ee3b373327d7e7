use insta::assert_snapshot;

use crate::project::Project;

#[test]
fn schemas_are_json() {
    let project = Project::new(&[]);
    let kinds = project.run(&["schema", "--list"]);
    assert_eq!((kinds.code, &*kinds.err), (Some(0), ""));
    assert!(kinds.out.lines().any(|kind| kind == "instance_pools"), "{}", kinds.out);
    assert!(kinds.out.lines().is_sorted(), "{}", kinds.out);
    for kind in kinds.out.lines() {
        let run = project.run(&["schema", "--kind", kind]);
        assert_eq!(run.code, Some(0));
        let schema: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(schema["type"], "object", "{kind}");
    }
    let whole: serde_json::Value = serde_json::from_str(&project.run(&["schema"]).out).unwrap();
    assert_eq!(whole["properties"]["version"]["type"], "integer");
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

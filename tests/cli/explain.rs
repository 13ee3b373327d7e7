use insta::assert_snapshot;

use crate::project::Project;

#[test]
fn codes_and_names_are_explained() {
    let project = Project::new(&[]);
    let by_code = project.run(&["explain", "BRC2001"]);
    assert_eq!((by_code.code, by_code.err.as_str()), (Some(0), ""));
    assert!(by_code.out.contains("unknown-property"), "{}", by_code.out);
    for same in ["brc2001", "unknown-property"] {
        assert_eq!(project.run(&["explain", same]).out, by_code.out);
    }
}

#[test]
fn every_code_has_a_page() {
    for code in bricep::diagnostic::codes() {
        assert!(code.docs.starts_with("# "), "{}", code.id);
        assert!(code.docs.contains(code.id), "{} does not name itself", code.id);
    }
}

#[test]
fn unknown_codes_are_wrong_usage() {
    let project = Project::new(&[]);
    assert_snapshot!(project.run(&["explain", "unknown-propety"]).shown(), @"
    exit 2
    --- stdout
    --- stderr
    error: there is no code `unknown-propety`; did you mean `unknown-property`?
    ");
    assert_snapshot!(project.run(&["explain", "BRC20011"]).shown(), @"
    exit 2
    --- stdout
    --- stderr
    error: there is no code `BRC20011`; did you mean `BRC2001`?
    ");
    assert_snapshot!(project.run(&["explain", "nothing like it"]).shown(), @"
    exit 2
    --- stdout
    --- stderr
    error: there is no code `nothing like it`
    ");
}

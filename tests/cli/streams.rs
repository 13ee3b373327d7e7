//! What goes where, in which colours.

use std::io::Read;
use std::process::Stdio;

use insta::assert_snapshot;

use crate::project::{Project, SPEC};

const WRONG: &str = "version: 1\nname: demo\nresources: { clusters: { etl: { num_wrkers: 1 } } }\n";

#[test]
fn findings_are_the_result_of_validate_and_notes_of_generate() {
    let project = Project::new(&[("bricep.yaml", WRONG)]);
    let validate = project.run(&["validate", "--format", "concise"]);
    assert_eq!((validate.code, validate.err.as_str()), (Some(1), ""));
    assert!(validate.out.contains("BRC2001"));
    let generate = project.run(&["generate", "--format", "concise"]);
    assert_eq!((generate.code, generate.out.as_str()), (Some(1), ""));
    assert_eq!(generate.err, validate.out);
    assert_eq!(project.files(), ["bricep.yaml"], "nothing is written");
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let project = Project::new(&[("bricep.yaml", WRONG)]);
    let escape = '\u{1b}';
    assert!(!project.run(&["validate"]).out.contains(escape));
    assert!(project.run(&["validate", "--color", "always"]).out.contains(escape));
    assert!(!project.run(&["validate", "--color", "never"]).out.contains(escape));
    assert!(!project.run(&["validate", "--color", "always", "--format", "json"]).out.contains(escape));
    assert!(!project.run(&["validate", "--color", "always", "--format", "concise"]).out.contains(escape));
}

#[test]
fn quiet_leaves_errors() {
    let unused = format!("{SPEC}variables: {{ a: {{ default: x }} }}\n");
    let project = Project::new(&[("bricep.yaml", &unused)]);
    assert_snapshot!(project.run(&["validate", "--format", "concise"]).shown(), @"
    exit 0
    --- stdout
    bricep.yaml:7:14: warning[BRC3022] unused-variable: nothing uses the variable `a` (use it as `${var.a}`, or leave it out)
    1 warning in 1 file
    --- stderr
    ");
    assert_eq!(project.run(&["validate", "--quiet"]).shown(), "exit 0\n--- stdout\n--- stderr\n");
    // What is not printed counts all the same.
    assert_eq!(project.run(&["validate", "--quiet", "--deny", "warnings"]).code, Some(1));
}

#[test]
fn commands_for_runners_stand_alone() {
    let unused = format!("{SPEC}variables: {{ a: {{ default: x }} }}\n");
    for (format, begin) in [("github", "::"), ("azure", "##vso[")] {
        let project = Project::new(&[("bricep.yaml", &unused)]);
        let run = project.run(&["validate", "--format", format]);
        assert!(run.out.lines().all(|line| line.starts_with(begin)), "{}", run.out);
        assert_eq!((run.out.lines().count(), &*run.err), (1, "1 warning in 1 file\n"));
        assert_eq!(project.run(&["validate", "--quiet", "--format", format]).err, "");
        project.write("bricep.yaml", SPEC);
        let run = project.run(&["validate", "--format", format]);
        assert_eq!((&*run.out, &*run.err), ("", "no findings in 1 file with 1 resource\n"));
    }
}

#[test]
fn junit_fails_what_fails_the_run() {
    let unused = format!("{SPEC}variables: {{ a: {{ default: x }} }}\n");
    let project = Project::new(&[("bricep.yaml", &unused)]);
    let passes = project.run(&["validate", "--format", "junit"]);
    assert!(passes.code == Some(0) && !passes.out.contains("<failure"), "{}", passes.shown());
    assert!(passes.out.contains("failures=\"0\"") && passes.out.contains("<system-out>"));
    let fails = project.run(&["validate", "--format", "junit", "--deny", "warnings"]);
    assert!(fails.code == Some(1) && !fails.out.contains("failures=\"0\""), "{}", fails.shown());
    assert_eq!(fails.out.matches("<failure type=\"warning\"").count(), 1, "{}", fails.out);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let project = Project::new(&[]);
    for arguments in [&["schema"][..], &["completions", "bash"], &["--help"]] {
        let mut child =
            project.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        let status = child.wait().unwrap();
        assert_eq!((status.code(), err.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

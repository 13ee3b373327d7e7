//! Which findings of rules are reported, and how the run ends.

use crate::project::{Project, SPEC};

/// The ids of what is found, and the exit code.
fn ids(project: &Project, arguments: &[&str]) -> (Vec<String>, Option<i32>) {
    let run = project.run(&[&["validate", "--format", "json"][..], arguments].concat());
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let found = report["diagnostics"].as_array().unwrap();
    (found.iter().map(|found| found["code"].as_str().unwrap().to_owned()).collect(), run.code)
}

/// A cluster that never stops, whose bounds are the wrong way round, and a variable that nothing uses.
fn project() -> Project {
    let spec = SPEC.replace("num_workers: 1", "autoscale: { min_workers: 2, max_workers: 1 }");
    let spec = spec.replace("minutes: 30", "minutes: 0") + "variables: { a: { default: x } }\n";
    Project::new(&[("bricep.yaml", &spec)])
}

#[test]
fn findings_are_chosen_by_code_name_and_beginning() {
    let project = project();
    let chosen = |arguments: &[&str]| ids(&project, arguments).0.join(" ");
    assert_eq!(chosen(&[]), "BRC4001 BRC5001 BRC3022");
    assert_eq!(chosen(&["--select", "BRC5"]), "BRC5001");
    assert_eq!(chosen(&["--select", "brc5001,unused-variable"]), "BRC5001 BRC3022");
    assert_eq!(chosen(&["--ignore", "no-auto-termination", "--ignore", "BRC3"]), "BRC4001");
    assert_eq!(chosen(&["--select", "BRC4", "--ignore", "BRC4001"]), "");
}

#[test]
fn what_is_left_out_does_not_count() {
    let project = project();
    assert_eq!(ids(&project, &[]).1, Some(1));
    assert_eq!(ids(&project, &["--ignore", "BRC4"]).1, Some(0));
    assert_eq!(ids(&project, &["--ignore", "BRC4", "--deny", "warnings"]).1, Some(1));
    assert_eq!(ids(&project, &["--select", "BRC9", "--deny", "warnings"]).1, Some(0));
}

#[test]
fn errors_of_the_language_are_always_reported() {
    let project = Project::new(&[("bricep.yaml", &format!("{SPEC}nope: 1\n"))]);
    assert_eq!(ids(&project, &["--select", "BRC5"]), (vec!["BRC2001".to_owned()], Some(1)));
    assert_eq!(ids(&project, &["--ignore", "BRC2001"]), (vec!["BRC2001".to_owned()], Some(1)));
}

#[test]
fn a_code_that_does_not_exist_is_wrong_usage() {
    let run = Project::new(&[("bricep.yaml", SPEC)]).run(&["validate", "--ignore", "no-auto-terminaton"]);
    assert_eq!(run.code, Some(2));
    assert_eq!(
        run.err,
        "error: there is no code `no-auto-terminaton`; did you mean `no-auto-termination`?\n"
    );
}

#[test]
fn the_day_decides_about_what_ages() {
    let project = Project::new(&[("bricep.yaml", &SPEC.replace("16.4", "14.3"))]);
    let on = |day: &str| ids(&project, &["--as-of", day]).0.join(" ");
    assert_eq!(on("2026-11-02"), "");
    assert_eq!(on("2026-11-03"), "BRC9006");
    assert_eq!(on("2027-02-01"), "BRC9006");
    assert_eq!(on("2027-02-02"), "BRC4005");
    assert_eq!(project.run(&["validate", "--as-of", "yesterday"]).code, Some(2));
}

#[test]
fn what_databricks_would_refuse_is_not_compiled() {
    let project = project();
    let run = project.run(&["generate"]);
    assert_eq!((run.code, project.files()), (Some(1), vec!["bricep.yaml".to_owned()]));
    assert!(run.err.contains("error[BRC4001]"), "{}", run.err);
}

#[test]
fn a_spec_chooses_too() {
    let spec = SPEC.replace("minutes: 30", "minutes: 0");
    let with = |validate: &str| {
        let project = Project::new(&[("bricep.yaml", &format!("{spec}validate: {validate}\n"))]);
        let (found, code) = ids(&project, &[]);
        (found.join(" "), code)
    };
    assert_eq!(with("{ ignore: [BRC5] }"), (String::new(), Some(0)));
    assert_eq!(with("{ level: { no-auto-termination: error } }"), ("BRC5001".to_owned(), Some(1)));
}
